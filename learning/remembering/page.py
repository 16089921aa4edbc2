"""The page on which somebody sees where they are asked again, and what came of it."""

from dataclasses import dataclass, field
from datetime import timedelta

from learning.days import day_of
from learning.models import Card, Enrollment

from .coming_back import CARDS


@dataclass
class DealtCard:
    pk: int
    due_on: object
    asked: int
    right: int
    is_waiting: bool


@dataclass
class Remembered:
    """A course; ``can_begin`` says whether anything would still be asked."""

    enrollment: Enrollment
    can_begin: bool
    cards: list = field(default_factory=list)

    @property
    def is_on(self):
        waits = any(card.is_waiting for card in self.cards)
        return self.enrollment.remembers and (self.can_begin or waits)


def remembered_by(user):
    """The courses in which something is, was or could be asked again, in two or three queries."""
    today, found = day_of(user), {}
    rows = Enrollment.objects.of(user).with_rhythm().select_related("course").defer("plan")
    for row in rows:
        over = row.completed_at and _last_day(user, row) < today
        found[row.pk] = Remembered(row, row.is_active and not over)
    cards = Card.objects.of(user).prefetch_related("recalls")
    for card in cards:
        recalls = card.recalls.all()
        found[card.enrollment_id].cards.append(
            DealtCard(
                card.pk,
                card.due_on,
                len(recalls),
                sum(row.correct is True for row in recalls),
                any(row.is_waiting for row in recalls),
            )
        )
    return [each for each in found.values() if each.can_begin or each.cards]


def _last_day(user, enrollment):
    """Until then a card may still come to who finished the course."""
    return day_of(user, enrollment.completed_at) + timedelta(days=max(CARDS.values()))
