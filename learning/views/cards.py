"""Questions after a finished course, and whether somebody wants any."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Notification
from learning.models import Card, Enrollment, Recall, Remembering
from learning.remembering.cards import asked_on, next_on, target_of
from learning.remembering.page import remembered_by

from .asked import next_address


@login_required
@require_safe
def remembering(request):
    """In which courses I am asked again, and what came of it."""
    return render(request, "learning/remembering.html", {"courses": remembered_by(request.user)})


@login_required
@require_POST
def choose_remembering(request, course_id):
    """On or off, with one press; off ends what is still to come."""
    mine = Enrollment.objects.of(request.user)
    enrollment = get_object_or_404(mine, course=course_id)
    wanted = bool(request.POST.get("wanted"))
    if wanted and not enrollment.is_active:
        return redirect("learning:remembering")
    Remembering.objects.choose(enrollment, wanted)
    if wanted:
        messages.success(request, _("From now on we ask you again what you learned."))
    else:
        messages.success(request, _("We ask you nothing more. What you answered is kept."))
    return redirect(next_address(request) or "learning:remembering")


@login_required
@require_safe
def card(request, pk):
    found = _card_of(request, pk)
    Notification.objects.seen(request.user, target_of(found))
    asked = asked_on(found, request)
    context = {
        "card": found,
        "course": found.enrollment.course,
        "asked": asked,
        "is_on": found.is_on,
        "waiting": [one for one in asked if one.is_waiting],
        "next_on": next_on(found),
    }
    return render(request, "learning/card.html", context)


@login_required
@require_POST
def answer_card(request, pk, block_id):
    found = _card_of(request, pk)
    url, block = reverse("learning:card", args=[pk]), str(block_id)
    asked = (each for each in asked_on(found, request) if each.question.block_id == block)
    one = next(asked, None)
    if one is None or not found.is_on:
        return redirect(url)
    if one.is_waiting and not one.answer(request.POST, lambda: one.recall):
        url += "?" + urlencode({"unanswered": block})
    return redirect(f"{url}#block-{block}")


@login_required
@require_POST
def skip_card(request, pk):
    """Leave what is not answered; nothing of it comes back."""
    found = _card_of(request, pk)
    Recall.skip(found.recalls.all())
    return redirect("learning:card", pk=pk)


def _card_of(request, pk):
    mine = Card.objects.of(request.user).select_related(
        "enrollment__course", "enrollment__remembering"
    )
    card = get_object_or_404(mine.prefetch_related("recalls"), pk=pk)
    card.enrollment.user = request.user
    return card
