"""How one wants to be told of things."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import time_zones
from accounts.models import MailSettings
from accounts.notification_forms import NotificationSettingsForm


@login_required
@transaction.atomic
def notification_settings(request):
    row = MailSettings.objects.of(request.user)
    form = NotificationSettingsForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your settings are saved."))
        return redirect("notification_settings")
    context = {"form": form, "zone": time_zones.name_of(row.zone.key)}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/notification_settings.html", context, status=status)
