"""Each course has a thread in which people say who they are."""

import pytest
from django.urls import reverse

from community.answering.introductions import introductions_for, make_introductions
from community.models import Climb, Space, Thread
from courses.models import CourseRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def introductions(course, instructor):
    return make_introductions()[0]


def test_it_stands_in_the_courses_own_space_in_its_instructors_name(introductions, instructor):
    assert introductions.author == instructor
    assert introductions.space == Space.objects.get(kind="course")
    assert introductions.introductions


def test_made_once(introductions):
    assert make_introductions() == []
    assert Thread.objects.filter(introductions=True).count() == 1


def test_a_course_without_an_instructor_has_none_until_it_has(course, learner):
    assert make_introductions() == []
    CourseRole.objects.create(course=course, user=learner, role="author")
    assert make_introductions() == []
    CourseRole.objects.create(course=course, user=learner)
    assert make_introductions()[0].author == learner


def test_a_course_that_is_not_published_has_none(course, instructor):
    course.unpublish()
    assert make_introductions() == []


def test_it_waits_for_no_answer_and_does_not_climb(introductions):
    assert introductions not in Thread.objects.awaiting_answer()
    assert introductions not in Thread.objects.unanswered()
    assert not Climb.objects.exists()


def test_it_stands_first_in_its_space(introductions, learner, enrollment, as_learner):
    Thread.objects.start(learner, introductions.space, "The newest of all")
    page = as_learner.get(introductions.space.get_absolute_url()).content.decode()
    assert page.index(introductions.title) < page.index("The newest of all")


def test_who_never_posted_is_led_there_and_may_write_anything(
    introductions, space, as_learner, enrollment
):
    for url in (reverse("community:new_thread"), space.get_absolute_url()):
        page = as_learner.get(url).content.decode()
        assert "a question from your own desk" in page
        assert f'href="{introductions.get_absolute_url()}"' in page
    data = {"text": "Neither a question nor an introduction."}
    as_learner.post(reverse("community:start_thread", args=[space.pk]), data)
    assert Thread.objects.filter(space=space).exists()
    assert "a question from your own desk" not in as_learner.get(url).content.decode()


def test_nobody_is_led_to_one_they_cannot_read(introductions, learner, other_learner, enrollment):
    assert introductions_for(learner) == introductions
    assert introductions_for(other_learner) is None
