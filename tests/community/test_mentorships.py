"""From the request to the end: what either can do, and what time does."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Notification
from community.mentoring import due as mentoring_due
from community.models import Mentor, Mentorship
from community.models.mentorships import ANSWERED_WITHIN, LASTS, REMINDED_BEFORE, NoRoom, TooMany
from tests import builders
from tests.learning.test_parallel import all_at_once

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def rosa(site):
    return Mentor.objects.begin(builders.make_person("Rosa Okafor", "rosa@example.org"))


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def request_(rosa, learner):
    return unheard(
        Mentorship.objects.request(learner, rosa, "I host a group alone.", "My first month")
    )


@pytest.fixture
def running(request_):
    request_.accept()
    return unheard(request_)


def unheard(mentorship):
    """What was told of it so far is another test's."""
    Notification.objects.filter(target=mentorship.target).delete()
    return mentorship


def told(person):
    rows = Notification.objects.filter(recipient=person, event="mentoring").order_by("pk")
    return [row.parameters["what"] for row in rows]


# Asking


def test_a_request_tells_the_mentor_and_nobody_else(rosa, learner):
    Mentorship.objects.request(learner, rosa, "Please")
    assert told(rosa.user) == ["asked"] and told(learner) == []


def test_who_pauses_or_is_full_cannot_be_asked(rosa, learner, other_learner):
    rosa.paused_until = timezone.localdate() + DAY
    rosa.save()
    with pytest.raises(NoRoom):
        Mentorship.objects.request(learner, rosa, "Please")
    rosa.paused_until = None
    rosa.save()
    Mentorship.objects.request(learner, rosa, "Please").accept()
    with pytest.raises(NoRoom):
        Mentorship.objects.request(other_learner, rosa, "Please")
    assert Mentorship.objects.count() == 1


def test_a_person_asks_a_mentor_once_and_two_at_most(rosa, learner, request_):
    with pytest.raises(TooMany):
        Mentorship.objects.request(learner, rosa, "Again")
    others = [
        Mentor.objects.begin(builders.make_person(f"M {n}", f"m{n}@example.org")) for n in (1, 2)
    ]
    Mentorship.objects.request(learner, others[0], "Please")
    with pytest.raises(TooMany):
        Mentorship.objects.request(learner, others[1], "Please")


def test_nobody_mentors_themselves(rosa):
    with pytest.raises(ValueError):
        Mentorship.objects.request(rosa.user, rosa, "Me")


# Accepting


def test_accepting_begins_90_days_and_tells_the_mentee(request_, learner, now):
    assert request_.accept(now)
    assert request_.is_running and request_.ends_at == now + LASTS
    assert told(learner) == ["accepted"]


def test_it_is_told_together_with_the_fact_or_not_at_all(request_, learner):
    with pytest.raises(InterruptedError), transaction.atomic():
        request_.accept()
        assert told(learner) == ["accepted"]
        raise InterruptedError
    request_.refresh_from_db()
    assert request_.is_waiting and told(learner) == []


def test_accepting_twice_or_what_was_withdrawn_changes_nothing(request_, running):
    ends = running.ends_at
    assert not running.accept()
    assert running.ends_at == ends
    running.leave(running.mentee)
    assert not running.accept() and not running.is_running


def test_a_mentor_who_pauses_meanwhile_accepts_nobody(request_, rosa):
    rosa.paused_until = timezone.localdate() + DAY
    rosa.save()
    with pytest.raises(NoRoom):
        request_.accept()
    request_.refresh_from_db()
    assert request_.is_waiting


@pytest.mark.django_db(transaction=True)
def test_two_accepts_at_once_with_one_place_take_one_person(rosa, learner, other_learner):
    rows = [Mentorship.objects.request(who, rosa, "Please") for who in (learner, other_learner)]
    results = all_at_once(lambda number: rows[number].accept(), times=2)
    assert sorted(type(result).__name__ for result in results) == ["NoRoom", "bool"]
    assert Mentorship.objects.running().count() == 1
    assert rosa.capacity_left() == 0


@pytest.mark.django_db(transaction=True)
def test_accepted_and_withdrawn_at_once_is_one_of_both(rosa, learner):
    row = Mentorship.objects.request(learner, rosa, "Please")
    acts = [lambda: row.accept(), lambda: row.leave(learner)]
    accepted, left = all_at_once(lambda number: acts[number](), times=2)
    assert accepted in (True, False) and left is True
    row = Mentorship.objects.get()
    assert row.closed_at is not None
    assert row.how == ("ended" if row.accepted_at else "withdrawn")
    assert not Mentorship.objects.waiting().exists()


# Ending


@pytest.mark.parametrize("by_mentor", [True, False])
def test_either_ends_it_and_the_other_is_told_without_a_reason(running, rosa, learner, by_mentor):
    actor, other = (rosa.user, learner) if by_mentor else (learner, rosa.user)
    assert running.leave(actor)
    assert not running.leave(actor)
    assert told(other) == ["ended"] and told(actor) == []
    assert rosa.capacity_left() == 1


def test_declining_tells_the_mentee_only(request_, rosa, learner):
    request_.leave(rosa.user)
    assert told(learner) == ["declined"] and told(rosa.user) == []


def test_after_90_days_it_is_over_and_both_hear_of_it_once(running, rosa, learner, now):
    Mentorship.objects.end_what_is_over(running.ends_at - DAY)
    running.refresh_from_db()
    assert running.is_running
    for _again in range(2):
        Mentorship.objects.end_what_is_over(running.ends_at)
    running.refresh_from_db()
    assert running.how == "expired"
    assert told(rosa.user) == told(learner) == ["expired"]


def test_both_are_reminded_once_14_days_before(running, rosa, learner):
    Mentorship.objects.remind(running.ends_at - REMINDED_BEFORE - DAY)
    assert told(learner) == []
    for _again in range(2):
        Mentorship.objects.remind(running.ends_at - REMINDED_BEFORE)
    assert told(learner) == told(rosa.user) == ["ending"]


def test_renewing_is_for_the_last_14_days_and_is_reminded_again(running, rosa, learner):
    ends = running.ends_at
    assert not running.renew(ends - REMINDED_BEFORE - DAY)
    Mentorship.objects.remind(ends - DAY)
    assert running.renew(ends - DAY)
    assert not running.renew(ends - DAY)
    assert running.ends_at == ends + LASTS
    Mentorship.objects.remind(running.ends_at - DAY)
    assert told(learner) == ["ending", "renewed", "ending"]
    assert not running.renew(running.ends_at)


def test_a_request_nobody_answers_is_given_back(request_, learner, rosa, now):
    Mentorship.objects.end_what_is_over(now + ANSWERED_WITHIN - DAY)
    request_.refresh_from_db()
    assert request_.is_waiting
    Mentorship.objects.end_what_is_over(now + ANSWERED_WITHIN + DAY)
    request_.refresh_from_db()
    assert request_.how == "lapsed" and told(learner) == ["lapsed"] and told(rosa.user) == []


def test_the_clock_does_both(running, learner):
    Mentorship.objects.filter(pk=running.pk).update(ends_at=timezone.now() + DAY)
    mentoring_due.end_and_remind()
    Mentorship.objects.filter(pk=running.pk).update(ends_at=timezone.now())
    mentoring_due.end_and_remind()
    assert told(learner) == ["ending", "expired"]
