"""The courses of an instructor with what they want to know first, all of them at once."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count, Q

from courses.models import CoursePage
from courses.models.outlines import outline_of
from courses.preflight.counts import blocker_counts
from learning.models import Enrollment, LessonCompletion
from learning.waiting import waiting_by_course

from . import hidden
from .filters import recently_active
from .items import items_of

AN_HOUR = 60 * 60


@dataclass
class MyCourse:
    """``drop`` is the required lesson that loses most, ``lost`` how many; both may be empty.

    ``blockers`` is how many things its preflight would have mended; None while not known.
    """

    pk: int
    key: UUID
    title: str
    enrolled: int = 0
    active: int = 0
    finished: int = 0
    waiting: int = 0
    drop: str = ""
    lost: int = 0
    questions: int = 0
    blockers: int | None = None

    @property
    def needs_care(self):
        return bool(self.drop or self.questions or self.blockers)


def my_courses(user, at_most=None):
    """By title; or so many that were worked on last. As many queries for one as for twenty."""
    pages = CoursePage.objects.written_by(user).defer_streamfields().order_by("title", "pk")
    if at_most:
        newest = pages.order_by("-latest_revision_created_at", "-pk")[:at_most]
        pages = sorted(newest, key=lambda page: page.title)
    pages = list(pages)
    courses = [MyCourse(page.pk, page.key, page.title) for page in pages]
    outlines = {page.key: outline_of(page.path) for page in pages}
    keys = list(outlines)
    taken = Enrollment.objects.filter(course_key__in=keys).order_by()
    counts = _counts(taken)
    waiting = waiting_by_course(user, keys)
    enrolled = {key: numbers[0] for key, numbers in counts.items()}
    care, blockers = _care(taken, outlines, enrolled), blocker_counts(pages)
    for course in courses:
        course.enrolled, course.active, course.finished = counts.get(course.key, (0, 0, 0))
        course.waiting = waiting[course.key]
        course.blockers = blockers[course.pk]
        course.drop, course.lost, course.questions = care.get(course.key, ("", 0, 0))
    return courses


def _counts(taken):
    """{course key: (all who ever enrolled, those active in the last 14 days, finished)}."""
    now_active = Count("pk", filter=Q(left_at=None) & Q(is_recent=True))
    rows = taken.annotate(is_recent=recently_active()).values("course_key")
    rows = rows.annotate(
        enrolled=Count("pk"), active=now_active, finished=Count("completed_at")
    ).values_list("course_key", "enrolled", "active", "finished")
    return {key: numbers for key, *numbers in rows}


def _care(taken, outlines, enrolled):
    """{course key: (lesson that loses most, how many, questions to look at)}, an hour old at most.

    It is the costly part and changes slowly: the reports themselves are always of the moment.
    """
    names = {key: f"course-care-{key}" for key in outlines}
    found = cache.get_many(names.values())
    kept = {key: found[name] for key, name in names.items() if name in found}
    wanted = {key: outline for key, outline in outlines.items() if key not in kept}
    if wanted:
        fresh = _found_out(taken.filter(course_key__in=list(wanted)), wanted, enrolled)
        cache.set_many({names[key]: value for key, value in fresh.items()}, AN_HOUR)
        kept |= fresh
    return kept


def _found_out(taken, outlines, enrolled):
    questions = Counter()
    course_of = {lesson.key: key for key, row in outlines.items() for lesson in row.lessons}
    for item in items_of(taken, outlines.values()):
        if item.needs_care:
            questions[course_of[item.lesson.key]] += 1
    done = LessonCompletion.objects.filter(enrollment__in=taken.values("pk")).order_by()
    done = dict(done.values_list("lesson_key").annotate(Count("pk")))
    return {
        key: (*_biggest_drop(outline, enrolled.get(key, 0), done), questions[key])
        for key, outline in outlines.items()
    }


def _biggest_drop(outline, enrolled, done):
    """At which required lesson most are lost, the first included; nothing of too few people.

    A lesson that became required only later is passed over: most were never asked for it.
    """
    lost, before = [], enrolled
    asked = [lesson for lesson in outline.required_lessons if not lesson.came_later]
    for number, lesson in enumerate(asked):
        now = done.get(lesson.key, 0)
        lost.append((before - now, -number, lesson.title))
        before = now
    most, _number, title = max(lost, default=(0, 0, ""))
    return (title, most) if not hidden(most) else ("", 0)
