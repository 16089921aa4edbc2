"""A lesson that asks for a post at its prompt."""

import pytest
from django.core.exceptions import ValidationError

from community.models import Post, Space, Thread
from courses.blocks import LessonBody
from courses.models import CoursePage
from learning.models import Enrollment
from learning.models.enrollments import NotYet
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(course, enrollment):
    """A lesson that requires a post and a reply, and its space."""

    def make(**value):
        block = builders.discussion(**{"required": True, "replies": 1, **value})
        module = course.get_children().first()
        page = builders.make_lesson(module, "Talk", slug="talk", blocks=[block])
        return page, Space.objects.get(lesson_key=page.key)

    return make


def is_complete(enrollment, page):
    try:
        enrollment.complete_lesson(page)
    except NotYet as error:
        assert [activity.kind for activity in error.left] == ["discussion"]
        return False
    return True


def test_a_post_alone_is_not_enough_where_a_reply_is_asked_for(talk, enrollment, learner):
    page, space = talk()
    assert not is_complete(enrollment, page)
    Thread.objects.start(learner, space, "They ask each other which shift to take.")
    assert not is_complete(enrollment, page)


def test_a_post_and_a_reply_to_a_colleague_complete_it(
    talk, enrollment, learner, other_learner, other_enrollment
):
    page, space = talk()
    theirs = Thread.objects.start(other_learner, space, "Which bus to take.")
    theirs.reply(learner, "Ours ask the driver.")
    assert not is_complete(enrollment, page)
    Thread.objects.start(learner, space, "They ask each other which shift to take.")
    assert is_complete(enrollment, page)


def test_nobody_has_to_wait_a_second_thought_below_ones_own_post_counts(talk, enrollment, learner):
    page, space = talk()
    own = Thread.objects.start(learner, space, "They ask each other which shift to take.")
    own.reply(learner, "And who swaps shifts.")
    assert is_complete(enrollment, page)


def test_a_post_that_waits_for_a_glance_counts_and_one_taken_back_does_not(
    talk, enrollment, learner
):
    page, space = talk(replies=0)
    thread = Thread.objects.start(learner, space, "See www.example.org", state=Post.State.HELD)
    thread.opening.delete_by_author()
    assert not is_complete(enrollment, page)
    Thread.objects.start(learner, space, "See www.example.org again", state=Post.State.HELD)
    assert is_complete(enrollment, page)


def test_helping_somebody_elsewhere_counts_only_where_it_is_switched_on(
    talk, enrollment, learner, other_learner, other_enrollment, lesson
):
    page, space = talk()
    elsewhere = Space.objects.get(lesson_key=lesson.key)
    theirs = Thread.objects.start(other_learner, elsewhere, "Who pays for the bus?")
    Thread.objects.start(learner, space, "They ask each other which shift to take.")
    theirs.reply(learner, "The county does, if you ask in May.")
    assert not is_complete(enrollment, page)
    Space.objects.filter(pk=space.pk).update(helping_counts=True)
    assert is_complete(enrollment, page)


def test_a_second_reply_to_somebody_is_no_first_help(
    talk, enrollment, learner, other_learner, other_enrollment, mentor, lesson
):
    page, space = talk(helping_counts=True)
    elsewhere = Space.objects.get(lesson_key=lesson.key)
    theirs = Thread.objects.start(other_learner, elsewhere, "Who pays for the bus?")
    theirs.reply(mentor, "The county.")
    theirs.reply(learner, "The county, here as well.")
    Thread.objects.start(learner, space, "They ask each other which shift to take.")
    assert not is_complete(enrollment, page)


def test_what_is_required_later_binds_only_who_enrolls_later(
    talk, enrollment, other_learner, course
):
    page, _space = talk(required=False, replies=0)
    page.body = page.body.stream_block.to_python(
        [{**page.body.get_prep_value()[0], "value": builders.discussion(required=True)["value"]}]
    )
    builders.publish(page)
    assert is_complete(enrollment, page)
    late = Enrollment.objects.enroll(other_learner, course)
    assert not is_complete(late, page)


def test_the_lesson_says_what_counts_and_when_it_is_done(talk, as_learner, learner):
    page, space = talk()
    html = as_learner.get(page.get_url()).content.decode()
    assert "To complete the lesson, write a post here and reply to a colleague." in html
    assert "you need not wait for anyone" in html
    assert "Write in the discussion" in html
    thread = Thread.objects.start(learner, space, "They ask each other which shift to take.")
    thread.reply(learner, "And who swaps shifts.")
    html = as_learner.get(page.get_url()).content.decode()
    assert "Write in the discussion" not in html and ">Done<" in html


def test_the_course_says_so_before_one_enrolls(talk, client):
    page, _space = talk()
    course = CoursePage.objects.get(path=page.course_path)
    assert "asks for a post in its discussion" in course.completion_rule()


def test_replies_cannot_be_asked_for_without_a_post():
    block = LessonBody().child_blocks["discussion"]
    value = block.to_python({"prompt": "What do they ask?", "required": False, "replies": 1})
    with pytest.raises(ValidationError):
        block.clean(value)
