"""The catalog: the courses that match, each with what its card says.

What a card says, and which courses there are, is the same for everyone: a warm
page of the whole catalog asks the database for neither.
"""

import uuid
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from . import published
from .forms import CatalogFilter
from .models import CoursePage, LessonPage, Topic
from .models.outlines import contact_hours

COURSES_PER_PAGE = 12
NEAREST = 3
COVER = "format-webp|webpquality-60"


@dataclass(frozen=True)
class Cover:
    """A cover as cards show it, with a finer one for fine screens."""

    url: str
    fine_url: str
    width: int
    height: int


@dataclass(frozen=True)
class Card:
    """A course as a list shows it."""

    key: uuid.UUID
    title: str
    url: str
    promise: str
    level: str
    hours: Decimal
    lessons: int
    topics: list[str] = field(default_factory=list)
    instructors: list[str] = field(default_factory=list)
    cover: Cover | None = None


def cards(pks):
    """The cards of some courses in this order, made in four queries."""
    pks = tuple(pks)
    return published.kept(("cards", pks), lambda: _make_cards(pks))


def topic_choices():
    """The topics as [(slug, name)]."""
    return published.kept(("topics",), lambda: list(Topic.objects.values_list("slug", "name")))


def _make_cards(pks):
    courses = list(CoursePage.objects.filter(pk__in=pks).for_cards())
    courses.sort(key=lambda course: pks.index(course.pk))
    totals = LessonPage.objects.totals_by_course([course.path for course in courses])
    return [_card(course, totals.get(course.path)) for course in courses]


def _card(course, total):
    total = total or {"minutes": 0, "lessons": 0}
    return Card(
        key=course.key,
        title=course.title,
        url=course.get_url(),
        promise=course.promise,
        level=course.get_level_display(),
        hours=course.hours_override or contact_hours(total["minutes"]),
        lessons=total["lessons"],
        topics=[topic.name for topic in course.topics.all()],
        instructors=[row.instructor.name for row in course.course_instructors.all()],
        cover=_cover(course.cover) if course.cover else None,
    )


def _cover(image):
    made = image.get_renditions(f"fill-480x270|{COVER}", f"fill-960x540|{COVER}")
    small, fine = made.values()
    return Cover(small.url, fine.url, small.width, small.height)


def newest(count):
    """The cards of the newest courses."""
    return cards(all_courses()[:count])


def all_courses():
    """The keys of all courses of the catalog, the newest first."""
    return published.kept(
        ("courses",),
        lambda: list(CatalogFilter(QueryDict()).courses().values_list("pk", flat=True)),
    )


def open_courses():
    """The cards of the courses that take people in, by level."""

    def make():
        found = CoursePage.objects.live().public().filter(enrollment_open=True)
        return cards(found.order_by("level", "title").values_list("pk", flat=True))

    return published.kept(("open-courses",), make)


def prerequisites_of(course):
    """The courses to take before this one, with ``.enforced``; as edited in a preview."""
    rows = course.prerequisites.all()
    if not hasattr(rows, "select_related"):
        return rows
    return published.kept(
        ("prerequisites", course.pk), lambda: list(rows.select_related("required_course"))
    )


class Catalog:
    """What the catalog answers to the address's query, for one visitor."""

    def __init__(self, request):
        self.states = getattr(request, "course_states", {})
        self.data = request.GET
        self.signed_in = request.user.is_authenticated

    @cached_property
    def form(self):
        return CatalogFilter(
            self.data, states=self.states, signed_in=self.signed_in, topics=topic_choices()
        )

    @property
    def asker(self):
        """Whose empty form is the same for all of them: None once something was asked."""
        return None if self.data else "member" if self.signed_in else "visitor"

    @cached_property
    def page(self):
        """The page asked for; the nearest there is when the number is nonsense.

        All keys are read at once: counting them costs nothing more.
        """
        if self.is_narrowed:
            found = list(self.form.courses().values_list("pk", flat=True))
        else:
            found = all_courses()
        return Paginator(found, COURSES_PER_PAGE).get_page(self.data.get("page"))

    @cached_property
    def cards(self):
        return self._with_states(cards(self.page.object_list))

    @property
    def count(self):
        return self.page.paginator.count

    @cached_property
    def active(self):
        """How many filters are set, the search aside."""
        return len(self.form.active_filters()) if self.data else 0

    @property
    def is_narrowed(self):
        return bool(self.data and (self.active or self.form.query))

    @cached_property
    def nearest(self):
        """What to look at instead when nothing matches: the newest courses."""
        return self._with_states(newest(NEAREST))

    def address_of(self, number):
        """The query string of another page of the same answer."""
        data = self.data.copy()
        data["page"] = number
        return "?" + data.urlencode()

    def _with_states(self, found):
        """The cards as [(card, this visitor's state in a word)]."""
        words = {"in_progress": _("In progress"), "complete": _("Complete")}
        return [(card, words.get(self.states.get(card.key), "")) for card in found]
