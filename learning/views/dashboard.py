"""Where a learner comes back to."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Membership
from accounts.prepared import Prepared
from courses.catalog import open_courses
from courses.models.outlines import outline_of_course
from courses.models.roles import parts_of
from learning.course_state import CourseState
from learning.models import Certificate, Cohort, Enrollment, Reflection
from learning.models.check_ins import waiting_for
from learning.plans.overview import summary_of
from learning.rhythm.weeks import Rhythms

SUGGESTIONS = 3
DRAFTS = 3


@login_required
@require_safe
def dashboard(request):
    """Continue first; then what is due, the other courses, certificates and a suggestion."""
    enrollments = _enrollments(user=request.user)
    states = CourseState.many(
        [(row, outline_of_course(row.course_id)) for row in enrollments if row.is_active]
    )
    for row in enrollments:
        row.user = request.user
    states.sort(key=lambda state: state.last_activity, reverse=True)
    going = [state for state in states if not state.completed_at]
    context = {
        "current": going[0] if going else None,
        "others": going[1:],
        "finished": [state for state in states if state.completed_at],
        "rhythms": Rhythms(request.user, states),
        "check_ins": waiting_for(request.user),
        "drafts": _unsaved_reflections(user=request.user),
        "certificates": _certificates(user=request.user),
        "suggestions": _suggestions(enrollments),
        "cohorts": _cohorts(user=request.user),
        "memberships": _memberships(user=request.user),
        "plan_summary": summary_of(request.user, [state.outline for state in states]),
        "teaches": bool(parts_of(request.user)),
    }
    return render(request, "learning/dashboard.html", context)


# What is asked of everybody who comes back, built once.


@Prepared
def _enrollments(user):
    return Enrollment.objects.of(user).with_rhythm().defer("plan")


@Prepared
def _certificates(user):
    return Certificate.objects.of(user).listed()


@Prepared
def _cohorts(user):
    return Cohort.objects.joined_by(user)


@Prepared
def _memberships(user):
    return Membership.objects.of(user).current().select_related("institution")


@Prepared
def _unsaved_reflections(user):
    """Reflections whose draft was begun and never saved: the learner's own loose ends."""
    begun = Reflection.objects.of(user).filter(submitted=None).exclude(draft="")
    shown = begun.select_related("prompt", "lesson").only(
        "prompt__kind", "prompt__content", "lesson__title"
    )
    return shown[:DRAFTS]


def _suggestions(enrollments):
    """The cards of some courses that this person never took."""
    taken = {row.course_key for row in enrollments}
    return [card for card in open_courses() if card.key not in taken][:SUGGESTIONS]


@login_required
@require_safe
def record(request):
    """Everything completed, with dates and contact hours, for a director or a credential body."""
    certificates = list(Certificate.objects.of(request.user).listed().order_by("completed_on"))
    hours = sum((row.contact_hours for row in certificates if not row.revoked_at), Decimal(0))
    return render(request, "learning/record.html", {"certificates": certificates, "hours": hours})
