"""Who compares the director's page of two days learns nothing of fewer than five people."""

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from accounts.models import Membership
from courses.models import PlanSection
from learning.models import (
    Audit,
    Commitment,
    Plan,
)

from ..quarters import (
    audit,
    commit,
    days_ago,
    numbers,
    open_lesson,
    seat_people,
    section_ready,
    url,
)

pytestmark = pytest.mark.django_db


def each_day(institution, clock, label, days, do):
    """The number on each of so many days from the second of November, ``do(day)`` at noon."""
    found = []
    for number in range(days):
        day = datetime(2026, 11, 2, 17, tzinfo=UTC) + timedelta(days=number)
        clock.move_to(day)
        do(number, day)
        clock.move_to(day + timedelta(hours=1))
        found.append(numbers(institution)[label])
    return found


def test_a_number_never_grows_by_fewer_than_five_people(institution, course, lessons, clock):
    rows = seat_people(institution, course, 40)
    chance, begun = random.Random(4), []

    def some_begin(number, day):
        some = rows[len(begun) : len(begun) + chance.choice([0, 0, 1, 1, 2])]
        open_lesson(some, lessons[0], day)
        begun.extend(some)

    told = each_day(institution, clock, "Started", 40, some_begin)
    steps = [after - before for before, after in pairwise(n for n in told if n != "Fewer than 5")]
    assert len(begun) > 20 and [step for step in steps if step]
    assert all(step == 0 or step >= 5 for step in steps)
    assert told[-1] > len(begun) - 10


def test_one_more_section_of_somebody_waits_for_four_others(institution, course, clock):
    rows = seat_people(institution, course, 20)
    section_ready(rows[:6], datetime(2026, 10, 20, tzinfo=UTC))
    second = PlanSection.objects.create(code="P2", title="People")

    def one_more(number, day):
        if number in (0, 7, 14):
            text = Plan.objects.begin(rows[number % 6].user).text_of(second)
            text.submit("Words.", 0, ready=True)

    assert set(each_day(institution, clock, "Plan sections ready", 22, one_more)) == {6}


def test_leaving_and_joining_show_nothing_of_who_left_or_joined(
    institution, course, lessons, clock
):
    rows = seat_people(institution, course, 20)
    open_lesson(rows[:9], lessons[0], days_ago(30))
    section_ready(rows[:9], days_ago(30))
    before = numbers(institution)
    for row in rows[:1] + rows[9:15]:
        Membership.objects.get(user=row.user).end()
    [late] = seat_people(institution, course, 1, "late", since=timezone.now())
    open_lesson([late], lessons[0], days_ago(30))
    section_ready([late], days_ago(30))
    assert numbers(institution) == before
    clock.shift(timedelta(days=14))
    open_lesson(rows[9:15], lessons[0], days_ago(10))
    assert numbers(institution) == before


def test_a_quarter_that_is_over_never_changes(institution, course, lessons, clock):
    rows = seat_people(institution, course, 20)
    open_lesson(rows[:9], lessons[0], days_ago(70))
    commit(rows[:9], at=days_ago(70), kept=False)
    before = numbers(institution, "2026-3")
    assert (before["Started"], before["Commitments made"]) == (9, 9)
    late = seat_people(institution, course, 6, "late", since=timezone.now())
    open_lesson(late, lessons[0], days_ago(70))
    for made in Commitment.objects.all():
        made.end(Commitment.Ending.KEPT)
    clock.shift(timedelta(days=30))
    assert numbers(institution, "2026-3") == before


def test_no_two_quarters_count_the_same(institution, course, lessons):
    rows = seat_people(institution, course, 20)
    open_lesson(rows[:9], lessons[0], days_ago(70))
    open_lesson(rows[9:15], lessons[0], days_ago(20))
    told = [numbers(institution, key)["Started"] for key in ("2026-4", "2026-3", "2026-2")]
    assert told == [6, 9, "Fewer than 5"]


def test_what_was_promised_outside_the_seats_is_not_counted(institution, course):
    rows = seat_people(institution, course, 20)
    commit(rows[:7], kept=False)
    Commitment.objects.update(enrollment=None)
    commit(rows[7:13], kept=False)
    assert numbers(institution)["Commitments made"] == 6


def test_an_audit_counts_from_the_quarter_in_which_both_are_shared(browser, institution, course):
    rows = seat_people(institution, course, 9)
    for row in rows[:5]:
        audit(row, institution, at=days_ago(70))
        audit(row, institution, announce=3, invite=7, kind="repeat", at=days_ago(10))
    audit(rows[5], institution, at=days_ago(9))
    audit(rows[5], institution, announce=10, invite=0, kind="repeat", at=days_ago(9))
    page = browser.get(url(institution)).content.decode()
    assert "6 people shared" in page
    Audit.objects.filter(user=rows[5].user).update(shared_at=days_ago(0))  # this week: not yet
    page = browser.get(url(institution)).content.decode()
    assert "5 people shared" in page and "80%" in page and "30%" in page
    page = browser.get(url(institution, period="2026-3")).content.decode()
    assert "Fewer than five people share" in page
