"""The catalog: the courses that match, each with what its card says.

What a card says is the same for everyone. It is kept in the cache under a
version that changes with anything a card shows, so that a warm page of the
catalog asks the database only which courses match.
"""

import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256

from django.core.cache import cache
from django.core.paginator import Paginator
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .forms import CatalogFilter
from .models import CoursePage, LessonPage, Topic
from .models.outlines import contact_hours

COURSES_PER_PAGE = 12
NEAREST = 3
KEEP_SECONDS = 600
VERSION_KEY = "catalog-version"


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


def cards(pks):
    """The cards of some courses in this order: from the cache, or in four queries."""
    pks = list(pks)
    digest = sha256(repr(pks).encode()).hexdigest()
    return _kept(f"cards:{digest}", lambda: _make_cards(pks))


def topic_choices():
    """The topics as [(slug, name)]."""
    return _kept("topics", lambda: list(Topic.objects.values_list("slug", "name")))


def forget_catalog():
    """Start over: something that a card shows has changed."""
    cache.delete(VERSION_KEY)


def _kept(name, make):
    version = cache.get_or_set(VERSION_KEY, lambda: uuid.uuid4().hex, None)
    key = f"catalog:{version}:{translation.get_language()}:{name}"
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEEP_SECONDS)
    return found


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
    )


def newest(count):
    """The cards of the newest courses."""
    found = CoursePage.objects.live().public().order_by("-first_published_at")
    return cards(found.values_list("pk", flat=True)[:count])


class Catalog:
    """What the catalog answers to the address's query, for one visitor."""

    def __init__(self, request):
        self.states = getattr(request, "course_states", {})
        self.data = request.GET
        self.form = CatalogFilter(
            self.data,
            states=self.states,
            signed_in=request.user.is_authenticated,
            topics=topic_choices(),
        )

    @cached_property
    def page(self):
        """The page asked for; the nearest there is when the number is nonsense.

        All keys are read at once: counting them costs nothing more.
        """
        found = list(self.form.courses().values_list("pk", flat=True))
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
        return len(self.form.active_filters())

    @property
    def is_narrowed(self):
        return bool(self.active or self.form.query)

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
