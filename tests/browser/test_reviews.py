"""The queue of shared reflections and the page of a learner, in the browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from learning.models import Phrase
from tests.learning.test_reviews import share


@pytest.fixture
def rows(learner, enrollment, lessons):
    return [share(learner, lesson, f"Text {n}.") for n, lesson in enumerate(lessons)]


def address(row):
    return reverse("review", args=[row.pk])


def test_through_the_queue_by_keyboard(browse, live_server, instructor, rows):
    page = browse(live_server, instructor)
    page.goto(address(rows[0]))
    page.keyboard.press("j")
    page.wait_for_url(f"**{address(rows[1])}")
    page.keyboard.press("k")
    page.wait_for_url(f"**{address(rows[0])}")
    page.get_by_label("Your comment").press_sequentially("just kidding")
    expect(page.get_by_label("Your comment")).to_have_value("just kidding")
    assert page.url.endswith(address(rows[0]))


def test_a_comment_without_scripts(browse, live_server, instructor, rows):
    Phrase.objects.create(owner=instructor, text="What will you do on Monday?")
    page = browse(live_server, instructor, scripts=False)
    page.goto(address(rows[0]))
    page.get_by_label("Your comment").fill("Whom first?")
    page.get_by_label("What will you do on Monday?").check()
    page.get_by_role("button", name="Send and open the next").click()
    page.wait_for_url(f"**{address(rows[1])}")
    assert rows[0].comments.get().text == "Whom first?\n\nWhat will you do on Monday?"
