"""The question on the front page: one that everybody may read and nobody has answered."""

import pytest

from community.models import Thread

pytestmark = pytest.mark.django_db


def asked(space, person, text, **more):
    return Thread.objects.start(person, space, text, kind="question", **more)


def front(client):
    return client.get("/").content.decode()


def test_an_open_question_is_shown_to_everybody(client, client_for, public, learner, other_learner):
    asked(public, learner, "Who opens the door at eight?")
    for browser in (client, client_for(other_learner)):
        page = front(browser)
        assert "Who opens the door at eight?" in page and "Waiting for an answer" in page


def test_it_begins_to_tell_and_names_who_asks(client, public, learner):
    text = "They want to **post** in our group. " + "What would you say to them? " * 20
    asked(public, learner, text, title="Do you let employers in?")
    page = front(client)
    assert "They want to post in our group." in page and "**" not in page
    assert page.count("What would you say to them?") < 10
    assert f"<strong>{learner.get_full_name()}</strong>" in page


def test_what_the_title_says_is_not_said_again(client, public, learner):
    asked(public, learner, "Who opens the door at eight?")
    assert front(client).count("Who opens the door at eight?") == 1


def test_one_that_is_for_the_course_is_not(client, as_learner, space, learner, enrollment):
    asked(space, learner, "Only among us?")
    assert "Only among us?" not in front(client)
    assert "Only among us?" not in front(as_learner)


def test_what_nobody_has_answered_comes_before_what_somebody_has(
    client, public, learner, other_learner
):
    asked(public, learner, "Still alone?")
    asked(public, learner, "Answered already?").reply(other_learner, "I think so.")
    page = front(client)
    assert "Still alone?" in page and "Answered already?" not in page


def test_what_is_answered_is_gone(client, public, learner, other_learner):
    thread = asked(public, learner, "Which one?")
    thread.mark_answer(thread.reply(other_learner, "The first."))
    assert "Which one?" not in front(client)
