"""Lesson by lesson: who opens it, who completes it, where people stop, what time it takes."""

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median

from django.db.models import Count
from django.utils import timezone

from courses.models import LessonPage
from courses.models.outlines import OutlineLesson
from learning.models import LessonCompletion, LessonVisit

from . import hidden
from .filters import quiet_since
from .seconds import Seconds


@dataclass
class LessonRow:
    """``stopped`` are those whose last lesson it was: they have not finished the course, and
    did nothing for 14 days. ``minutes`` is the median of those with time on record.
    """

    lesson: OutlineLesson
    opened: int | None
    completed: int | None
    stopped: int | None
    minutes: float | None
    opened_percent: int = 0
    completed_percent: int = 0


class LessonTimes:
    """All lessons of today's outline. Four queries, whatever the number of enrollments."""

    def __init__(self, enrollments, outline):
        self.lessons = outline.lessons
        self.enrollments = enrollments
        self.finished = dict(enrollments.values_list("pk", "completed_at"))
        self.enrolled = len(self.finished)

    @property
    def tells(self):
        return not hidden(self.enrolled)

    @property
    def rows(self):
        if not self.tells:
            return []
        keys = self._keys_of_pages()
        opened, stopped, seconds = self._visits(keys)
        completed = self._completed(keys)
        return [
            self._row(lesson, opened[lesson.key], completed[lesson.key], stopped[lesson.key],
                      seconds[lesson.key])
            for lesson in self.lessons
        ]  # fmt: skip

    def _row(self, lesson, opened, completed, stopped, seconds):
        row = LessonRow(
            lesson,
            *(None if hidden(number) else number for number in (opened, completed, stopped)),
            None if hidden(len(seconds)) else round(median(seconds) / 60, 1),
        )
        row.opened_percent = 0 if row.opened is None else round(100 * opened / self.enrolled)
        row.completed_percent = (
            0 if row.completed is None else round(100 * completed / self.enrolled)
        )
        return row

    def _keys_of_pages(self):
        keys = [lesson.key for lesson in self.lessons]
        pages = LessonPage.objects.filter(translation_key__in=keys).order_by()
        return dict(pages.values_list("pk", "translation_key"))

    def _visits(self, keys):
        opened, seconds, last = Counter(), defaultdict(lambda: array("l")), {}
        visits = LessonVisit.objects.filter(enrollment__in=self.enrollments.values("pk"))
        rows = visits.order_by().values_list(
            "enrollment", "lesson", Seconds("last_at"), "active_seconds"
        )
        for person, page, at, spent in rows.iterator(chunk_size=5000):
            key = keys.get(page)
            opened[key] += 1
            if spent:
                seconds[key].append(spent)
            if person not in last or at > last[person][0]:
                last[person] = (at, key)
        quiet = quiet_since(timezone.now()).timestamp()
        stopped = Counter(
            key
            for person, (at, key) in last.items()
            if at < quiet and not self.finished.get(person)
        )
        return opened, stopped, seconds

    def _completed(self, keys):
        done = LessonCompletion.objects.filter(enrollment__in=self.enrollments.values("pk"))
        counted = Counter()
        for page, number in done.order_by().values_list("lesson").annotate(Count("pk")):
            counted[keys.get(page)] += number
        return counted
