"""The header of every page, drawn once for all who see it alike."""

from django import template

from accounts.drawing import blanks_of, draw, thing
from accounts.models import Notification
from accounts.receivers import ENTERS_CMS

register = template.Library()

# The parts of the site in which a link of the header is marked as where one is.
SECTIONS = ("/courses/", "/community/", "/learning/", "/accounts/")


@register.simple_tag(takes_context=True)
def site_header(context):
    """It knows of its page in which section it is and by what view it was made, no more."""
    request, user, look = context.get("request"), context.get("user"), context["look"]
    is_signed_in = bool(user and user.is_authenticated)
    names = {}
    if is_signed_in:
        names = {"get_short_name": user.get_short_name(), "initials": user.initials}
    session = getattr(request, "session", {}) if is_signed_in else {}
    return draw(
        "partials/header.html",
        blanks_of(context),
        look=look,
        site_name=look.site_name,
        user=thing(names, is_authenticated=is_signed_in),
        request=thing(path=_section(request), resolver_match=_match(request)),
        unread_notifications=Notification.objects.count_unread(user) if is_signed_in else 0,
        enters_cms=bool(session.get(ENTERS_CMS)),
    )


def _section(request):
    """The first page of a section as it is; all others of it alike; "" outside of all."""
    path = getattr(request, "path", "")
    found = next((section for section in SECTIONS if path.startswith(section)), "")
    return f"{found}more" if path != found and found else found


def _match(request):
    match = getattr(request, "resolver_match", None)
    return thing(view_name=match.view_name) if match else None
