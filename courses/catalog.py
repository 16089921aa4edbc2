"""One page of the catalog: the courses that match, each with what its card says."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .forms import CatalogFilter
from .models import CoursePage, LessonPage
from .models.outlines import contact_hours

COURSES_PER_PAGE = 12
NEAREST = 3


@dataclass
class Card:
    """A course as a list shows it. ``state`` is a word, or empty for a visitor."""

    course: CoursePage
    hours: Decimal
    lessons: int
    state: str = ""

    @property
    def url(self):
        return self.course.get_url()

    @property
    def instructors(self):
        return [row.instructor for row in self.course.course_instructors.all()]


def cards(courses, states=None):
    """The cards of some courses, with all their totals in one query."""
    courses = list(courses)
    totals = LessonPage.objects.totals_by_course([course.path for course in courses])
    made = []
    for course in courses:
        total = totals.get(course.path, {"minutes": 0, "lessons": 0})
        made.append(
            Card(
                course=course,
                hours=course.hours_override or contact_hours(total["minutes"]),
                lessons=total["lessons"],
                state=state_word((states or {}).get(course.key)),
            )
        )
    return made


def state_word(state):
    return {"in_progress": _("In progress"), "complete": _("Complete")}.get(state, "")


class Catalog:
    """What the catalog answers to the address's query, for one visitor."""

    def __init__(self, request):
        self.states = getattr(request, "course_states", {})
        self.data = request.GET
        self.form = CatalogFilter(
            self.data, states=self.states, signed_in=request.user.is_authenticated
        )

    @cached_property
    def page(self):
        """The page asked for; the nearest there is when the number is nonsense."""
        found = self.form.courses().for_cards()
        return Paginator(found, COURSES_PER_PAGE).get_page(self.data.get("page"))

    @cached_property
    def cards(self):
        return cards(self.page.object_list, self.states)

    @property
    def count(self):
        return self.page.paginator.count

    @cached_property
    def active(self):
        """How many filters are set, the search aside."""
        return len(self.form.active_filters())

    @property
    def is_narrowed(self):
        return bool(self.active or self.form.query)

    @cached_property
    def nearest(self):
        """What to look at instead when nothing matches: the newest courses."""
        newest = CoursePage.objects.live().public().order_by("-first_published_at")
        return cards(newest.for_cards()[:NEAREST], self.states)

    def address_of(self, number):
        """The query string of another page of the same answer."""
        data = self.data.copy()
        data["page"] = number
        return "?" + data.urlencode()
