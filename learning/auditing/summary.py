"""Broadcast audits of an institution's people, before and after: nothing below five of them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction

from learning.models import Audit, AuditedPost
from learning.models.audits import percents
from learning.reports import hidden


@dataclass(frozen=True)
class Line:
    """``before``, ``after`` in percent; ``change`` in percentage points."""

    label: str
    before: int
    after: int

    @property
    def change(self):
        return self.after - self.before


@dataclass(frozen=True)
class BeforeAndAfter:
    """``people`` counted; ``purposes`` and ``contents`` are lists of Line, announce first."""

    people: int
    purposes: list
    contents: list


def sharers(users, institution, until):
    """[(person, since when both their counts are shared with this institution)], in one query."""
    found = defaultdict(dict)
    rows = _shared(users, institution, until)
    for user, kind, at in rows.order_by("shared_at").values_list("user", "kind", "shared_at"):
        found[user].setdefault(kind, at)
    return [(user, max(kinds.values())) for user, kinds in found.items() if len(kinds) == 2]


def before_and_after(users, institution=None, until=None):
    """The shares of all of these people together, in two queries; None under five of them.

    Counted are those who shared both their baseline and their newest repeat, with this
    institution and before a moment where one is given. Each person weighs the same, whatever
    they counted: it is the mean of their shares, in whole percents that add up to 100.
    """
    shared = _shared(users, institution, until).filter(user__is_active=True)
    pairs = _pairs(shared.order_by("frozen_at", "pk"))
    if hidden(len(pairs)):
        return None
    counts = _counts([audit for pair in pairs for audit in pair])
    return BeforeAndAfter(
        len(pairs),
        _lines(pairs, counts, "purpose", AuditedPost.Purpose),
        _lines(pairs, counts, "content", AuditedPost.Content),
    )


def _shared(users, institution, until):
    """What these people shared: with this institution, before this moment, where one is given."""
    rows = Audit.objects.shared().filter(user__in=users)
    if institution is not None:
        rows = rows.filter(shared_with=institution)
    return rows if until is None else rows.filter(shared_at__lt=until)


def _pairs(audits):
    """[(baseline, newest repeat)] as keys, of those who have both."""
    found = defaultdict(dict)
    for pk, user, kind in audits.values_list("pk", "user", "kind"):
        found[user][kind] = pk
    return [(kinds["baseline"], kinds["repeat"]) for kinds in found.values() if len(kinds) == 2]


def _counts(audits):
    """{audit's key: {field: Counter}}"""
    found = defaultdict(lambda: {"purpose": Counter(), "content": Counter()})
    rows = AuditedPost.objects.filter(audit__in=audits).order_by()
    for audit, purpose, content in rows.values_list("audit", "purpose", "content"):
        found[audit]["purpose"][purpose] += 1
        found[audit]["content"][content] += 1
    return found


def _lines(pairs, counts, field, choices):
    before, after = (_mean([counts[pair[n]][field] for pair in pairs], choices) for n in range(2))
    return [Line(*row) for row in zip(choices.labels, before, after, strict=True)]


def _mean(counters, choices):
    shares = [
        sum(Fraction(counter[value], counter.total()) for counter in counters)
        for value in choices.values
    ]
    return percents(shares)
