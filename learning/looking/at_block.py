"""What a learner did at the peer looks of one lesson, and what imagined learners did."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from courses.blocks.peer_look import LEVELS
from learning.models import Look, OwnQuestion, SelfCheck

LOOKS_SHOWN = 20


@dataclass
class LooksHere:
    """The newest check and question by block, and the looks at the plan, the newest first."""

    checks: dict = field(default_factory=dict)
    questions: dict = field(default_factory=dict)
    looks: list = field(default_factory=list)

    @classmethod
    def of(cls, user, lesson_key):
        """Three queries, however many blocks the lesson has."""
        checks = SelfCheck.objects.of(user).filter(lesson_key=lesson_key)
        questions = OwnQuestion.objects.of(user).filter(lesson_key=lesson_key)
        looks = Look.objects.asked_by(user).select_related("reviewer")[:LOOKS_SHOWN]
        return cls(
            {row.block_id: row for row in checks.newest_of_each("block_id")},
            {row.block_id: row for row in questions.newest_of_each("block_id")},
            list(looks),
        )

    @property
    def waiting(self):
        """The one look that the plan waits for, or None."""
        return next((look for look in self.looks if look.is_waiting), None)

    def at(self, block_id):
        return [look for look in self.looks if look.block_id == block_id]


def sample_looks(children, share):
    """Of an imagined learner: checked half way, and looked at in the end. Nothing is stored."""
    found = LooksHere()
    for child in children if share else ():
        rows = child.value.rows()
        marks = {pk: LEVELS[number % 2 + 1][0] for number, (pk, _row) in enumerate(rows)}
        found.checks[child.id] = SelfCheck(
            block_id=child.id, marks=marks, words=_("Say in one sentence whom the plan is for.")
        )
        if share == 1:
            colleague = User(display_name=_("A colleague"))
            found.looks.append(
                Look(reviewer=colleague, block_id=child.id, marks=marks, given_at=timezone.now())
            )
    return found
