"""The file for accreditors: for coordinators of their people, for instructors of their course."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from courses.models import CoursePage
from learning.institutions.accreditation import Accreditation
from learning.institutions.cohort_forms import courses_of
from learning.institutions.people import visible_enrollments
from learning.models import Cohort, Enrollment, Seat

from .institution import institution_for


class AccreditationForm(forms.Form):
    """About which course, whom and when."""

    course = forms.ModelChoiceField(
        queryset=CoursePage.objects.none(), label=gettext_lazy("Course"), empty_label=None,
        error_messages={"required": gettext_lazy("Choose the course.")},
    )  # fmt: skip
    cohort = forms.ModelChoiceField(
        queryset=Cohort.objects.none(), label=gettext_lazy("Cohort"), required=False,
        empty_label=gettext_lazy("Any"),
    )  # fmt: skip
    since = forms.DateField(
        label=gettext_lazy("Enrolled from"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("Enrolled until"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip

    def __init__(self, *args, courses, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses
        self.fields["cohort"].queryset = cohorts

    def clean(self):
        cleaned = super().clean()
        cohort, course = cleaned.get("cohort"), cleaned.get("course")
        if cohort and course and cohort.course_key != course.key:
            self.add_error("cohort", _("This cohort takes another course. Choose one of this."))
        return cleaned


@login_required
@require_safe
def institution_accreditation(request, pk):
    """About a coordinator's own people."""
    institution = institution_for(request.user, pk)
    seated = Seat.objects.held(institution).values("enrollment__course")
    courses = CoursePage.objects.filter(pk__in=seated).order_by("title")
    cohorts = Cohort.objects.filter(institution=institution)
    form = AccreditationForm(request.GET or None, courses=courses, cohorts=cohorts)
    if form.is_bound and form.is_valid():
        return _zip(form.cleaned_data, visible_enrollments(institution), institution.name)
    context = {"form": form, "institution": institution, "has_courses": courses.exists()}
    return _form(request, context)


@login_required
@require_safe
def course_accreditation(request, course_id):
    """About everybody in a course that one teaches."""
    course = get_object_or_404(courses_of(request.user), pk=course_id)
    cohorts = Cohort.objects.filter(course_key=course.key)
    courses = CoursePage.objects.filter(pk=course.pk)
    form = AccreditationForm(request.GET or None, courses=courses, cohorts=cohorts)
    if form.is_bound and form.is_valid():
        everyone = Enrollment.objects.filter(user__is_active=True)
        return _zip(form.cleaned_data, everyone, _("Everybody who took the course"))
    return _form(request, {"form": form, "course": course, "has_courses": True})


def _form(request, context):
    status = 422 if context["form"].errors else 200
    return render(request, "learning/accreditation.html", context, status=status)


def _zip(chosen, enrollments, about):
    course, cohort = chosen["course"], chosen["cohort"]
    enrollments = enrollments.filter(course_key=course.key)
    if cohort:
        enrollments = enrollments.in_cohorts([cohort])
        about = f"{about}, {cohort.name}"
    made = Accreditation(course, enrollments, about, chosen["since"], chosen["until"])
    return FileResponse(made.open(), as_attachment=True, filename=made.file_name)
