"""Evaluating a course one has finished; what instructors read of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import require_admin_access

from courses.models import CoursePage
from learning.evaluations.form import EvaluationForm
from learning.evaluations.summary import EvaluationSummary
from learning.models import Enrollment, EvaluationAnswer, EvaluationGiven


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request, course_id):
    """Four questions; nobody learns who answered what."""
    mine = Enrollment.objects.of(request.user).finished().select_related("course")
    enrollment = get_object_or_404(mine, course=course_id)
    if EvaluationGiven.objects.filter(enrollment=enrollment).exists():
        return redirect("learning:completed", course_id)
    form = EvaluationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        EvaluationAnswer.objects.hand_in(enrollment, **form.cleaned_data)
        messages.success(request, _("Thank you. Your answers are kept without your name."))
        return redirect("learning:completed", course_id)
    context = {"course": enrollment.course, "form": form}
    status = 422 if form.errors else 200
    return render(request, "learning/evaluate.html", context, status=status)


def taught_by(user):
    """The courses whose evaluations this person reads."""
    found = CoursePage.objects.order_by("title")
    return found if user.is_superuser else found.filter(roles__user=user).distinct()


@require_admin_access
@require_safe
def evaluations_report(request):
    """What people thought of my courses; of fewer than five, nothing."""
    courses = list(taught_by(request.user))
    if not courses:
        raise Http404
    found = EvaluationSummary.by_course([course.key for course in courses])
    context = {"summaries": [(course, found[course.key]) for course in courses]}
    return render(request, "learning/cms/evaluations.html", context)
