"""When somebody is asked about a commitment: on their own morning, once more, then never again."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from accounts.due import do_what_is_due
from accounts.models import Notification
from learning.commitments import checking_in
from learning.days import morning_of
from learning.models import CheckIn, Commitment

from .commitments import commit
from .test_parallel import all_at_once

MINUTE = timedelta(minutes=1)


def tick():
    checking_in.ask()
    checking_in.remind()
    checking_in.close_what_is_past()


def told():
    return Notification.objects.filter(event__startswith="check_in").order_by("made_at", "pk")


def lives_in(person, zone):
    person.time_zone = zone
    person.save()


def made_on(person, day, hour=12):
    """A commitment that is made at this hour of this day where the person is."""
    at = morning_of(person, day) + timedelta(hours=hour - 9)
    return commit(person, made_at=at, due_on=day)


def at(person, day, **before):
    return time_machine.travel(morning_of(person, day) - timedelta(**before), tick=False)


@pytest.mark.parametrize(
    ("zone", "made", "due", "utc"),
    [
        # Plainly
        ("America/New_York", date(2026, 6, 1), date(2026, 7, 1), (2026, 7, 1, 13)),
        ("Pacific/Auckland", date(2026, 6, 1), date(2026, 7, 1), (2026, 6, 30, 21)),
        ("America/Los_Angeles", date(2026, 6, 1), date(2026, 7, 1), (2026, 7, 1, 16)),
        # The clocks go back meanwhile, or on that very day
        ("America/New_York", date(2026, 10, 20), date(2026, 11, 19), (2026, 11, 19, 14)),
        ("America/Los_Angeles", date(2026, 10, 2), date(2026, 11, 1), (2026, 11, 1, 17)),
        ("Pacific/Auckland", date(2027, 3, 5), date(2027, 4, 4), (2027, 4, 3, 21)),
        # They go forward
        ("America/New_York", date(2027, 3, 1), date(2027, 3, 31), (2027, 3, 31, 13)),
        ("America/Los_Angeles", date(2027, 2, 12), date(2027, 3, 14), (2027, 3, 14, 16)),
        ("Pacific/Auckland", date(2026, 8, 28), date(2026, 9, 27), (2026, 9, 26, 20)),
    ],
)
def test_it_is_asked_at_nine_in_the_persons_own_morning(learner, zone, made, due, utc):
    lives_in(learner, zone)
    first = made_on(learner, made).check_ins.get(days=30)
    moment = datetime(*utc, tzinfo=UTC)
    assert first.due_on == due
    with time_machine.travel(moment - MINUTE, tick=False):
        tick()
        assert not told().exists()
    with time_machine.travel(moment, tick=False):
        tick()
        assert [row.recipient for row in told()] == [learner]


@pytest.mark.parametrize("hour", [0, 23])
def test_the_hour_at_which_it_was_made_moves_no_day(learner, hour):
    lives_in(learner, "Pacific/Auckland")
    assert made_on(learner, date(2026, 6, 1), hour).check_ins.get(days=30).due_on == date(
        2026, 7, 1
    )


def test_who_moved_is_asked_on_the_same_date_where_they_are_now(learner):
    first = made_on(learner, date(2026, 6, 1)).check_ins.get(days=30)
    lives_in(learner, "Pacific/Auckland")
    with at(learner, first.due_on):
        tick()
        assert told().count() == 1


@pytest.fixture
def row(learner):
    return made_on(learner, date(2026, 6, 1))


def days_until_silence(learner, row):
    """On which days after it was made somebody is told, a tick each hour for half a year."""
    begin, found = morning_of(learner, date(2026, 6, 1)), []
    for day in range(180):
        for hour in (0, 9, 14):
            with time_machine.travel(begin + timedelta(days=day, hours=hour), tick=False):
                before = told().count()
                tick()
                found += [day] * (told().count() - before)
    return found


def test_asked_on_each_mark_reminded_once_after_five_days_and_then_never(learner, row):
    assert days_until_silence(learner, row) == [30, 35, 60, 65, 90, 95]
    row.refresh_from_db()
    assert row.ended_as == "past"


def test_no_reminder_for_who_answered(learner, row):
    first = row.check_ins.get(days=30)
    with at(learner, first.due_on):
        tick()
        first.answer("partly")
    with at(learner, first.due_on + timedelta(days=5)):
        tick()
    assert [found.event for found in told()] == ["check_in"]


@pytest.mark.parametrize("outcome", ["done", "changed_mind"])
def test_nothing_is_asked_after_the_end(learner, row, outcome):
    row.check_ins.get(days=30).answer(outcome)
    assert days_until_silence(learner, row) == []


def test_nothing_is_asked_of_what_was_dropped_or_replaced(learner, row):
    row.end(Commitment.Ending.DROPPED)
    other = made_on(learner, date(2026, 6, 1))
    with time_machine.travel(morning_of(learner, date(2026, 6, 10)), tick=False):
        new = commit(learner, replaces=other)
    assert days_until_silence(learner, row) == [39, 44, 69, 74, 99, 104]
    asked = {found.parameters["check_in"] for found in told()}
    assert asked == set(new.check_ins.values_list("pk", flat=True))


def test_a_clock_that_stood_still_asks_only_what_is_not_past(learner, row):
    with at(learner, row.check_ins.get(days=60).due_on + timedelta(days=3)):
        tick()
        assert [CheckIn.objects.get(pk=found.parameters["check_in"]).days for found in told()] == [
            60
        ]
        tick()
        assert told().count() == 1


def test_the_reminder_comes_five_days_after_the_question_not_after_the_day(learner, row):
    due = row.check_ins.get(days=30).due_on
    with at(learner, due + timedelta(days=4)):
        tick()
    with at(learner, due + timedelta(days=5)):
        tick()
        assert told().count() == 1
    with at(learner, due + timedelta(days=9)):
        tick()
        assert told().count() == 2


def test_nobody_is_asked_whose_account_is_not_in_use(learner, row):
    learner.is_active = False
    learner.save()
    assert days_until_silence(learner, row) == []


def test_twice_at_the_same_minute_tells_once(learner, row):
    with at(learner, row.check_ins.get(days=30).due_on):
        tick()
        tick()
        assert told().count() == 1


def test_the_mail_says_what_was_written_and_its_link_changes_nothing(learner, client, row):
    first = row.check_ins.get(days=30)
    with at(learner, first.due_on) as clock:
        do_what_is_due()
        clock.shift(timedelta(minutes=11))
        do_what_is_due()
        [message] = mail.outbox
        assert message.subject.startswith("How did it go after 30 days? You wrote: “When I plan")
        assert f"{first.get_absolute_url()}\n" in message.body
        assert f"{first.get_absolute_url()}?answer=not_yet" in message.body
        assert "!" not in message.body
        assert ".”." not in message.body
        client.get(f"{first.get_absolute_url()}?answer=done")
    assert not CheckIn.objects.answered().exists()
    assert row.obstacle not in message.body


def test_what_was_answered_before_the_mail_went_is_in_no_mail(learner, row):
    first = row.check_ins.get(days=30)
    with at(learner, first.due_on) as clock:
        do_what_is_due()
        first.answer("not_yet")
        clock.shift(timedelta(minutes=11))
        do_what_is_due()
        assert not mail.outbox


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_tell_once(learner):
    due = made_on(learner, date(2026, 6, 1)).check_ins.get(days=30).due_on
    with at(learner, due):
        results = all_at_once(lambda number: checking_in.ask(), times=8)
        assert results == [None] * 8
        assert told().count() == 1
    with at(learner, due + timedelta(days=5)):
        results = all_at_once(lambda number: checking_in.remind(), times=8)
        assert results == [None] * 8
        assert told().count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sixteen_times_at_once_makes_one_commitment(learner):
    token = commit(learner).token
    Commitment.objects.all().delete()
    made = all_at_once(lambda number: commit(learner, token=token).pk, times=16)
    assert len(set(made)) == 1
    assert CheckIn.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_eight_forms_at_once_make_three(enrollment):
    all_at_once(lambda number: commit(enrollment.user, enrollment=enrollment), times=8)
    assert Commitment.objects.count() == 3
