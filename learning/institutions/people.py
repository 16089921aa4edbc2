"""How far the people of an institution are: what its coordinators see, and no more.

That is members whose membership has not ended, in courses in which they sit in one of
the institution's seats. Of their answers only how many were right, never which.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import Membership
from courses.models import CoursePage
from courses.models.outlines import contact_hours, outline_of
from learning.course_state import CourseState
from learning.models import Attempt, Certificate, Cohort, CohortMember, Enrollment, Seat

PAGE = 50
EXPORTED_AT_ONCE = 200


def visible_enrollments(institution):
    """The enrollments that the coordinators of this institution see."""
    members = Membership.objects.current().members().filter(institution=institution)
    seats = Seat.objects.held(institution)
    return Enrollment.objects.filter(
        user__in=members.values("user"), user__is_active=True, pk__in=seats.values("enrollment")
    )


@dataclass
class Row:
    """One person in one course."""

    enrollment: object
    state: object
    answered: int = 0
    right: int = 0
    cohorts: list = field(default_factory=list)
    certificate: str = ""
    certified: Decimal | None = None

    @property
    def name(self):
        return self.enrollment.user.get_full_name()

    @property
    def status(self):
        if self.enrollment.completed_at:
            return _("Finished")
        if not self.enrollment.is_active:
            return _("Left")
        return _("Under way") if self.state.has_started else _("Not begun")

    @property
    def hours(self):
        """Of the lessons they completed; once the course is finished, those it was worth."""
        if self.certified is not None:
            return self.certified
        if self.enrollment.completed_at:
            return self.enrollment.contact_hours(self.state.completions)
        entries = self.state.entries.values()
        done = (row.lesson for row in entries if row.lesson.required and row.completed_at)
        return contact_hours(sum(lesson.minutes for lesson in done))

    @property
    def score(self):
        """How much of what can be right was so at the first try, in percent; None without any."""
        return round(100 * self.right / self.answered) if self.answered else None


def rows_of(enrollments):
    """A row for each, in the same few queries however many there are."""
    enrollments = list(enrollments)
    pairs = [(row, outline_of(row.course.path)) for row in enrollments]
    rows = {state.enrollment.pk: Row(state.enrollment, state) for state in CourseState.many(pairs)}
    tries = Attempt.objects.filter(enrollment__in=enrollments).graded().first_ones().order_by()
    counted = tries.values("enrollment").annotate(
        answered=Count("pk"), correct_ones=Count("pk", filter=Q(correct=True))
    )
    for found in counted:
        row = rows[found["enrollment"]]
        row.answered, row.right = found["answered"], found["correct_ones"]
    current = CohortMember.objects.current().filter(enrollment__in=enrollments)
    for enrollment, name in current.values_list("enrollment", "cohort__name"):
        rows[enrollment].cohorts.append(name)
    issued = Certificate.objects.standing().filter(enrollment__in=enrollments)
    facts = issued.values_list("enrollment", "code", "contact_hours")
    for enrollment, code, hours in facts:
        rows[enrollment].certificate, rows[enrollment].certified = code, hours
    return [rows[row.pk] for row in enrollments]


class PeopleList:
    """The list with what narrows it down, read from the address: nonsense is ignored."""

    headings = [
        "Name", "E-mail", "Course", "Cohort", "Status", "Enrolled", "Lessons complete",
        "Lessons required", "Contact hours", "Right at first try (%)", "Finished", "Certificate",
    ]  # fmt: skip

    def __init__(self, institution, params):
        self.institution = institution
        self.course = _number(params.get("course"))
        self.cohort = _number(params.get("cohort"))
        self.since = _date(params.get("since"))
        self.until = _date(params.get("until"))
        self.number = params.get("page")

    @cached_property
    def courses(self):
        held = Seat.objects.held(self.institution).values("enrollment__course")
        return list(CoursePage.objects.filter(pk__in=held).order_by("title").only("pk", "title"))

    @cached_property
    def cohorts(self):
        return list(Cohort.objects.filter(institution=self.institution).order_by("name"))

    @property
    def enrollments(self):
        found = visible_enrollments(self.institution).select_related("user", "course")
        if self.course:
            found = found.filter(course=self.course)
        if self.cohort:
            theirs = Cohort.objects.filter(pk=self.cohort, institution=self.institution)
            found = found.in_cohorts(theirs.order_by().values("pk")).active()
        found = found.enrolled_between(self.since, self.until)
        return found.defer("plan").order_by("user__display_name", "pk")

    @cached_property
    def page(self):
        page = Paginator(self.enrollments, PAGE).get_page(self.number)
        page.object_list = rows_of(page.object_list)
        return page

    @property
    def query(self):
        """What narrows the list, as the rest of an address."""
        chosen = {
            "course": self.course, "cohort": self.cohort, "since": self.since, "until": self.until
        }  # fmt: skip
        return "&".join(f"{name}={value}" for name, value in chosen.items() if value)

    @property
    def count(self):
        return self.query.count("=")

    def cells(self):
        """The whole list as rows of cells, read a few hundred people at a time."""
        yield self.headings
        found = self.enrollments
        pks = list(found.values_list("pk", flat=True))
        for start in range(0, len(pks), EXPORTED_AT_ONCE):
            for row in rows_of(found.filter(pk__in=pks[start : start + EXPORTED_AT_ONCE])):
                yield cells_of(row)


def cells_of(row):
    enrollment = row.enrollment
    finished = enrollment.completed_at
    return [
        row.name,
        enrollment.user.email,
        enrollment.course.title,
        ", ".join(row.cohorts),
        row.status,
        timezone.localdate(enrollment.enrolled_at),
        row.state.done,
        row.state.total,
        Decimal(row.hours),
        row.score,
        timezone.localdate(finished) if finished else "",
        row.certificate,
    ]


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _date(text):
    try:
        return parse_date(text or "")
    except ValueError:
        return None
