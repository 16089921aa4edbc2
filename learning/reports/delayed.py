"""What is still known ten days after the course, of those who let themselves be asked."""

from dataclasses import dataclass

from django.db.models import Count, Q

from learning.models import Recall
from learning.models.remembering import Occasion

from . import hidden


@dataclass
class DelayedCheck:
    """Answers on the tenth day's cards; a question that only came back there is left out.

    Of everybody in the course: what two chosen groups differ by may be one person.
    """

    people: int
    answers: int
    right: int

    @classmethod
    def of(cls, course_key):
        rows = Recall.objects.answered().filter(
            occasion=Occasion.CARD_10, enrollment__course_key=course_key
        )
        return cls(
            **rows.order_by().aggregate(
                people=Count("enrollment", distinct=True),
                answers=Count("pk"),
                right=Count("pk", filter=Q(correct=True)),
            )
        )

    @property
    def tells(self):
        return not hidden(self.people)

    @property
    def share(self):
        return self.right / self.answers
