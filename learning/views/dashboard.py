"""Where a learner comes back to."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.models import CoursePage
from courses.models.outlines import outline_of
from learning.course_state import CourseState
from learning.models import Certificate, Enrollment, Reflection

SUGGESTIONS = 3
DRAFTS = 3


@login_required
@require_safe
def dashboard(request):
    """Continue first; then what is due, the other courses, certificates and a suggestion."""
    enrollments = list(Enrollment.objects.of(request.user).select_related("course").defer("plan"))
    states = CourseState.many(
        [(row, outline_of(row.course.path)) for row in enrollments if row.is_active]
    )
    states.sort(key=lambda state: state.last_activity, reverse=True)
    going = [state for state in states if not state.completed_at]
    context = {
        "current": going[0] if going else None,
        "others": going[1:],
        "finished": [state for state in states if state.completed_at],
        "drafts": _unsaved_reflections(request.user),
        "certificates": Certificate.objects.of(request.user).current(),
        "suggestions": _suggestions(enrollments),
        "teaches": request.user.course_roles.exists(),
    }
    return render(request, "learning/dashboard.html", context)


def _unsaved_reflections(user):
    """Reflections whose draft was begun and never saved: the learner's own loose ends."""
    begun = Reflection.objects.of(user).filter(submitted=None).exclude(draft="")
    return list(begun.select_related("prompt", "lesson")[:DRAFTS])


def _suggestions(enrollments):
    taken = [row.course_key for row in enrollments]
    others = CoursePage.objects.live().public().filter(enrollment_open=True)
    return list(
        others.exclude(translation_key__in=taken)
        .for_cards()
        .order_by("level", "title")[:SUGGESTIONS]
    )


@login_required
@require_safe
def record(request):
    """Everything completed, with dates and contact hours, for a director or a credential body."""
    certificates = list(Certificate.objects.of(request.user).current().order_by("completed_on"))
    hours = sum((row.contact_hours for row in certificates if not row.revoked_at), Decimal(0))
    return render(request, "learning/record.html", {"certificates": certificates, "hours": hours})
