"""What happens when a code arrives too late."""

from functools import wraps

from django.contrib import messages
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import gettext as _

STARTS = ("account_login", "account_request_login_code", "account_reset_password")


def explain_expiry(view):
    """Say why a typed code led back to the start; allauth sends people there without a word."""

    @wraps(view)
    def explained(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        unexplained = not get_messages(request).added_new
        if request.method == "POST" and unexplained and _led_to_start(response):
            messages.error(request, _("That code is no longer valid. Ask for a new one here."))
        return response

    explained.login_required = False
    return explained


def _led_to_start(response):
    path = response.get("Location", "").partition("?")[0]
    return path in [reverse(name) for name in STARTS]
