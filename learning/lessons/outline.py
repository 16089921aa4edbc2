"""The outline beside a lesson, drawn once for all who are as far and read the same lesson."""

from typing import NamedTuple

from django.template.loader import render_to_string

from accounts.drawing import drawn_once
from courses import published
from courses.models.outlines import outline_of
from learning.course_state import LessonEntry

OUTLINES_KEPT = 500  # about 9 kB each, in each process


class OutlineCard(NamedTuple):
    """Everything that the outline shows beside the published lessons themselves."""

    version: str  # of what is published
    course_path: str
    is_learner: bool
    done: int
    total: int
    percent: int
    lessons: tuple  # state, whether it is this one, and whether it binds; in reading order

    @classmethod
    def of(cls, state):
        course = state.course
        lessons = tuple(
            (entry.state, entry.current, entry.binds) for entry in course.entries.values()
        )
        return cls(
            published.version(), state.page.course_path, state.is_learner,
            course.done, course.total, course.percent, lessons,
        )  # fmt: skip

    @property
    def outline(self):
        return outline_of(self.course_path)

    @property
    def modules(self):
        found = zip(self.outline.lessons, self.lessons, strict=True)
        entries = {
            lesson.key: LessonEntry(lesson, state, current=current, binds=binds)
            for lesson, (state, current, binds) in found
        }
        return [
            (module, [entries[lesson.key] for lesson in module.lessons])
            for module in self.outline.modules
        ]


@drawn_once(keep=OUTLINES_KEPT)
def drawn_outline(card):
    return render_to_string("courses/partials/lesson_outline.html", {"card": card})
