"""Coming back: from a link, from signing in, from a session that ended, another day."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import expect

from learning.models import Attempt, LessonVisit, Reflection
from tests import builders

from .steps import (
    RIGHT,
    answer,
    check,
    feedback,
    follow,
    heading,
    press,
    reflection_box,
    reflection_state,
    sign_in,
)

WORDS = "Three of our ten posts could be answered."
BOTH_WAYS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
LONG_TEXT = builders.text("<h2>Much to read</h2>" + "<p>One paragraph more.</p>" * 60)


def sign_in_as(page, person):
    sign_in(page, person.email, builders.PASSWORD)


@BOTH_WAYS
def test_a_link_to_a_lesson_ends_there(browse, live_server, learner, lesson, scripts):
    page = browse(live_server, scripts=scripts)
    page.goto(lesson.get_url())
    follow(page, "Sign in to enroll")
    sign_in_as(page, learner)
    expect(heading(page)).to_have_text(lesson.title)
    follow(page, "Enroll")
    press(page, "Enroll")
    expect(page).to_have_url(live_server.url + lesson.get_url())
    expect(check(page)).to_be_visible()


@BOTH_WAYS
def test_an_answer_is_kept_through_signing_in_and_enrolling(
    browse, live_server, learner, lessons, scripts
):
    page = browse(live_server, scripts=scripts)
    page.goto(lessons[0].get_url())  # open to all
    answer(page, RIGHT)
    sign_in_as(page, learner)
    expect(check(page).get_by_label(RIGHT)).to_be_checked()
    expect(check(page)).to_contain_text("We kept what you chose.")
    press(page, "Check answer")
    press(page, "Enroll")
    expect(check(page).get_by_label(RIGHT)).to_be_checked()
    assert not Attempt.objects.exists()
    press(page, "Check answer")
    expect(feedback(page)).to_contain_text("Correct")
    assert Attempt.objects.get().enrollment.user == learner


@BOTH_WAYS
def test_a_reflection_is_kept_through_signing_in_and_enrolling(
    browse, live_server, learner, lessons, scripts
):
    page = browse(live_server, scripts=scripts)
    page.goto(lessons[0].get_url())
    reflection_box(page).fill(WORDS)
    press(page, "Save reflection")
    sign_in_as(page, learner)
    expect(reflection_box(page)).to_have_value(WORDS)
    press(page, "Save reflection")
    press(page, "Enroll")
    expect(reflection_box(page)).to_have_value(WORDS)
    press(page, "Save reflection")
    expect(reflection_state(page)).to_contain_text("Saved at")
    assert Reflection.objects.of(learner).get().submitted.text == WORDS


@BOTH_WAYS
def test_a_session_that_ended_while_typing_loses_nothing(
    browse, live_server, learner, enrollment, lesson, scripts, watch
):
    watch.tolerate("401")
    page = browse(live_server, learner, scripts=scripts)
    page.goto(lesson.get_url())
    block = lesson.body[2].id
    end_all_sessions()
    reflection_box(page).fill(WORDS)
    press(page, "Save reflection")
    sign_in_as(page, learner)
    expect(page).to_have_url(f"{live_server.url}{lesson.get_url()}#block-{block}")
    expect(reflection_box(page)).to_have_value(WORDS)
    press(page, "Save reflection")
    expect(reflection_state(page)).to_contain_text("Saved at")
    assert Reflection.objects.of(learner).get().submitted.text == WORDS


def test_signing_in_again_leads_back_to_the_box(
    browse, live_server, learner, enrollment, lesson, watch
):
    watch.tolerate("401")
    page = browse(live_server, learner)
    page.goto(lesson.get_url())
    end_all_sessions()
    reflection_box(page).press_sequentially(WORDS)
    expect(reflection_state(page)).to_contain_text("Your words are kept on this device.")
    page.locator(".reflection").get_by_role("link", name="Sign in again").click()
    sign_in_as(page, learner)
    block = lesson.body[2].id
    expect(page).to_have_url(f"{live_server.url}{lesson.get_url()}#block-{block}")
    press(page, "Use this text")
    expect(reflection_box(page)).to_have_value(WORDS)
    expect(reflection_state(page)).to_contain_text("Draft kept at")


def end_all_sessions():
    Session.objects.all().delete()
    cache.clear()


@pytest.fixture
def long_lesson(course):
    """What it asks stands far below what the window shows."""
    module = course.get_children().last().specific
    blocks = [LONG_TEXT, builders.single_choice(), LONG_TEXT, builders.reflection(), LONG_TEXT]
    return builders.make_lesson(module, "A long lesson", blocks)


def continue_from_the_dashboard(page):
    page.goto("/learning/")
    page.get_by_role("link", name=re.compile("^Continue: ")).click()


def in_view(page, block_id):
    return expect(page.locator(f"[id='block-{block_id}']")).to_be_in_viewport()


def test_the_dashboard_continues_at_the_block_last_answered(
    browse, live_server, learner, enrollment, long_lesson
):
    page = browse(live_server, learner)
    page.goto(long_lesson.get_url())
    answer(page, RIGHT)
    expect(feedback(page)).to_contain_text("Correct")
    continue_from_the_dashboard(page)
    expect(heading(page)).to_have_text(long_lesson.title)
    in_view(page, long_lesson.body[1].id)


def test_the_dashboard_continues_at_the_block_last_read(
    browse, live_server, learner, enrollment, long_lesson
):
    page = browse(live_server, learner)
    page.goto(long_lesson.get_url())
    with page.expect_response("**/reach/"):
        reflection_box(page).scroll_into_view_if_needed()
    assert LessonVisit.objects.get().block_id == long_lesson.body[3].id
    continue_from_the_dashboard(page)
    in_view(page, long_lesson.body[3].id)
    page.goto(long_lesson.get_url())
    follow(page, "Go on where you left off")
    in_view(page, long_lesson.body[3].id)
