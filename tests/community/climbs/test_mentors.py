"""To which mentor a question is offered."""

from datetime import date

import pytest

from community.models import Ask, AskPreference, Climb, Mentor, Rung, Space, Thread
from courses.models import Topic
from tests import builders

from .week import MONDAY, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentors(few_are_enough, question, helper, space):
    """Makes mentors; somebody is willing, but too new to be asked as a member."""
    helper("Unready", posts=0)
    Space.objects.filter(pk=space.pk).update(visibility="members")

    def make(name, **fields):
        person = builders.make_person(name, f"{name.lower()}@example.org")
        return Mentor.objects.begin(person, **fields).user

    return make


def test_where_no_member_fits_a_mentor_on_duty_is_asked(mentors, question, go_to):
    rosa = mentors("Rosa")
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MENTOR) == rosa
    assert asked(question, Rung.HOST) is None


def test_after_eight_working_hours_it_goes_from_the_member_to_a_mentor(
    mentors, question, helper, go_to
):
    rosa, ana = mentors("Rosa"), helper("Ana")
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) == ana
    go_to("2026-11-16 16:59")
    assert asked(question, Rung.MENTOR) is None
    go_to("2026-11-16 17:00")
    assert asked(question, Rung.MENTOR) == rosa
    assert not Ask.objects.get(rung=Rung.MEMBER).is_pending


def test_not_a_mentor_who_pauses_nor_one_who_has_no_room_left(mentors, question, go_to):
    mentors("Resting", paused_until=date(2026, 11, 17))
    full, free = mentors("Full"), mentors("Free")
    other = Thread.objects.start(question.author, question.thread.space, "Before?", kind="question")
    Ask.objects.create(climb=other.opening.climb, rung=Rung.MENTOR, person=full, made_at=MONDAY)
    Climb.objects.filter(pk=other.opening.climb.pk).update(next_at=None)
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MENTOR) == free


def test_a_mentor_whose_topic_it_is_comes_first(mentors, question, go_to):
    topic = Topic.objects.create(name="Measurement", slug="measurement")
    question.thread.topics.add(topic)
    mentors("Rosa")
    knows = mentors("Sam", topics=[topic])
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MENTOR) == knows


def test_a_mentor_who_wants_no_question_for_a_while_gets_none(mentors, question, instructor, go_to):
    AskPreference.objects.pause(mentors("Rosa"))
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.HOST) == instructor
