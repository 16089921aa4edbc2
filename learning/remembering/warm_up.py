"""Two questions of earlier modules at the start of a lesson, for who asked for them.

Looking writes nothing: which two they are follows from what was answered before today, and
a row is made with the answer, or when they are skipped. Once a day and course: where they
were taken up in one lesson, no other begins with them.
"""

from django.urls import reverse

from learning.days import beginning_of, day_of
from learning.models import Recall
from learning.models.remembering import Occasion

from .recalling import Asked, Question, numbered, pick, recalled

QUESTIONS = 2


class WarmUp:
    """``asked`` are today's questions in this lesson, those that were skipped left out."""

    def __init__(self, state, asked, day):
        self.state, self.all, self.day = state, asked, day
        self.asked = numbered(asked)

    @classmethod
    def of(cls, state):
        """This lesson's, or None where it begins without."""
        if not _begins_with_one(state):
            return None
        day = day_of(state.user)
        recalls = recalled(state.enrollment)
        today = [row for row in recalls if row.occasion == Occasion.WARM_UP and row.due_on == day]
        if any(row.asked_in != state.page.key for row in today):
            return None
        rows = {(row.lesson_key, row.block_id): row for row in today}
        questions = [Question.of(row) for row in today]
        if len(questions) < QUESTIONS:
            earlier = [row for row in recalls if row not in today]
            before = beginning_of(state.user, day)
            picked = pick(state.enrollment, _earlier_lessons(state), QUESTIONS, before, earlier)
            questions += [each for each in picked if each.place not in rows]
        asked = [
            Asked(
                question,
                state.enrollment,
                state.request,
                _address(state, question),
                day,
                rows.get(question.place),
            )
            for question in questions[:QUESTIONS]
        ]
        warm_up = cls(state, asked, day)
        return warm_up if warm_up.asked else None

    def find(self, block_id):
        return next((one for one in self.all if one.question.block_id == str(block_id)), None)

    @property
    def is_waiting(self):
        return any(one.is_waiting for one in self.asked)

    def answer(self, one, data):
        return one.answer(data, lambda: self._row(one))

    def skip(self):
        """All that wait, in one press."""
        Recall.skip([self._row(one) for one in self.asked if one.is_waiting])

    def _row(self, one):
        return one.recall or Recall.objects.ask(
            self.state.enrollment,
            one.question,
            Occasion.WARM_UP,
            self.day,
            asked_in=self.state.page.key,
        )


def _begins_with_one(state):
    enrollment = state.enrollment
    return (
        enrollment is not None
        and getattr(enrollment, "remembers", False)
        and not enrollment.completed_at
        and state.is_open
        and not state.is_complete
    )


def _earlier_lessons(state):
    modules = state.outline.modules
    place = next(at for at, one in enumerate(modules) if one.pk == state.lesson.module.pk)
    return [lesson for module in modules[:place] for lesson in module.lessons]


def _address(state, question):
    return reverse("learning:answer_warm_up", args=[state.page.pk, question.block_id])
