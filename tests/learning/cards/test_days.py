"""When cards come, and what comes back."""

import uuid
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Notification
from learning.models import Attempt, Card, Enrollment, Recall, Remembering
from learning.remembering.cards import deal_cards
from tests import builders

from ..test_parallel import all_at_once
from .clock import (
    AUCKLAND,
    FINISHED,
    LAST,
    LOS_ANGELES,
    NEW_YORK,
    TENTH,
    THIRD,
    answer_all,
    at,
    cards,
    finish,
    texts,
    tick_at,
)


def test_one_comes_on_the_third_and_one_on_the_tenth_morning(done):
    moment, seen = at(NEW_YORK, 2026, 11, 10, 16), {}
    while moment < at(NEW_YORK, 2026, 12, 10, 0):
        with time_machine.travel(moment, tick=False):
            deal_cards()
            for card in Card.objects.all():
                seen.setdefault(card.occasion, moment)
        moment += timedelta(hours=1)
    assert seen == {"card3": at(NEW_YORK, *THIRD, 9), "card10": at(NEW_YORK, *TENTH, 9)}
    assert cards() == [("card3", 13), ("card10", 20)]
    third, tenth = Card.objects.all()
    assert texts(third) == ["Question 0?", "Question 1?"]
    assert texts(tenth) == ["Question 2?", "Question 3?"]
    assert Notification.objects.filter(event="card", channel="mail").count() == 2


@pytest.mark.parametrize(
    ("zone", "finished"),
    [
        (AUCKLAND, (2026, 11, 10)),
        (LOS_ANGELES, (2026, 11, 10)),
        (LOS_ANGELES, (2026, 10, 31)),  # the clocks are changed before the third day
        (LOS_ANGELES, (2027, 3, 12)),
        (AUCKLAND, (2026, 9, 25)),
        (AUCKLAND, (2027, 4, 2)),
    ],
)
def test_days_and_mornings_are_theirs(done, zone, finished):
    done.user.time_zone = zone
    done.user.save()
    finish(done, at(zone, *finished, 23, 50))
    Attempt.objects.update(answered_at=at(zone, *finished) - timedelta(days=9))
    nine = at(zone, *finished, 9) + timedelta(days=3)
    for minutes, expected in ((-1, 0), (0, 1)):
        moment = nine.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes)
        with time_machine.travel(moment, tick=False):
            deal_cards()
        assert Card.objects.count() == expected
    assert Card.objects.get().due_on == date(*finished) + timedelta(days=3)


def test_after_an_outage_it_comes_two_mornings_later_and_no_more(done):
    tick_at(2026, 11, 13, 12)  # the morning is over
    tick_at(2026, 11, 14, 8)
    assert cards() == []
    tick_at(2026, 11, 15, 9)
    assert cards() == [("card3", 13)]
    tick_at(2026, 11, 23, 9)
    assert cards() == [("card3", 13)]


def test_who_gets_none(done, questions):
    Remembering.objects.choose(done, False)
    tick_at(*THIRD, 9)
    Remembering.objects.choose(done, True)
    Enrollment.objects.update(left_at=FINISHED)
    tick_at(*THIRD, 9)
    Enrollment.objects.update(left_at=None, completed_at=None)
    tick_at(*THIRD, 9)
    Enrollment.objects.update(completed_at=FINISHED)
    done.user.is_active = False
    done.user.save()
    tick_at(*THIRD, 9)
    done.user.is_active = True
    done.user.save()
    Attempt.objects.all().delete()
    tick_at(*THIRD, 9)
    assert cards() == [] and not Notification.objects.filter(event="card").exists()


def test_who_asks_for_them_later_gets_what_is_still_to_come(done):
    Remembering.objects.all().delete()
    tick_at(*THIRD, 9)
    Remembering.objects.choose(done, True)
    tick_at(2026, 11, 17, 9)
    assert cards() == []
    tick_at(*TENTH, 9)
    assert cards() == [("card10", 20)]


def test_a_wrong_one_returns_once_with_the_next_card(done, as_learner):
    tick_at(*THIRD, 9)
    answer_all(as_learner, Card.objects.get(), False, THIRD)
    tick_at(*TENTH, 9)
    tenth = Card.objects.get(occasion="card10")
    assert texts(tenth) == ["Question 2?", "Question 3?", "Question 0?", "Question 1?"]
    answer_all(as_learner, tenth, False, TENTH)
    tick_at(*LAST, 9)
    last = Card.objects.get(occasion="again")
    assert texts(last) == ["Question 2?", "Question 3?"]
    answer_all(as_learner, last, False, LAST)
    for day in (24, 26, 30):
        tick_at(2026, 11, day, 9)
    tick_at(2026, 12, 3, 9)
    assert cards() == [("card3", 13), ("card10", 20), ("again", 23)]


def test_one_answered_wrong_after_the_tenth_day_returns_on_the_thirteenth(done, as_learner):
    tick_at(*THIRD, 9)
    tick_at(*TENTH, 9)
    answer_all(as_learner, Card.objects.get(occasion="card3"), False, (2026, 11, 21))
    tick_at(*LAST, 9)
    assert texts(Card.objects.get(occasion="again")) == ["Question 0?", "Question 1?"]


def test_what_was_right_or_skipped_or_never_answered_ends_by_itself(done, as_learner):
    tick_at(*THIRD, 9)
    third = Card.objects.get()
    answer_all(as_learner, third, True, THIRD)
    tick_at(*TENTH, 9)
    tenth = Card.objects.get(occasion="card10")
    assert len(texts(tenth)) == 2
    as_learner.post(reverse("learning:skip_card", args=[tenth.pk]))
    assert tenth.recalls.filter(skipped_at__isnull=False).count() == 2
    tick_at(*LAST, 9)
    assert len(cards()) == 2


def test_who_waits_for_no_card_is_not_looked_at_each_minute(
    done, as_learner, django_assert_num_queries
):
    tick_at(*THIRD, 9)
    answer_all(as_learner, Card.objects.get(), True, THIRD)
    tick_at(*TENTH, 9)
    for when in (TENTH, (2026, 11, 21), LAST):  # dealt, between, and nothing wrong to come back
        moment = at(NEW_YORK, *when, 10)
        with time_machine.travel(moment, tick=False), django_assert_num_queries(1):
            deal_cards()


def test_what_was_answered_wrong_in_the_course_comes_first(done, questions):
    block = questions.body[5]
    wrong = builders.wrong_option(block)
    Attempt.objects.record(done, questions, block, [wrong], uuid.uuid4())
    Attempt.objects.update(answered_at=FINISHED)
    tick_at(*THIRD, 9)
    assert texts(Card.objects.get())[0] == "Question 5?"


@pytest.mark.parametrize("number", [2, 20])
def test_waiting_costs_the_same_however_many_wait(
    done, course, number, django_assert_max_num_queries
):
    for each in range(number):
        person = builders.make_person(f"P {each}", f"p{each}@example.org", time_zone=NEW_YORK)
        row = Enrollment.objects.enroll(person, course, completed_at=FINISHED)
        Remembering.objects.choose(row, True)
    with (
        time_machine.travel(at(NEW_YORK, 2026, 11, 12, 23)),
        django_assert_max_num_queries(2),
    ):
        deal_cards()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_deal_once(done):
    with time_machine.travel(at(NEW_YORK, *THIRD, 9), tick=False):
        results = all_at_once(lambda number: deal_cards(), 4)
    assert results == [None] * 4
    assert cards() == [("card3", 13)] and Recall.objects.count() == 2
    assert Notification.objects.filter(event="card").count() == 1
