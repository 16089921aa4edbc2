"""An institution's last ninety days, on one page for its director."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learning.institutions.ninety_days import NinetyDays

from .institution import institution_for


@login_required
@require_safe
def ninety_days(request, pk):
    institution = institution_for(request.user, pk)
    shown = NinetyDays(institution, request.GET.get("period", ""))
    context = {"institution": institution, "shown": shown}
    return render(request, "learning/institution/ninety_days.html", context)
