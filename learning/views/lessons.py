"""What a person does with a lesson as a whole."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning.models import StudyDay
from learning.models.enrollments import NotYet

from .asked import lesson_for


@login_required
@require_POST
def complete_lesson(request, lesson_id):
    """Mark complete and go on to the next lesson, or to the end of the course."""
    lesson, state = lesson_for(request, lesson_id)
    if not state.is_open:
        return redirect(lesson.get_url(request))
    was_complete = bool(state.course.completed_at)
    try:
        state.enrollment.complete_lesson(lesson)
        StudyDay.objects.mark(state.enrollment)
    except NotYet:
        messages.error(request, _("This lesson still has open steps. They are listed below."))
        return redirect(lesson.get_url(request) + "#left")
    if state.enrollment.completed_at and not was_complete:
        return redirect("learning:completed", course_id=state.enrollment.course_id)
    if state.next is None:
        return redirect("learning:dashboard")
    return redirect(state.next.url + "#lesson-title")


@require_POST
def reach(request, lesson_id):
    """Remember the block that is being read. Sent by script; answers with no content."""
    lesson, state = lesson_for(request, lesson_id)
    block_id = request.POST.get("block_id", "")[:36]
    if state.can_act and (not block_id or lesson.block(block_id)):
        state.enrollment.reach(lesson, block_id)
    return HttpResponse(status=204)
