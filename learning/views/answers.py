"""Answers to knowledge checks, and ticks on checklists."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from courses.blocks import CHECK_BLOCKS
from learning.answer_forms import ANSWER_FORMS
from learning.forms import ChecklistForm
from learning.lessons.body import render_asking
from learning.models import Attempt, ChecklistTick
from learning.parking import unpark

from .asked import address, block_of, come_in_first, gone, keep, lesson_for


@require_POST
def answer_check(request, lesson_id, block_id):
    """Write down an answer and show what it brings. Any number of tries."""
    lesson, state = lesson_for(request, lesson_id)
    block = block_of(lesson, block_id, *CHECK_BLOCKS)
    if block is None:
        return gone(request, lesson)
    Form = ANSWER_FORMS[block.block_type]
    if not state.is_open:
        kept = Form.kept(request.POST)
        return come_in_first(request, state, block.id, kept, f"block-{block.id}")
    form = Form(block.value, request.POST)
    if not form.is_valid():
        keep(request, state, block.id, Form.kept(request.POST))
        return _unanswered(request, lesson, state, block)
    Attempt.objects.record(
        state.enrollment, lesson, block, form.chosen,
        form.token_for(state.enrollment, block.id), form.words, form.confidence_given,
    )  # fmt: skip
    state.enrollment.reach(lesson, block.id)
    unpark(request, lesson_id, block.id)
    return _back(request, lesson, state, block)


@require_POST
def tick_checklist(request, lesson_id, block_id):
    """Save what was ticked and unticked since the page was shown."""
    lesson, state = lesson_for(request, lesson_id)
    block = block_of(lesson, block_id, "checklist")
    if block is None:
        return gone(request, lesson)
    if not state.is_open:
        typed = {"items": request.POST.getlist("item")[:10]}
        return come_in_first(request, state, block.id, typed, f"block-{block.id}")
    form = ChecklistForm(block.value, request.POST)
    if form.is_valid():
        ChecklistTick.objects.change(state.enrollment, lesson, block, form.added, form.removed)
        state.enrollment.reach(lesson, block.id)
        unpark(request, lesson_id, block.id)
    return _back(request, lesson, state, block)


def _back(request, lesson, state, block):
    """The block as it is now and what is left: alone for a script, else in their lesson."""
    if request.htmx:
        return in_place(request, lesson, state, block)
    return redirect(address(request, lesson, f"block-{block.id}"))


def in_place(request, lesson, state, block):
    """For a script: the block as it is now, and what is left to do."""
    left = render_to_string(
        "courses/partials/lesson_end.html", {"page": lesson, "state": state}, request
    )
    return HttpResponse(render_asking(block, state, lesson, request) + left)


def _unanswered(request, lesson, state, block):
    if request.htmx:
        state.unanswered = block.id
        return _back(request, lesson, state, block)
    query = urlencode({"unanswered": block.id})
    return redirect(f"{lesson.get_url(request)}?{query}#block-{block.id}")
