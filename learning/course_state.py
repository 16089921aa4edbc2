"""A course as one person sees it: what is done, where they are, what comes next."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.prepared import Prepared
from courses.models.outlines import OutlineLesson

from .models import LessonCompletion, LessonVisit

COMPLETE, IN_PROGRESS, NOT_STARTED, LOCKED = "complete", "in_progress", "not_started", "locked"


@dataclass
class LessonEntry:
    """A lesson in the outline with this person's state, in a word."""

    lesson: OutlineLesson
    state: str
    completed_at: datetime | None = None
    is_new: bool = False
    binds: bool = True
    unlocked_by: OutlineLesson | None = None
    current: bool = False

    @property
    def came_later(self):
        """Whether it is required, but not of this person, who enrolled before it was."""
        return self.lesson.required and not self.binds

    @property
    def label(self):
        return {
            COMPLETE: _("Complete"),
            IN_PROGRESS: _("In progress"),
            NOT_STARTED: _("Not started"),
            LOCKED: _("Locked"),
        }[self.state]


@Prepared
def _completions(_number, **keys):
    return LessonCompletion.objects.filter(enrollment__in=list(keys.values()))


@Prepared
def _visits(_number, **keys):
    return LessonVisit.objects.filter(enrollment__in=list(keys.values()))


def _of_each(ask, enrollments):
    """{key of an enrollment: its rows}, in one query."""
    found = defaultdict(list)
    keys = {f"key_{number}": row.pk for number, row in enumerate(enrollments)}
    for row in ask(len(keys), **keys) if keys else ():
        found[row.enrollment_id].append(row)
    return found


class CourseState:
    """Progress computed from dated rows; ``enrollment`` is None for a visitor."""

    def __init__(self, outline, enrollment=None, completions=(), visits=()):
        self.outline = outline
        self.enrollment = enrollment
        self.completions = {row.lesson_key: row for row in completions}
        self.visits = {row.lesson_key: row for row in visits}

    @classmethod
    def of(cls, enrollment, outline):
        """The state of one enrollment, in two queries; of a visitor, in none."""
        return cls(outline) if enrollment is None else cls.many([(enrollment, outline)])[0]

    @classmethod
    def many(cls, pairs):
        """The states of several (enrollment, outline) pairs, in two queries for all."""
        enrollments = [enrollment for enrollment, _outline in pairs]
        completions, visits = _of_each(_completions, enrollments), _of_each(_visits, enrollments)
        return [
            cls(outline, enrollment, completions[enrollment.pk], visits[enrollment.pk])
            for enrollment, outline in pairs
        ]

    @cached_property
    def entries(self):
        """{lesson key: LessonEntry} in reading order."""
        entries, open_before = {}, None
        for lesson in self.outline.lessons:
            entry = self._entry(lesson, open_before)
            entries[lesson.key] = entry
            if (
                self.outline.in_order
                and entry.binds
                and entry.state != COMPLETE
                and open_before is None
            ):
                open_before = lesson
        return entries

    def _entry(self, lesson, open_before):
        done, binds = self.completions.get(lesson.key), lesson.binds(self.enrollment)
        if done:
            return LessonEntry(lesson, COMPLETE, done.completed_at, binds=binds)
        finished = bool(self.completed_at)
        if open_before is not None and not finished and not lesson.open_to_all:
            return LessonEntry(lesson, LOCKED, unlocked_by=open_before, binds=binds)
        state = IN_PROGRESS if lesson.key in self.visits else NOT_STARTED
        return LessonEntry(lesson, state, is_new=self._came_since(lesson), binds=binds)

    @cached_property
    def finished_by_lessons(self):
        """Whether the last open lesson completed the course, not an override without it."""
        return any(row.completed_at == self.completed_at for row in self.completions.values())

    def _came_since(self, lesson):
        """Whether a lesson that is not complete was not asked for when the course was finished."""
        if not (self.completed_at and lesson.required):
            return False
        later = lesson.required_from and lesson.required_from > self.completed_at
        return self.finished_by_lessons or bool(later)

    @property
    def modules(self):
        return [
            (module, [self.entries[lesson.key] for lesson in module.lessons])
            for module in self.outline.modules
        ]

    @property
    def is_active(self):
        return self.enrollment is not None and self.enrollment.is_active

    @property
    def completed_at(self):
        return self.enrollment.completed_at if self.enrollment else None

    @cached_property
    def required(self):
        """The entries of the required lessons that bind this person."""
        return [entry for entry in self.entries.values() if entry.binds]

    @property
    def done(self):
        return sum(entry.state == COMPLETE for entry in self.required)

    @property
    def total(self):
        return len(self.required)

    @property
    def percent(self):
        """Whole percent of the required lessons; 100 once finished, whatever came later."""
        if self.completed_at:
            return 100
        return self.done * 100 // self.total if self.total else 0

    @property
    def left(self):
        """The entries of the required lessons that are not complete."""
        return [entry for entry in self.required if entry.state != COMPLETE]

    @property
    def minutes_left(self):
        return sum(entry.lesson.minutes for entry in self.left)

    @property
    def can_finish(self):
        """Nothing is left although the course was never completed, as after an edit."""
        return self.is_active and not self.completed_at and self.total > 0 and not self.left

    @property
    def new_since_finished(self):
        return [entry for entry in self.entries.values() if entry.is_new]

    @cached_property
    def next_lesson(self):
        """Where to go on: the lesson last reached if it is unfinished, else the first one that is.

        What does not bind comes after all that does. None when nothing is open.
        """
        entries = self.entries
        unfinished = [
            entry.lesson for entry in entries.values() if entry.state not in (COMPLETE, LOCKED)
        ]
        last = max(self.visits.values(), key=lambda visit: visit.last_at, default=None)
        if last and (here := next((x for x in unfinished if x.key == last.lesson_key), None)):
            return here
        return min(unfinished, key=lambda lesson: not entries[lesson.key].binds, default=None)

    @property
    def continue_url(self):
        """The address of the next lesson, at the block last reached in it."""
        lesson = self.next_lesson
        if lesson is None:
            return self.outline.course_url
        visit = self.visits.get(lesson.key)
        return lesson.url + (f"#block-{visit.block_id}" if visit and visit.block_id else "")

    @property
    def has_started(self):
        return bool(self.visits or self.completions)

    @property
    def last_activity(self):
        """When the person last did something here: at the latest, when they enrolled."""
        moments = [visit.last_at for visit in self.visits.values()]
        moments += [row.completed_at for row in self.completions.values()]
        return max(moments, default=self.enrollment.enrolled_at if self.enrollment else None)
