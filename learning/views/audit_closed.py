"""A count that was frozen meanwhile, as in another tab: said, with what was typed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from learning.models import Audit

from .not_sent import not_sent


def open_audit(user):
    """The one that this person fills in now, or None."""
    return Audit.objects.of(user).open().first()


def closed(request, typed=""):
    """Nothing is found by who never froze a count."""
    if not Audit.objects.of(request.user).frozen().exists():
        raise Http404
    if typed:
        return not_sent(
            request,
            title=_("The count is frozen"),
            reason=_(
                "It was frozen meanwhile, so what you sent now was not added. If you count again"
                " later, you can paste these lines there."
            ),
            typed=typed,
            to=reverse("learning:audit"),
            label=_("Look at the count"),
        )
    messages.error(request, _("The count was frozen meanwhile. It cannot be changed any more."))
    return redirect("learning:audit")
