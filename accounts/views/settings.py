"""The settings of one's own account."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.shortcuts import render


@login_required
def account_settings(request):
    return render(
        request, "accounts/settings.html", {"has_second_step": is_mfa_enabled(request.user)}
    )
