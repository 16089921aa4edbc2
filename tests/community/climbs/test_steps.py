"""When a question is offered, to which step, and what keeps it from that."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Notification
from community.answering.climbing import take_step
from community.models import (
    AnswerSteps,
    Ask,
    Climb,
    Closure,
    ModerationAct,
    Rung,
    Space,
    WorkingHours,
)

from .week import asked, at

pytestmark = pytest.mark.django_db


def test_it_is_offered_to_a_member_after_four_working_hours_and_to_nobody_before(
    few_are_enough, question, helper, go_to
):
    ana = helper("Ana")
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 12:59")
    assert not Ask.objects.exists()
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) == ana
    told = Notification.objects.get(event="ask")
    assert told.recipient == ana and told.target == question.thread.target


def test_by_the_end_of_the_next_working_day_it_is_the_hosts(
    few_are_enough, question, helper, instructor, go_to
):
    helper("Ana")
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    AnswerSteps.objects.update(asks_mentors=True, mentor_hours=100)
    Climb.objects.retime()
    go_to("2026-11-17 16:59")
    assert asked(question, Rung.HOST) is None
    go_to("2026-11-17 17:00")
    assert asked(question, Rung.HOST) == instructor
    member = Ask.objects.get(rung=Rung.MEMBER)
    assert member.passed_at == at("2026-11-17 17:00") and not member.is_pending
    assert Notification.objects.get(event="yours").recipient == instructor


def test_where_nobody_fits_it_climbs_at_once(few_are_enough, question, helper, instructor, go_to):
    helper("Unready", posts=2)  # willing, but new
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) is None and asked(question, Rung.MENTOR) is None
    assert asked(question, Rung.HOST) == instructor


def test_with_too_few_helpers_it_goes_straight_to_the_host(question, helper, instructor, go_to):
    for number in range(7):
        helper(f"Helper{number}")
    go_to("2026-11-16 09:00")
    assert asked(question, Rung.HOST) == instructor


def test_with_eight_helpers_it_waits_for_its_hour(question, helper, go_to):
    people = [helper(f"Helper{number}") for number in range(8)]
    go_to("2026-11-16 09:00")
    assert not Ask.objects.exists()
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) in people


def test_hours_and_steps_are_settings(question, helper, instructor, go_to):
    ana = helper("Ana")
    AnswerSteps.objects.create(minimum_helpers=1, member_hours=1, asks_mentors=False)
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 10:00")
    assert asked(question, Rung.MEMBER) == ana


def test_a_step_that_is_switched_off_is_left_out(question, helper, instructor, go_to):
    helper("Ana")
    AnswerSteps.objects.create(minimum_helpers=1, asks_members=False)
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) is None and asked(question, Rung.HOST) == instructor


def test_a_closure_moves_everything(
    few_are_enough, question, helper, go_to, django_capture_on_commit_callbacks
):
    helper("Ana")
    go_to("2026-11-16 09:00")
    with django_capture_on_commit_callbacks(execute=True):
        row = WorkingHours.objects.create()
        Closure.objects.create(
            hours=row, name="Storm", starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 17)
        )
    climb = Climb.objects.get(post=question)
    assert climb.due_at == at("2026-11-18 17:00")
    go_to("2026-11-16 13:00")
    assert not Ask.objects.exists()
    go_to("2026-11-18 12:59")
    assert not Ask.objects.exists()
    go_to("2026-11-18 13:00")
    assert Ask.objects.get().rung == Rung.MEMBER


def test_after_a_pause_of_the_whole_site_it_goes_to_the_highest_step_that_is_due(
    few_are_enough, question, helper, instructor, go_to
):
    helper("Ana")
    go_to("2026-11-18 09:00")
    assert [ask.rung for ask in Ask.objects.all()] == [Rung.HOST]


def test_nothing_is_offered_twice_on_a_step(few_are_enough, question, helper, go_to):
    helper("Ana")
    helper("Ben")
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    go_to("2026-11-16 13:00")
    take_step(question.climb.pk)
    assert Ask.objects.count() == 1
    assert Notification.objects.filter(event="ask").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Ask.objects.create(climb=question.climb, rung=Rung.MEMBER, person=question.author)


def test_the_host_is_told_once(question, instructor, go_to):
    for minute in range(1, 4):
        go_to(f"2026-11-16 09:0{minute}")
    assert Notification.objects.filter(recipient=instructor, event="yours").count() == 1


@pytest.mark.parametrize("what", ["lock", "hide", "delete", "hold", "close"])
def test_never_for_what_is_locked_hidden_deleted_held_or_closed(
    few_are_enough, question, helper, moderator, space, go_to, what
):
    helper("Ana")
    go_to("2026-11-16 09:00")
    if what == "lock":
        ModerationAct.objects.lock(moderator, question.thread, "Enough")
    elif what == "hide":
        ModerationAct.objects.hide(moderator, question, "Spam")
    elif what == "delete":
        question.delete_by_author()
    elif what == "hold":
        question.hold()
    else:
        Space.objects.filter(pk=space.pk).update(closed_at=timezone.now())
    go_to("2026-11-18 13:00")
    assert not Ask.objects.exists()


def test_shown_again_it_goes_on(few_are_enough, question, helper, moderator, go_to):
    ana = helper("Ana")
    go_to("2026-11-16 09:00")
    ModerationAct.objects.hide(moderator, question, "Let me look")
    ModerationAct.objects.restore(moderator, question, "It is fine")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) == ana
