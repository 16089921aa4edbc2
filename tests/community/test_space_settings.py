"""What who hosts a discussion decides: who reads there, and what stands in the lesson."""

import pytest
from django.urls import reverse

from community.models import Space, Thread
from tests import builders

pytestmark = pytest.mark.django_db


def settings_url(space):
    return reverse("community:space_settings", args=[space.pk])


def recommend_url(post):
    return reverse("community:recommend_post", args=[post.pk])


def test_the_host_opens_a_discussion_to_everyone(client, client_for, instructor, space, thread):
    assert client.get(space.get_absolute_url()).status_code == 404
    response = client_for(instructor).post(settings_url(space), {"visibility": "public"})
    assert response.url == space.get_absolute_url()
    assert client.get(space.get_absolute_url()).status_code == 200


def test_nobody_else_does(as_learner, client_for, enrollment, space, mentor, coordinator):
    for browser in (as_learner, client_for(mentor), client_for(coordinator)):
        assert browser.get(settings_url(space)).status_code == 404
        assert browser.post(settings_url(space), {"visibility": "public"}).status_code == 404
    assert Space.objects.get(pk=space.pk).visibility == "enrolled"


def test_another_host_can_be_named_of_people_who_have_a_part(
    client_for, instructor, space, mentor, learner
):
    browser, data = client_for(instructor), {"visibility": "enrolled"}
    assert browser.post(settings_url(space), data | {"host": learner.pk}).status_code == 422
    browser.post(settings_url(space), data | {"host": mentor.pk})
    assert Space.objects.get(pk=space.pk).host == mentor
    browser.post(settings_url(space), data | {"host": ""})
    assert Space.objects.get(pk=space.pk).host is None


def test_in_a_room_of_the_community_nobody_else_can_be_named_either(
    client_for, moderator, learner, mentor, site
):
    room, browser = Space.objects.get(kind="community"), client_for(moderator)
    data = {"visibility": "members"}
    assert browser.post(settings_url(room), data | {"host": learner.pk}).status_code == 422
    assert browser.post(settings_url(room), data | {"host": mentor.pk}).status_code == 302


def test_nonsense_is_refused(client_for, instructor, space):
    response = client_for(instructor).post(settings_url(space), {"visibility": "martians"})
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()


def test_what_the_host_recommends_stands_in_the_lesson(
    client_for, as_learner, instructor, space, thread, lesson, other_learner, other_enrollment
):
    for number in range(4):
        Thread.objects.start(other_learner, space, f"Newer {number}")
    reply = thread.reply(other_learner, "Post the list on the door of the break room.")
    assert reply.source not in as_learner.get(lesson.get_url()).content.decode()
    client_for(instructor).post(recommend_url(reply), {"recommended": "1"})
    page = as_learner.get(lesson.get_url()).content.decode()
    assert reply.source in page and "Recommended by the host" in page
    client_for(instructor).post(recommend_url(reply), {"recommended": ""})
    assert reply.source not in as_learner.get(lesson.get_url()).content.decode()


def test_what_answered_a_question_stands_there_too(
    as_learner, space, lesson, learner, enrollment, other_learner, other_enrollment
):
    asked = Thread.objects.start(learner, space, "Who pays?", kind=Thread.Kind.QUESTION)
    reply = asked.reply(other_learner, "The county, if you ask in May.")
    asked.mark_answer(reply)
    page = as_learner.get(lesson.get_url()).content.decode()
    assert reply.source in page and "What helped here" in page


def test_a_hidden_post_is_recommended_no_longer(
    client_for, as_learner, instructor, thread, lesson, other_learner, other_enrollment
):
    reply = thread.reply(other_learner, "Post the list on the door.")
    reply.endorse(instructor)
    reply.hide()
    assert reply.source not in as_learner.get(lesson.get_url()).content.decode()


def test_a_learner_recommends_nothing(as_learner, thread, space):
    assert as_learner.post(recommend_url(thread.opening), {"recommended": "1"}).status_code == 404
    assert as_learner.get(recommend_url(thread.opening)).status_code == 405


def test_post_first_comes_from_the_author_of_the_lesson(course):
    block = builders.discussion(post_first=True)
    page = builders.make_lesson(course.get_children().first(), "First", blocks=[block])
    assert Space.objects.get(lesson_key=page.key).post_first
