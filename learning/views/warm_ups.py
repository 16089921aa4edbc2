"""Answering what a lesson begins with, or leaving it."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from .asked import address, lesson_for


@login_required
@require_POST
def answer_warm_up(request, lesson_id, block_id):
    """One answer, once; what is not asked any more leads back to the lesson."""
    lesson, state = lesson_for(request, lesson_id)
    one = state.warm_up.find(block_id) if state.warm_up else None
    if one is None:
        return redirect(lesson.get_url(request))
    if one.is_waiting and not state.warm_up.answer(one, request.POST):
        query = urlencode({"unanswered": str(block_id)})
        return redirect(f"{lesson.get_url(request)}?{query}#block-{block_id}")
    return redirect(address(request, lesson, f"block-{block_id}"))


@login_required
@require_POST
def skip_warm_up(request, lesson_id):
    lesson, state = lesson_for(request, lesson_id)
    if state.warm_up:
        state.warm_up.skip()
    return redirect(address(request, lesson, "lesson-title"))
