"""What came of commitments, in numbers that point at nobody.

A figure about one to four people is not told. Nor is any other figure from which it would
follow: where one is left out, so are others, until those left out are about five people at
least; nor two that differ by one to four, as a mark and the next one may. Words are never told.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, Prefetch, When
from django.utils.translation import gettext as _

from learning.days import day_of
from learning.models import CheckIn, Commitment
from learning.models.check_ins import MARKS
from learning.reports import AT_LEAST, hidden

NO_ANSWER, NOT_ASKED = "no_answer", "not_asked"
KINDS = [*CheckIn.Outcome.values, NO_ANSWER, NOT_ASKED]


@dataclass(frozen=True)
class Row:
    """How all commitments stand at one mark, by their newest answer until then.

    ``numbers`` has each of ``KINDS``; None is what is not told.
    """

    label: str
    numbers: dict

    @property
    def cells(self):
        return [self.numbers[kind] for kind in KINDS]

    @property
    def answered(self):
        """How many were answered; None where that is not told."""
        return _sum([self.numbers[kind] for kind in CheckIn.Outcome.values])


@dataclass(frozen=True)
class CommitmentSummary:
    """``rows`` are after 30, 60 and 90 days, and as it stands now (``so_far``).

    Every row is of all commitments made, so that no row tells what another leaves out.
    """

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
    return [*map(str, CheckIn.Outcome.labels), _("No answer"), _("Not asked yet")]


def summary(enrollments):
    """Of what was committed to in these enrollments. Two queries, however many there are.

    Ask it of whole groups that do not overlap: what two sums differ by may be one person.
    """
    check_ins = CheckIn.objects.only("commitment", "days", "due_on", "outcome", "answered_at")
    made = _made_in(enrollments).select_related("user").only("obstacle", "user__time_zone")
    commitments = list(made.prefetch_related(Prefetch("check_ins", check_ins)))
    people = len({row.user_id for row in commitments})
    if hidden(people):
        nothing = dict.fromkeys(KINDS)
        return CommitmentSummary(None, None, None, [Row(label, nothing) for label in _labels()])
    obstacles = _told(_by(commitments, lambda row: bool(row.obstacle)), [True, False])
    rows = [Row(*pair) for pair in zip(_labels(), _numbers(commitments), strict=True)]
    return CommitmentSummary(people, len(commitments), obstacles[True], rows)


def made_and_kept(enrollments):
    """(enrollment, maker, when it was made, when it was kept or None) of the same commitments.

    For numbers over time; whoever asks sees to it that they point at nobody.
    """
    kept = Case(When(ended_as=Commitment.Ending.KEPT, then="ended_at"))
    rows = _made_in(enrollments).order_by().annotate(kept_at=kept)
    return rows.values_list("enrollment", "user", "made_at", "kept_at")


def _made_in(enrollments):
    """What was committed to in these enrollments: nothing that somebody promised outside."""
    return Commitment.objects.filter(enrollment__in=enrollments.order_by().values("pk"))


def _labels():
    after = [_("After %d days") % days for days in MARKS]
    return [*after, _("As it stands now")]


def _numbers(commitments):
    """The numbers of each row. How it stands now is told first; what is too near to it is not."""
    told = []
    for days in (None, *MARKS):
        makers = _by(commitments, lambda row, days=days: _state(row, days))
        told.append(_apart_from(told, makers))
    return [*told[1:], told[0]]


def _apart_from(others, makers):
    """The row's numbers; of two in a column that differ by one to four, one is not told."""
    kept_back = set()
    while True:
        numbers = _told(makers, KINDS, kept_back)
        near = {
            kind
            for kind, number in numbers.items()
            for other in others
            if number is not None
            and other[kind] is not None
            and 0 < abs(number - other[kind]) < AT_LEAST
        }
        if not near:
            return numbers
        kept_back |= near


def _state(commitment, days):
    """Its newest answer until the mark; ``None`` is until now."""
    check_ins = [row for row in commitment.check_ins_in_order if days is None or row.days <= days]
    if days and check_ins[-1].due_on > day_of(commitment.user):
        return NOT_ASKED
    answered = [row.outcome for row in check_ins if row.answered_at]
    asked = check_ins[0].due_on <= day_of(commitment.user)
    return answered[-1] if answered else (NO_ANSWER if asked else NOT_ASKED)


def _by(commitments, kind_of):
    found = defaultdict(list)
    for row in commitments:
        found[kind_of(row)].append(row.user_id)
    return found


def _told(makers, kinds, kept_back=()):
    """{kind: how many}, None for what is about too few, and for what would give that away.

    What is left out is about five people at least, in two numbers at least.
    """
    people = {kind: set(makers.get(kind, ())) for kind in kinds}
    small = {kind for kind in kinds if 0 < len(people[kind]) < AT_LEAST}
    left_out = small | set(kept_back)
    while left_out:
        others = [kind for kind in kinds if people[kind] and kind not in left_out]
        together = set().union(*(people[kind] for kind in left_out))
        if not others or (len(left_out) > 1 and len(together) >= AT_LEAST):
            break
        left_out.add(min(others, key=lambda kind: len(people[kind])))
    return {kind: None if kind in left_out else len(makers.get(kind, ())) for kind in kinds}


def _sum(numbers):
    return None if None in numbers else sum(numbers)
