"""A commitment's words never change; its check-ins come after 30, 60 and 90 days."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from learning.models import CheckIn, Commitment
from learning.models.certificates import Unchangeable
from learning.models.commitments import TooMany

from .commitments import commit


def test_a_statement_reads_as_one_sentence(learner):
    row = commit(learner, due_on=date(2026, 12, 15))
    assert row.sentence == (
        "When I plan next month’s posts, I will replace one announcement with a question by"
        " December 15, 2026."
    )


@pytest.mark.parametrize(
    ("zone", "first"),
    [("Pacific/Auckland", date(2026, 12, 24)), ("America/Los_Angeles", date(2026, 12, 23))],
)
def test_check_ins_are_counted_in_the_persons_own_dates(learner, zone, first):
    learner.time_zone = zone
    learner.save()
    with time_machine.travel(datetime(2026, 11, 23, 20, 0, tzinfo=UTC), tick=False):
        row = commit(learner)
    days = {check_in.days: check_in.due_on for check_in in row.check_ins.all()}
    assert days == {mark: first + timedelta(days=mark - 30) for mark in (30, 60, 90)}


def test_each_check_in_has_a_token_nobody_guesses(learner):
    tokens = [row.token for row in commit(learner).check_ins.all()]
    assert len(set(tokens)) == 3
    assert all(len(token) >= 32 for token in tokens)  # 192 bits


@pytest.mark.parametrize("field", ["cue", "act", "due_on", "confidence", "obstacle", "response"])
def test_the_words_never_change(learner, field):
    row = commit(learner)
    with pytest.raises(Unchangeable):
        row.save()
    with pytest.raises(Unchangeable):
        row.save(update_fields=[field])


@pytest.mark.parametrize(
    "wrong",
    [
        {"confidence": 0},
        {"confidence": 6},
        {"number": 4},
        {"ended_as": "kept"},
        {"partner_agreed_at": datetime(2026, 1, 1, tzinfo=UTC)},
    ],
)
def test_the_database_refuses_what_makes_no_sense(learner, wrong):
    row = commit(learner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=row.pk).update(**wrong)


def test_nobody_is_their_own_partner(learner):
    with pytest.raises(IntegrityError), transaction.atomic():
        commit(learner, partner=learner)


@pytest.mark.parametrize("wrong", [{"days": 31}, {"days": 60}, {"outcome": "done"}])
def test_the_database_refuses_check_ins_that_make_no_sense(learner, wrong):
    row = commit(learner).check_ins.get(days=30)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.filter(pk=row.pk).update(**wrong)


def test_three_of_a_course_are_open_at_once_and_another_one_when_one_ended(enrollment):
    rows = [commit(enrollment.user, enrollment=enrollment) for _ in range(3)]
    with pytest.raises(TooMany):
        commit(enrollment.user, enrollment=enrollment)
    commit(enrollment.user)  # of no course: that has room of its own
    rows[1].end(Commitment.Ending.DROPPED)
    assert commit(enrollment.user, enrollment=enrollment).number == 2
    with pytest.raises(TooMany):
        rows[1].reopen()
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=rows[1].pk).update(ended_at=None, ended_as="")


def test_the_same_form_makes_one_commitment(learner):
    first = commit(learner)
    assert commit(learner, token=first.token) == first
    assert CheckIn.objects.count() == 3


def test_a_replacement_ends_the_old_one_in_its_place(enrollment):
    rows = [commit(enrollment.user, enrollment=enrollment) for _ in range(3)]
    new = commit(enrollment.user, enrollment=enrollment, replaces=rows[0], act="ask one student")
    rows[0].refresh_from_db()
    assert (rows[0].ended_as, rows[0].replaced_by, new.number) == ("replaced", new, 1)
    with pytest.raises(Unchangeable):
        commit(enrollment.user, enrollment=enrollment, replaces=rows[0])
    assert Commitment.objects.count() == 4


def test_nothing_is_half_made(enrollment, monkeypatch):
    old = commit(enrollment.user)
    monkeypatch.setattr(CheckIn.objects.__class__, "plan", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        commit(enrollment.user, replaces=old)
    old.refresh_from_db()
    assert old.is_open
    assert Commitment.objects.count() == 1


@pytest.mark.parametrize(
    ("outcome", "ending"),
    [("done", "kept"), ("changed_mind", "dropped"), ("partly", ""), ("not_yet", "")],
)
def test_done_and_changed_my_mind_end_it(learner, outcome, ending):
    row = commit(learner)
    row.check_ins.get(days=30).answer(outcome, "A colleague helped")
    row = Commitment.objects.get()
    assert (row.ended_as, row.outcome) == (ending, outcome)
    assert CheckIn.objects.of(learner).asked().count() == (0 if ending else 2)


def test_another_answer_lets_it_go_on(learner):
    check_in = commit(learner).check_ins.get(days=30)
    check_in.answer("done")
    check_in.answer("not_yet")
    row = Commitment.objects.get()
    assert row.is_open
    assert row.next_check_in.days == 60


def test_an_answer_never_brings_back_what_was_replaced(learner):
    old = commit(learner)
    check_in = old.check_ins.get(days=30)
    commit(learner, replaces=old)
    with pytest.raises(Unchangeable):
        check_in.answer("partly")
    assert Commitment.objects.get(pk=old.pk).ended_as == "replaced"
    assert not CheckIn.objects.answered().exists()


def test_only_the_newest_due_one_waits(learner):
    row = commit(learner)
    today = row.check_ins.get(days=60).due_on
    assert [found.days for found in CheckIn.objects.of(learner).due(today)] == [60]
    assert [found.days for found in CheckIn.objects.of(learner).due(today - timedelta(1))] == [30]
    assert not CheckIn.objects.of(learner).due(today - timedelta(31))
