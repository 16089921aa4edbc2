"""Coming to a course, leaving it, finishing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Notification
from courses.models import CoursePage
from courses.models.versions import versions_of
from learning.course_state import CourseState
from learning.days import day_of
from learning.enrollment_form import EnrollmentForm
from learning.evaluations.form import EvaluationForm
from learning.models import (
    Commitment,
    Enrollment,
    EvaluationGiven,
    Remembering,
    SectionText,
)
from learning.models.enrollments import (
    EnrollmentClosed,
    NotYet,
    PrerequisiteMissing,
    unmet_prerequisites,
)
from learning.models.seats import NoSeatLeft
from learning.remembering.cards import may_begin

from .asked import next_address


@login_required
def enroll(request, course_id):
    """One page: confirm the name for the certificate, and begin."""
    course = get_object_or_404(CoursePage.objects.live(), pk=course_id)
    existing = Enrollment.objects.of(request.user).filter(course_key=course.key).first()
    settled = existing and existing.is_active and not existing.wants_name
    if settled and request.method != "POST":
        return redirect(
            next_address(request) or CourseState.of(existing, course.outline).continue_url
        )
    unmet = unmet_prerequisites(request.user, course)
    form = EnrollmentForm(
        request.POST or None,
        instance=existing,
        initial={"certificate_name": request.user.name_for_certificates()},
        user=request.user,
        course=course,
    )
    if request.method == "POST" and form.is_valid():
        try:
            enrollment = _take_in(request.user, course, form)
            state = CourseState.of(enrollment, course.outline)
            return redirect(next_address(request) or state.continue_url)
        except (EnrollmentClosed, PrerequisiteMissing):
            return redirect(course.get_url(request))
        except NoSeatLeft:
            form.refuse_code()
    if not existing and (any(row.enforced for row in unmet) or not course.enrollment_open):
        return redirect(course.get_url(request))
    return render(
        request,
        "learning/enroll.html",
        {"course": course, "form": form, "unmet": unmet, "next": next_address(request)},
    )


@transaction.atomic
def _take_in(user, course, form):
    fields = form.enrollment_fields()
    enrollment = Enrollment.objects.enroll(user, course, **fields)
    if enrollment.wants_name:
        enrollment.settle(**fields)
    if form.cleaned_data["remembers"]:
        Remembering.objects.choose(enrollment, True)
    if form.code:
        form.code.admit(enrollment)
    if not user.certificate_name:
        user.certificate_name = form.cleaned_data["certificate_name"]
        user.save(update_fields=["certificate_name"])
    return enrollment


@login_required
def leave(request, course_id):
    """Ask, then leave. Everything done is kept for coming back."""
    enrollment = get_object_or_404(
        Enrollment.objects.of(request.user).active().select_related("course"), course=course_id
    )
    if request.method == "POST":
        enrollment.leave()
        messages.success(
            request, _("You left the course. Enroll again at any time to go on where you were.")
        )
        return redirect("learning:dashboard")
    return render(request, "learning/leave.html", {"enrollment": enrollment})


@login_required
@require_POST
def finish(request, course_id):
    """Finish a course in which nothing is left to do."""
    enrollment = get_object_or_404(
        Enrollment.objects.of(request.user).active().select_related("course"), course=course_id
    )
    try:
        enrollment.finish()
    except NotYet:
        messages.error(request, _("Some required lessons are still open."))
        return redirect(enrollment.course.get_url(request))
    return redirect("learning:completed", course_id=course_id)


@login_required
@require_safe
def completed(request, course_id):
    """The moment of completion; before it, exactly what is left."""
    enrollment = get_object_or_404(
        Enrollment.objects.of(request.user).with_rhythm().select_related("course"), course=course_id
    )
    if not (enrollment.is_active or enrollment.completed_at):
        raise Http404
    enrollment.user = request.user
    course = enrollment.course
    Notification.objects.seen(request.user, f"versions:{course.key}")
    context = {
        "course": course,
        "enrollment": enrollment,
        "state": CourseState.of(enrollment, course.outline),
        "certificate": enrollment.certificates.newest(),
        "override": enrollment.overrides.filter(lesson=None).select_related("by").first(),
        "evaluation": _evaluation(enrollment),
        "cards_to_come": bool(enrollment.completed_at) and may_begin(enrollment),
        "versions": versions_of(course.key, since=enrollment.completed_at),
        "commitments": Commitment.objects.filter(enrollment=enrollment).open().whole(),
        "today": day_of(request.user),
        "ready": SectionText.objects.filter(plan__user=request.user).exclude(ready_at=None).count(),
        "related": [row.related for row in course.related_courses.select_related("related")],
    }
    return render(request, "learning/completed.html", context)


def _evaluation(enrollment):
    """The four questions, for who has finished and not answered yet."""
    if not enrollment.completed_at:
        return None
    given = EvaluationGiven.objects.filter(enrollment=enrollment).exists()
    return None if given else EvaluationForm()
