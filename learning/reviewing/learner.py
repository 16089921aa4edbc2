"""What an instructor may see of one learner in their course; apps above this one add to it.

Never here: private reflections, drafts, notes, bookmarks, and the words in which somebody
explained something to themselves.
"""

from dataclasses import dataclass, field

from learning.answer_reading import given, is_graded
from learning.models import Attempt, Reflection

_parts = []


def on_a_learners_page(part):
    """Register a function of (viewer, enrollment) that returns a template and its context."""
    _parts.append(part)
    return part


def parts_for(viewer, enrollment):
    return [part(viewer, enrollment) for part in _parts]


@dataclass
class CheckRecord:
    """One check, and how this learner answered it, the first answer first."""

    question: str
    lesson: str
    attempts: list = field(default_factory=list)

    @property
    def first(self):
        return ", ".join(response.text for response in given(self.attempts[0]))

    @property
    def is_graded(self):
        return is_graded(self.attempts[0])

    @property
    def right_at(self):
        """Which attempt was the first that was right; None where none was."""
        numbers = enumerate(self.attempts, start=1)
        return next((number for number, attempt in numbers if attempt.correct), None)

    @property
    def last_at(self):
        return self.attempts[-1].answered_at


def checks_of(enrollment):
    """The checks that they answered, in the order in which they came to them. One query."""
    rows = Attempt.objects.filter(enrollment=enrollment).select_related("prompt", "lesson")
    found = {}
    for row in rows.order_by("pk"):
        record = CheckRecord(str(row.prompt), row.lesson.title)
        found.setdefault((row.lesson_key, row.block_id), record).attempts.append(row)
    return list(found.values())


def reflections_of(enrollment, viewer):
    """Those of the course that the learner shares with this viewer."""
    rows = Reflection.objects.shared_with(viewer).filter(
        user=enrollment.user_id, course_key=enrollment.course_key
    )
    return rows.with_waiting().select_related("lesson", "prompt").order_by("shared_at", "pk")
