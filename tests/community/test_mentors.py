"""Becoming a mentor, how many people turn to one, pausing and stopping."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import Notification
from community.mentoring.due import invite, invite_who_finished
from community.models import (
    Climb,
    Mentor,
    MentorInvitation,
    Mentorship,
    Space,
    Suspension,
    Thread,
)
from community.models.mentors import may_mentor
from community.models.mentorships import NoRoom
from community.standing import MENTORS
from tests import builders

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def rosa(site):
    """A mentor with room for one person."""
    return Mentor.objects.begin(builders.make_person("Rosa Okafor", "rosa@example.org"))


def told(person, event="mentor_invited"):
    return Notification.objects.filter(recipient=person, event=event)


# Being invited


def test_who_finishes_a_course_is_invited_and_told(
    learner, enrollment, lessons, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for page in lessons:
            builders.do_everything(enrollment, page)
            enrollment.complete_lesson(page)
    assert MentorInvitation.objects.get().user == learner
    assert told(learner).count() == 1


def test_nobody_is_invited_twice_whatever_they_answered(finished, learner):
    assert invite(finished)
    MentorInvitation.objects.answer(learner)
    assert invite(finished) is None
    invite_who_finished()
    assert MentorInvitation.objects.count() == told(learner).count() == 1


def test_who_finished_before_there_were_invitations_is_invited_by_the_clock(finished, learner):
    invite_who_finished()
    invite_who_finished()
    assert told(learner).count() == 1


def test_who_finished_more_than_90_days_ago_is_not_invited(finished, learner):
    finished.completed_at = timezone.now() - 91 * DAY
    finished.save()
    invite_who_finished()
    assert invite(finished) is None
    assert not MentorInvitation.objects.exists()


def test_a_mentor_is_not_invited_to_become_one(finished, learner):
    Mentor.objects.begin(learner)
    invite_who_finished()
    assert invite(finished) is None


def test_only_who_finished_a_course_or_is_in_the_group_can_begin(
    learner, enrollment, other_learner, mentor, lessons
):
    assert not may_mentor(learner) and not may_mentor(other_learner)
    assert may_mentor(mentor)
    enrollment.override(mentor, "Done elsewhere")
    assert may_mentor(learner)


# The group


def test_the_group_has_mentors_as_long_as_they_are(rosa):
    group = Group.objects.get(name=MENTORS)
    assert rosa.user in group.user_set.all()
    rosa.stop()
    assert rosa.user not in group.user_set.all()
    Mentor.objects.begin(rosa.user)
    assert rosa.user in group.user_set.all()


def test_beginning_again_keeps_the_first_day(rosa):
    since = rosa.since
    rosa.stop()
    again = Mentor.objects.begin(rosa.user, weekly_cap=3)
    assert again.pk == rosa.pk and again.since == since and again.weekly_cap == 3
    assert again.is_active


# Duty and room


def test_on_duty_is_who_neither_pauses_nor_stopped_nor_left(rosa):
    today = timezone.localdate()
    assert list(Mentor.objects.on_duty()) == [rosa]
    for until, there in [(today + DAY, False), (today, True), (today - DAY, True), (None, True)]:
        rosa.paused_until = until
        rosa.save()
        assert Mentor.objects.on_duty().exists() is there
        assert (rosa.capacity_left() > 0) is there
    Suspension.objects.create(user=rosa.user)
    assert not Mentor.objects.on_duty().exists() and not rosa.has_room()
    Suspension.objects.all().delete()
    rosa.user.is_active = False
    rosa.user.save()
    assert not Mentor.objects.on_duty().exists() and not rosa.capacity_left()


def test_each_person_mentored_takes_a_place(rosa, learner, other_learner):
    rosa.weekly_cap = 2
    rosa.save()
    Mentorship.objects.request(learner, rosa, "Please").accept()
    Mentorship.objects.request(other_learner, rosa, "Please")
    assert rosa.capacity_left() == 1
    assert [mentor.load for mentor in Mentor.objects.with_load()] == [1]


def test_each_post_one_was_asked_to_answer_this_week_takes_a_place(rosa, learner):
    space = Space.objects.create(kind="community", slug="desk", title="Desk", visibility="members")
    now = timezone.now()
    for days, left in [(8, 2), (6, 1), (0, 0)]:
        thread = Thread.objects.start(learner, space, "How?", kind="question")
        climb = Climb.objects.begin(thread.opening, Climb.Reason.QUESTION, now)
        climb.asks.create(rung=2, person=rosa.user, made_at=now - days * DAY)
        rosa.weekly_cap = 2
        assert rosa.capacity_left(now) == left
    rosa.save()
    with pytest.raises(NoRoom):
        Mentorship.objects.request(learner, rosa, "Please")


def test_the_cap_is_one_to_five(rosa):
    from django.db import IntegrityError, transaction

    for cap in (0, 6):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mentor.objects.filter(pk=rosa.pk).update(weekly_cap=cap)


def test_stopping_ends_what_runs_and_gives_back_what_waits(rosa, learner, other_learner):
    rosa.weekly_cap = 2
    rosa.save()
    running = Mentorship.objects.request(learner, rosa, "Please")
    running.accept()
    waiting = Mentorship.objects.request(other_learner, rosa, "Please")
    rosa.stop()
    running.refresh_from_db()
    waiting.refresh_from_db()
    assert (running.how, waiting.how) == ("ended", "declined")
