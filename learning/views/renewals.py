"""Renewing a certificate that ends: its holder's own act."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Notification
from learning.certificates.notices import target_of
from learning.certificates.renewal import NotRenewable, Renewal
from learning.models import Certificate


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def renew_certificate(request, code):
    """What it takes; and, when all of it is there, the act."""
    ending = Certificate.objects.of(request.user).ending()
    ending = ending.select_related("enrollment__course", "enrollment__user", "replaced_by")
    mine = get_object_or_404(ending, code=code)
    if hasattr(mine, "replaced_by"):
        return redirect(mine.replaced_by)
    Notification.objects.seen(request.user, target_of(mine))
    renewal = Renewal(mine)
    if request.method == "POST":
        try:
            new = renewal.carry_out()
        except NotRenewable:
            return _page(request, renewal, status=422)
        end = date_format(new.valid_until, "F j, Y")
        messages.success(request, _("Renewed. Your certificate is valid until %s.") % end)
        return redirect(new)
    return _page(request, renewal)


def _page(request, renewal, status=200):
    context = {"renewal": renewal, "certificate": renewal.certificate, "refused": status == 422}
    return render(request, "learning/renew.html", context, status=status)
