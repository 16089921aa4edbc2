"""What came of commitments, in numbers that point at nobody.

A figure about one to four people is not told. Nor is any other figure from which it would
follow: where one is left out, so are others, until those left out are about five people at
least. Words are never told.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from .days import day_of
from .models import CheckIn, Commitment
from .models.check_ins import MARKS
from .reports import AT_LEAST, hidden

NO_ANSWER = "no_answer"
KINDS = [*CheckIn.Outcome.values, NO_ANSWER]


@dataclass(frozen=True)
class Row:
    """How commitments stand at one mark, by their newest answer until then.

    ``numbers`` has each of ``KINDS``; None is what is not told.
    """

    label: str
    total: int | None
    numbers: dict

    @property
    def cells(self):
        return [self.numbers[kind] for kind in KINDS]

    @property
    def answered(self):
        silent = self.numbers[NO_ANSWER]
        return None if silent is None or self.total is None else self.total - silent


@dataclass(frozen=True)
class CommitmentSummary:
    """``rows`` are after 30, 60 and 90 days, and as it stands now (``so_far``)."""

    people: int | None
    made: int | None
    with_obstacle: int | None
    rows: list

    @property
    def tells(self):
        return self.people is not None

    @property
    def so_far(self):
        return self.rows[-1]

    @property
    def kept(self):
        """How many are done, as it stands now; None where that is not told."""
        return self.so_far.numbers[CheckIn.Outcome.DONE]


def headings():
    return [*map(str, CheckIn.Outcome.labels), _("No answer")]


def summary(enrollments):
    """Of what was committed to in these enrollments. Two queries, however many there are.

    Ask it of whole groups that do not overlap: what two sums differ by may be one person.
    """
    made = Commitment.objects.filter(enrollment__in=enrollments.order_by().values("pk"))
    rows = list(made.select_related("user").prefetch_related("check_ins"))
    people = len({row.user_id for row in rows})
    if hidden(people):
        marks = [_row(label, [], None) for label in _labels()]
        return CommitmentSummary(None, None, None, marks)
    told = _told(_by(rows, lambda row: bool(row.obstacle)), [True, False])
    marks = [_row(label, rows, days) for label, days in zip(_labels(), [*MARKS, None], strict=True)]
    return CommitmentSummary(people, len(rows), told[True], marks)


def _labels():
    after = [_("After %d days") % days for days in MARKS]
    return [*after, _("As it stands now")]


def _row(label, commitments, days):
    """Those whose day has come, whatever became of them before; ``None`` is all of them."""
    due = [row for row in commitments if days is None or _is_due(row, days)]
    if hidden(len({row.user_id for row in due})):
        return Row(label, None, dict.fromkeys(KINDS))
    return Row(label, len(due), _told(_by(due, lambda row: _state(row, days)), KINDS))


def _is_due(commitment, days):
    return commitment.check_ins_in_order[0].due_on <= day_of(commitment.user) - timedelta(
        days=days - MARKS[0]
    )


def _state(commitment, days):
    answered = [
        row.outcome
        for row in commitment.check_ins_in_order
        if row.answered_at and (days is None or row.days <= days)
    ]
    return answered[-1] if answered else NO_ANSWER


def _by(commitments, kind_of):
    found = defaultdict(list)
    for row in commitments:
        found[kind_of(row)].append(row.user_id)
    return found


def _told(makers, kinds):
    """{kind: how many}, None for what is about too few, and for what would give that away."""
    people = {kind: set(makers.get(kind, ())) for kind in kinds}
    kept_back = {kind for kind in kinds if 0 < len(people[kind]) < AT_LEAST}
    while kept_back:
        others = [kind for kind in kinds if people[kind] and kind not in kept_back]
        together = set().union(*(people[kind] for kind in kept_back))
        if not others or (len(kept_back) > 1 and len(together) >= AT_LEAST):
            break
        kept_back.add(min(others, key=lambda kind: len(people[kind])))
    numbers = Counter({kind: len(makers.get(kind, ())) for kind in kinds})
    return {kind: None if kind in kept_back else numbers[kind] for kind in kinds}
