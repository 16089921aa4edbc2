"""Deleting one's own account."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import DeleteAccountForm
from accounts.models import LastAdministrator


@login_required
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_account(request):
    """Say what goes and what stays; the typed word deletes, and signs out everywhere."""
    form = DeleteAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _erased(request.user):
        logout(request)
        messages.success(request, _("Your account is deleted. Thank you for the time you gave."))
        return redirect("/")
    context = {"form": form, "is_last": request.user.is_last_administrator}
    return render(request, "accounts/delete.html", context, status=422 if form.is_bound else 200)


def _erased(user):
    """Whether the account could be deleted; if so, a mail tells its old address."""
    address = user.email
    try:
        with transaction.atomic():
            user.erase()
            get_adapter().send_mail("account/email/account_deleted", address, {})
    except LastAdministrator:
        return False
    return True
