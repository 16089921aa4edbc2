"""How old something is, in working days."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine

from community.answering.working_time import Calendar
from learning.reviewing import working_days

MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)


def ages(monkeypatch, *closures, days=(0, 1, 2, 3, 4)):
    hours = Calendar(
        ZoneInfo("America/New_York"), frozenset(days), time(9), time(17), tuple(closures)
    )
    monkeypatch.setattr(working_days, "calendar", lambda: hours)
    with time_machine.travel(MONDAY, tick=False):
        return working_days.Ages()


@pytest.mark.parametrize(
    ("days", "closures", "first"),
    [
        (1, [], date(2026, 11, 23)), (2, [], date(2026, 11, 20)), (5, [], date(2026, 11, 17)),
        (2, [(date(2026, 11, 9), date(2026, 11, 20))], date(2026, 11, 6)),
    ],
)  # fmt: skip
def test_weekends_and_closures_make_nothing_older(monkeypatch, days, closures, first):
    before = ages(monkeypatch, *closures).older_than(days)
    assert (before.date(), before.time()) == (first, time())


def test_where_nobody_ever_works_looking_back_ends(monkeypatch):
    always = ages(monkeypatch, (date(1, 1, 1), date(9999, 12, 31)))
    assert always.older_than(5) < MONDAY
    assert always.of(MONDAY.replace(year=2025)) == 0
