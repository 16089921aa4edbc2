"""What instructors read of a course as a whole: how far people get, where they stop, what they
answer. Each as a page, as CSV and as a workbook."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.admin.widgets.button import HeaderButton

from accounts.spreadsheets import attached
from courses.cms_header import cms_header, crumb
from courses.models import CoursePage
from courses.models.outlines import outline_of
from learning.commitments.summary import headings, summary
from learning.models import Enrollment
from learning.reports import report_rows
from learning.reports.delayed import DelayedCheck
from learning.reports.filters import ReportFilter
from learning.reports.funnel import Funnel
from learning.reports.items import items_of
from learning.reports.lesson_times import LessonTimes
from learning.reports.overview import my_courses

REPORTS = [
    ("report_funnel", gettext_lazy("From enrolled to finished")),
    ("report_lessons", gettext_lazy("Lessons and time")),
    ("report_items", gettext_lazy("Questions")),
    ("report_commitments", gettext_lazy("Commitments")),
]


@require_admin_access
@require_safe
def course_reports(request):
    """My courses with their numbers, and the way to their reports."""
    courses = my_courses(request.user)
    if not courses and not request.user.is_superuser:
        raise Http404
    context = {
        "courses": courses,
        **cms_header(_("My courses"), "order"),
    }
    return render(request, "learning/cms/reports/courses.html", context)


@require_admin_access
@require_safe
def report_funnel(request, pk):
    asked = Asked(request, pk, "report_funnel")
    funnel = Funnel(asked.enrollments, asked.outline)
    rows = report_rows.of_funnel(funnel)
    steps = funnel.steps
    later = any(step.came_later for step in steps)
    return asked.answer(rows, tells=funnel.tells, steps=steps, later=later)


@require_admin_access
@require_safe
def report_lessons(request, pk):
    asked = Asked(request, pk, "report_lessons")
    times = LessonTimes(asked.enrollments, asked.outline)
    lessons = times.rows
    rows = report_rows.of_lessons(lessons)
    return asked.answer(rows, tells=times.tells, lessons=lessons)


@require_admin_access
@require_safe
def report_items(request, pk):
    asked = Asked(request, pk, "report_items")
    items = items_of(asked.enrollments, [asked.outline])
    delayed = DelayedCheck.of(asked.course.key)
    look = [(number, item) for number, item in enumerate(items, 1) if item.needs_care]
    rows = report_rows.of_items(items)
    return asked.answer(rows, tells=True, items=items, to_look_at=look, delayed=delayed)


@require_admin_access
@require_safe
def report_commitments(request, pk):
    """Of everybody at once: of two groups that one can choose, the rest may be one person."""
    asked = Asked(request, pk, "report_commitments", filtered=False)
    found = summary(asked.enrollments)
    rows = report_rows.of_commitments(found)
    return asked.answer(rows, tells=found.tells, summary=found, headings=headings())


class Asked:
    """A request for one report of one course that this person has a part in; else 404."""

    def __init__(self, request, pk, name, *, filtered=True):
        self.request, self.name = request, name
        self.course = get_object_or_404(CoursePage.objects.written_by(request.user), pk=pk)
        self.outline = outline_of(self.course.path)
        self.filter = ReportFilter(request.GET, self.course) if filtered else None
        everybody = Enrollment.objects.filter(course_key=self.course.key)
        self.enrollments = self.filter.enrollments() if filtered else everybody

    @property
    def title(self):
        return dict(REPORTS)[self.name]

    def answer(self, rows, **context):
        """The page, or ``rows`` as the kind of file that was asked for."""
        kind = self.request.GET.get("export")
        if kind not in ("csv", "xlsx"):
            template = f"learning/cms/reports/{self.name.removeprefix('report_')}.html"
            return render(self.request, template, self._frame() | context)
        name = f"{slugify(self.course.title)[:60] or 'course'}-{self.name.removeprefix('report_')}"
        return attached(rows, kind, name, str(self.title))

    def _frame(self):
        return {
            "course": self.course,
            "filter": self.filter,
            "reports": [
                (name, reverse(name, args=[self.course.pk]), title) for name, title in REPORTS
            ],
            "name": self.name,
            **cms_header(
                f"{self.title}: {self.course.title}",
                "order",
                crumb(_("My courses"), "course_reports"),
                here=self.course.title,
                buttons=[self._download("csv", "CSV"), self._download("xlsx", "XLSX")],
            ),
        }

    def _download(self, kind, label):
        query = self.request.GET.copy()
        query["export"] = kind
        text = _("Download %(kind)s") % {"kind": label}
        return HeaderButton(text, url=f"?{query.urlencode()}", icon_name="download")
