"""The posts of a course that are its instructor's to answer wait on their first screen."""

import pytest
from django.utils import timezone

from community.models import Rung, Thread
from learning.waiting import learners_waiting, waiting_by_course
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(space, learner, enrollment, instructor):
    return Thread.objects.start(learner, space, "Please.", title="How?", kind="question").opening


def test_a_question_waits_once_it_is_theirs(question, instructor, learner, other_learner, course):
    question.climb.offer(Rung.MEMBER, other_learner, timezone.now())
    assert not waiting_by_course(instructor, [course.key])
    question.climb.offer(Rung.HOST, instructor, timezone.now())
    assert waiting_by_course(instructor, [course.key])[course.key] == 1
    assert learners_waiting(instructor, [course.key]) == {(course.key, learner.pk)}


def test_it_waits_for_nobody_else_and_in_no_other_course(question, instructor, mentor, course):
    question.climb.offer(Rung.HOST, instructor, timezone.now())
    assert not waiting_by_course(mentor, [course.key])
    assert not waiting_by_course(instructor, [builders.make_course("Another").key])
