"""Going through a scenario, step by step."""

from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from learning.answer_forms import StepForm
from learning.lessons.readers import may_read
from learning.models import Attempt
from learning.panels.scenes import step_address
from learning.parking import unpark

from .answers import in_place
from .asked import block_of, come_in_first, gone, keep, lesson_for


@require_POST
def take_step(request, lesson_id, block_id):
    """Take a choice and go to the address it leads to; at an end the path is written down."""
    lesson, state = lesson_for(request, lesson_id)
    block = block_of(lesson, block_id, "scenario")
    if block is None:
        return gone(request, lesson)
    form = StepForm(block.value, request.POST)
    taken = form.is_valid()
    ends = taken and form.walk.ended
    outside = not state.is_open and ends and _keeps(request)
    if outside or not may_read(request.user, lesson, state):
        typed = StepForm.typed(request.POST)
        return come_in_first(request, state, block.id, typed, f"block-{block.id}")
    if ends and state.is_open:
        _write_down(request, state, lesson, block, form)
    elif taken:
        keep(request, state, block.id, {"path": form.walk.address})
    if state.is_open:
        state.enrollment.reach(lesson, block.id)
    return _onward(request, lesson, state, block, form, taken)


def _keeps(request):
    """Whether somebody at an end asks that their path be kept, and takes no choice."""
    return not request.POST.get("choice")


def _write_down(request, state, lesson, block, form):
    token = form.token_for(state.enrollment, block.id)
    Attempt.objects.record(state.enrollment, lesson, block, form.chosen, token)
    unpark(request, lesson.pk, block.id)


def _onward(request, lesson, state, block, form, taken):
    """To the step that the path leads to: swapped in for a script, which notes its address."""
    address = step_address(block.id, form.walk.address)
    if request.htmx:
        state.paths = {block.id: form.walk.chosen}
        state.unanswered = None if taken else block.id
        response = in_place(request, lesson, state, block)
        if taken:
            response["HX-Push-Url"] = lesson.get_url(request) + address
        return response
    missing = "" if taken else f"&unanswered={block.id}"
    query, _sign, anchor = address.partition("#")
    return redirect(f"{lesson.get_url(request)}{query}{missing}#{anchor}")
