"""What climbs, from when, and who hosts it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.models import Climb, ModerationAct, Thread

from .week import MONDAY, at, write_some

pytestmark = pytest.mark.django_db


def test_a_question_climbs_from_the_moment_it_is_asked_and_has_a_host(question, instructor):
    climb = question.climb
    assert climb.reason == "question" and climb.host == instructor
    assert climb.begun_at == MONDAY and climb.due_at == at("2026-11-17 17:00")


def test_a_first_post_climbs_and_a_second_does_not(space, learner, enrollment, instructor):
    first = Thread.objects.start(learner, space, "Hello.").opening
    second = Thread.objects.start(learner, space, "And another thing.").opening
    assert first.climb.reason == "first_post"
    assert not Climb.objects.filter(post=second).exists()


def test_a_first_post_that_is_a_reply_climbs_too(question, other_learner, other_enrollment):
    reply = question.thread.reply(other_learner, "Hello, I am new here.")
    assert reply.climb.reason == "first_post"


def test_a_conversation_of_somebody_known_does_not_climb(space, learner, enrollment):
    write_some(learner, space)
    Thread.objects.start(learner, space, "We tried something.")
    assert not Climb.objects.exists()


def test_the_first_post_of_who_hosts_the_space_does_not_climb(space, instructor):
    Thread.objects.start(instructor, space, "Welcome, everyone.")
    assert not Climb.objects.exists()


def test_a_reflection_shared_for_a_reply_climbs_when_it_is_begun(space, learner, enrollment):
    write_some(learner, space)
    post = Thread.objects.start(learner, space, "What I take from it.").opening
    climb = Climb.objects.begin(post, Climb.Reason.REFLECTION)
    assert climb.reason == "reflection"
    assert Climb.objects.begin(post, Climb.Reason.REFLECTION) == climb
    assert Climb.objects.count() == 1


def test_beginning_twice_changes_nothing(question, time_machine):
    time_machine.move_to(at("2026-11-17 12:00"), tick=False)
    again = Climb.objects.begin(question, "question")
    assert again.begun_at == MONDAY
    assert Climb.objects.count() == 1


def test_what_is_older_than_a_day_begins_nothing(space, learner, enrollment):
    begun = timezone.now() - timedelta(days=1, minutes=1)
    Thread.objects.start(learner, space, "Old?", kind="question", at=begun)
    assert not Climb.objects.exists()
    Thread.objects.start(learner, space, "Newer?", kind="question", at=begun + timedelta(minutes=2))
    assert Climb.objects.get().begun_at == begun + timedelta(minutes=2)


def test_a_held_post_climbs_from_when_it_is_shown(
    space, learner, enrollment, moderator, time_machine
):
    post = Thread.objects.start(
        learner, space, "See www.example.org", kind="question", state="held"
    ).opening
    assert not Climb.objects.exists()
    time_machine.move_to(at("2026-11-18 10:00"), tick=False)
    ModerationAct.objects.glance(moderator, post)
    climb = Climb.objects.get()
    assert climb.post == post and climb.begun_at == at("2026-11-18 10:00")


def test_what_was_held_back_again_counts_from_when_it_is_shown_again(
    question, learner, time_machine
):
    question.hold()
    time_machine.move_to(at("2026-11-18 10:00"), tick=False)
    question.publish()
    climb = Climb.objects.get(post=question)
    assert climb.since == at("2026-11-18 10:00") and climb.due_at == at("2026-11-19 17:00")
