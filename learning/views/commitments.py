"""My commitments: all of them, one of them, and being a colleague's partner."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Notification
from learning.commitments.notices import tell_partner_answered
from learning.days import day_of
from learning.models import Commitment
from learning.models.commitments import TooMany

ENDED_AT_ONCE = 20


@login_required
@require_safe
def commitments(request):
    """What is open with its next check-in, what ended, and whose partner one is."""
    mine = Commitment.objects.of(request.user).whole()
    ended = mine.exclude(ended_at=None).order_by("-ended_at", "-pk")
    partnered = Commitment.objects.partnered_by(request.user).select_related("user")
    context = {
        "open": list(mine.open()),
        "page_obj": Paginator(ended, ENDED_AT_ONCE).get_page(request.GET.get("page")),
        "asked": list(partnered.filter(partner_agreed_at=None)),
        "partnered": list(
            partnered.exclude(partner_agreed_at=None).prefetch_related("check_ins")[:ENDED_AT_ONCE]
        ),
        "today": day_of(request.user),
    }
    return render(request, "learning/commitments.html", context)


@login_required
@require_safe
def commitment(request, pk):
    """One of mine with all that belongs to it; of a colleague's, what their partner may see."""
    found = Commitment.objects.of(request.user) | Commitment.objects.partnered_by(request.user)
    row = get_object_or_404(found.whole(), pk=pk)
    Notification.objects.seen(request.user, row.target)
    is_mine = row.user_id == request.user.pk
    template = "learning/commitment.html" if is_mine else "learning/commitment_partner.html"
    return render(request, template, {"commitment": row, "today": day_of(row.user)})


@login_required
@require_POST
def end_commitment(request, pk):
    """Drop it, take it up again, or go on without a partner."""
    row = get_object_or_404(Commitment.objects.of(request.user).whole(), pk=pk)
    acts = {"drop": _drop, "resume": _resume, "alone": _go_alone}
    act = acts.get(request.POST.get("act"))
    if act is None:
        raise Http404
    act(request, row)
    return redirect(row)


def _drop(request, row):
    if row.drop():
        messages.success(request, _("Dropped. Nothing more is asked of it."))


def _resume(request, row):
    try:
        if not row.resume():
            raise Http404
    except TooMany:
        messages.error(request, _("Three others are open here. End one first, then take this up."))
    else:
        messages.success(request, _("It goes on."))


def _go_alone(request, row):
    row.go_alone()
    messages.success(request, _("You go on alone. Nobody else sees this commitment."))


@login_required
@require_POST
def answer_partnership(request, pk):
    """Agree or decline; who agreed may step back at any time."""
    row = get_object_or_404(Commitment.objects.partnered_by(request.user).whole(), pk=pk)
    agrees = request.POST.get("answer") == "agree"
    if row.agree() if agrees else row.decline():
        tell_partner_answered(row)
    Notification.objects.seen(request.user, row.target)
    if row.partner_agreed:
        messages.success(request, _("You are their partner. We tell you what they answer."))
        return redirect(row)
    messages.success(request, _("Declined. You hear no more of it."))
    return redirect("learning:commitments")
