"""The CMS's list of a course's learners."""

from collections import defaultdict

from django.contrib import messages
from django.db.models import Max, OuterRef, Q, Subquery
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from accounts.csv_cells import safe_cell
from courses.models import CoursePage
from courses.models.outlines import outline_of_course
from courses.models.roles import has_a_part, keys_taught_by, parts_of
from learning.admin_columns import DayColumn, NameColumn, PlainTable, TextColumn
from learning.models import Cohort, Enrollment, LessonVisit
from learning.reports.filters import Status
from learning.reports.progress import LessonsDone
from learning.waiting import learners_waiting


def visible_enrollments(user):
    """Enrollments in the courses that this person teaches; in all of them for administrators."""
    rows = Enrollment.objects.select_related("user", "course").order_by("-enrolled_at", "pk")
    if user.is_superuser:
        return rows
    return rows.filter(course_key__in=[key for _role, key in parts_of(user)])


class LearnersFilters(WagtailFilterSet):
    """Which course and cohort, who enrolled when, and how it stands with them."""

    course = ChoiceFilter(label=gettext_lazy("Course"))
    cohort = ChoiceFilter(label=gettext_lazy("Cohort"), method="of_cohort")
    standing = ChoiceFilter(
        label=gettext_lazy("Learners"),
        choices=[*Status.CHOICES[1:], ("waiting", gettext_lazy("Waiting for me"))],
        method="standing_so",
    )
    enrolled_at = DateFromToRangeFilter(
        label=gettext_lazy("Enrolled"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Enrollment
        fields = ["course", "cohort", "standing", "enrolled_at"]

    def __init__(self, *args, **kwargs):
        """With names only: a page has forty columns, and its choice would read it twice."""
        super().__init__(*args, **kwargs)
        user = self.request.user
        cohorts = Cohort.objects.run_by(user)
        self.filters["course"].extra["choices"] = list(written_by(user).values_list("pk", "title"))
        self.filters["cohort"].extra["choices"] = [(row.pk, str(row)) for row in cohorts]

    def of_cohort(self, rows, _name, cohort):
        return rows.in_cohorts([cohort])

    def standing_so(self, rows, _name, status):
        if status != "waiting":
            return rows.filter(Status.CONDITIONS[status]())
        user = self.request.user
        keys = list(written_by(user).values_list("translation_key", flat=True))
        learners_of = defaultdict(list)
        for key, learner in learners_waiting(user, keys):
            learners_of[key].append(learner)
        wanted = Q(pk=None)
        for key, learners in learners_of.items():
            wanted |= Q(course_key=key, user__in=learners)
        return rows.filter(wanted)


def written_by(user):
    return CoursePage.objects.written_by(user).order_by("title")


class LearnersReport(ReportView):
    """Who takes my courses and how far they are: the same figures the learner sees."""

    page_title = gettext_lazy("Learners")
    header_icon = "group"
    index_url_name = "learners_report"
    index_results_url_name = "learners_report_results"
    filterset_class = LearnersFilters
    table_class = PlainTable
    paginate_by = 25
    list_export = ["learner_cell", "course_cell", "progress", "enrolled_at", "completed_at"]
    export_headings = {
        "learner_cell": gettext_lazy("Learner"),
        "course_cell": gettext_lazy("Course"),
        "progress": gettext_lazy("Lessons complete"),
        "enrolled_at": gettext_lazy("Enrolled"),
        "completed_at": gettext_lazy("Completed"),
    }
    columns = [
        NameColumn(
            "user",
            label=gettext_lazy("Learner"),
            get_url=lambda row: row.is_mine and reverse("learner_override", args=[row.pk]),
        ),
        TextColumn("course_title", label=gettext_lazy("Course")),
        TextColumn("progress", label=gettext_lazy("Lessons complete")),
        DayColumn("enrolled_at", label=gettext_lazy("Enrolled")),
        DayColumn("last_at", label=gettext_lazy("Last activity")),
        DayColumn("completed_at", label=gettext_lazy("Completed")),
    ]

    @classmethod
    def check_permitted(cls, user):
        return has_a_part(user)

    def dispatch(self, request, *args, **kwargs):
        if not self.check_permitted(request.user):
            messages.error(request, _("This report is for instructors of a course."))
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        visits = LessonVisit.objects.filter(enrollment=OuterRef("pk")).order_by()
        last = visits.values("enrollment").annotate(at=Max("last_at")).values("at")
        rows = visible_enrollments(self.request.user).select_related(None).select_related("user")
        rows = rows.only(
            "course_key", "course", "enrolled_at", "completed_at",
            "user__display_name", "user__email", "user__erased_at",
        )  # fmt: skip
        return rows.annotate(last_at=Subquery(last))

    def decorate_paginated_queryset(self, object_list):
        found = self.object_list.order_by() if self.is_export else None
        rows, user = list(object_list), self.request.user
        taught = keys_taught_by(user)
        outlines = {pk: outline_of_course(pk) for pk in {row.course_id for row in rows}}
        done = LessonsDone(found.values("pk") if found is not None else rows, outlines.values())
        for row in rows:
            outline = outlines[row.course_id]
            row.is_mine = user.is_superuser or row.course_key in taught
            row.course_title = outline.course_title
            row.progress = _("%(done)d of %(total)d") % {
                "done": done.of(row), "total": len(outline.required_of(row))
            }  # fmt: skip
            row.learner_cell = safe_cell(str(row.user))
            row.course_cell = safe_cell(row.course_title)
        return rows
