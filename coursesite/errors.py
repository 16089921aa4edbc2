"""The pages people see when something cannot be done, each with a way on."""

import logging

from django.conf import settings
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import requires_csrf_token

from accounts.models.brand import Look, current_look

logger = logging.getLogger(__name__)

# What is never shown again, however the form failed.
SECRET_FIELDS = ("password", "csrf", "code", "token", "secret", "key")
MIN_KEPT = 2


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


def not_by_visit(request, allow):
    """Somebody opened the address to which only forms are sent."""
    response = render(request, "405.html", status=405)
    response["Allow"] = allow
    return response


def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)


@requires_csrf_token
def server_error(request):
    return render(request, "500.html", _brand_if_it_can_be_read(), status=500)


@requires_csrf_token
def csrf_failure(request, reason=""):
    """The form was too old to trust; what was typed in it is shown, to copy and send again."""
    typed = [
        text
        for name, values in request.POST.lists()
        for text in values
        if len(text) >= MIN_KEPT and not any(word in name.lower() for word in SECRET_FIELDS)
    ]
    return render(
        request, "403_csrf.html", {"typed": typed, "back": _came_from(request)}, status=403
    )


def _brand_if_it_can_be_read():
    """The cache or the database may be what broke."""
    try:
        look = current_look()
    except Exception:
        logger.warning("The site's brand could not be read", exc_info=True)
        look = Look(site_name=settings.SITE_NAME)
    return {"look": look, "site_name": look.site_name}


def _came_from(request):
    """The page of this site that held the form: the form's own address may take no visits."""
    address = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else "/"
