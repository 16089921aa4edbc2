"""The CMS's list of a course's learners, and the override of one of them."""

from django import forms
from django.contrib import messages
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from accounts.csv_cells import safe_cell
from courses.models import LessonPage
from courses.models.outlines import outline_of
from learning.course_state import CourseState
from learning.models import Enrollment


def visible_enrollments(user):
    """Enrollments in the courses that this person teaches; in all of them for administrators."""
    rows = Enrollment.objects.select_related("user", "course").order_by("-enrolled_at", "pk")
    return rows if user.is_superuser else rows.filter(course__roles__user=user)


class LearnersReport(ReportView):
    """Who takes my courses and how far they are: the same figures the learner sees."""

    page_title = gettext_lazy("Learners")
    header_icon = "group"
    index_url_name = "learners_report"
    index_results_url_name = "learners_report_results"
    list_export = ["learner_cell", "course_cell", "progress", "enrolled_at", "completed_at"]
    export_headings = {
        "learner_cell": gettext_lazy("Learner"),
        "course_cell": gettext_lazy("Course"),
        "progress": gettext_lazy("Lessons complete"),
        "enrolled_at": gettext_lazy("Enrolled"),
        "completed_at": gettext_lazy("Completed"),
    }
    columns = [
        TitleColumn(
            "user",
            label=gettext_lazy("Learner"),
            get_url=lambda row: reverse("learner_override", args=[row.pk]),
        ),
        Column("course", label=gettext_lazy("Course")),
        Column("progress", label=gettext_lazy("Lessons complete")),
        DateColumn("enrolled_at", label=gettext_lazy("Enrolled")),
        DateColumn("last_at", label=gettext_lazy("Last activity")),
        DateColumn("completed_at", label=gettext_lazy("Completed")),
    ]

    @classmethod
    def check_permitted(cls, user):
        return user.is_superuser or user.course_roles.exists()

    def dispatch(self, request, *args, **kwargs):
        if not self.check_permitted(request.user):
            messages.error(request, _("This report is for instructors of a course."))
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return visible_enrollments(self.request.user).annotate(last_at=Max("visits__last_at"))

    def decorate_paginated_queryset(self, object_list):
        pairs = [(row, outline_of(row.course.path)) for row in object_list]
        for state in CourseState.many(pairs):
            row = state.enrollment
            row.progress = _("%(done)d of %(total)d") % {"done": state.done, "total": state.total}
            row.learner_cell, row.course_cell = safe_cell(str(row.user)), safe_cell(str(row.course))
        return object_list


class OverrideForm(forms.Form):
    """Which lesson, or the whole course, and why."""

    lesson = forms.ChoiceField(label=gettext_lazy("Mark complete"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("The learner sees it, with your name and the date."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, left, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lesson"].choices = [("", _("The whole course"))] + [
            (entry.lesson.pk, entry.lesson.title) for entry in left
        ]


@require_admin_access
def learner_override(request, pk):
    """One learner's lessons, the overrides made so far, and a form for another."""
    enrollment = get_object_or_404(visible_enrollments(request.user), pk=pk)
    state = CourseState.of(enrollment, outline_of(enrollment.course.path))
    form = OverrideForm(request.POST or None, left=state.left)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["lesson"]
        lesson = LessonPage.objects.get(pk=chosen) if chosen else None
        enrollment.override(request.user, form.cleaned_data["reason"], lesson)
        messages.success(request, _("Recorded. The learner sees who did it, when and why."))
        return redirect("learner_override", pk=pk)
    context = {
        "enrollment": enrollment,
        "state": state,
        "form": form,
        "overrides": enrollment.overrides.select_related("by", "lesson"),
    }
    return render(request, "learning/cms/learner_override.html", context)
