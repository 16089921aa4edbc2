"""Several at the same moment."""

import pytest

from accounts.models import Notification
from community.answering.climbing import move_on, take_step
from community.models import Ask, Climb, Rung, Thread
from tests.learning.test_parallel import all_at_once

from .week import at

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_many_ticks_at_once_ask_one_person_once(
    few_are_enough, question, helper, time_machine, instructor
):
    helper("Ana")
    move_on()
    now = at("2026-11-16 13:00")
    results = all_at_once(lambda number: move_on(now), times=8)
    assert results == [None] * 8
    assert Ask.objects.count() == 1
    assert Notification.objects.filter(event="ask").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_questions_at_once_never_ask_the_same_person_twice(
    few_are_enough, question, helper, space, instructor
):
    helper("Ana")
    other = Thread.objects.start(question.author, space, "And this?", kind="question").opening
    move_on()
    now = at("2026-11-16 13:00")
    pks = [question.climb.pk, other.climb.pk]
    all_at_once(lambda number: take_step(pks[number % 2], now), times=8)
    assert Ask.objects.filter(rung=Rung.MEMBER).count() == 1
    assert Ask.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_step_at_once_leave_no_ask_pending(
    few_are_enough, question, helper, instructor
):
    helper("Ana")
    ben = helper("Ben")
    move_on()
    now = at("2026-11-16 13:00")
    thread_pk, pk = question.thread_id, question.climb.pk

    def work(number):
        if number % 2:
            return take_step(pk, now)
        return Thread.objects.get(pk=thread_pk).reply(ben, "One student.")

    all_at_once(work, times=4)
    assert not Climb.objects.get(pk=pk).is_open
    assert not Ask.objects.pending().exists()
