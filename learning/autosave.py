"""What autosave is answered when nothing was kept: JSON with what to tell the writer."""

from django.http import JsonResponse
from django.utils.translation import gettext as _


def refused(status, message):
    return JsonResponse({"message": message}, status=status)


def signed_out():
    return refused(401, _("You are signed out. Sign in again to save."))


def not_valid(form):
    return refused(422, " ".join(sum(form.errors.values(), [])))
