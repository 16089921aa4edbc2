"""Taking a post apart by keyboard, with scripts and without."""

import pytest
from playwright.sync_api import expect

from courses.models import LessonPage
from learning.models import Attempt
from tests import builders

MINE = "What would you tell somebody before their first fair?"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_mark_write_and_compare_by_keyboard(
    browse, live_server, learner, enrollment, lesson, scripts
):
    lesson.body = LessonPage.body.field.stream_block.to_python([builders.critique()])
    builders.publish(lesson)
    page = browse(live_server, learner, scripts=scripts)
    page.goto(lesson.get_url())
    block = page.locator(".check")
    block.get_by_label("The opening: It begins with a date").press("Space")
    block.get_by_role("button", name="Compare").press("Enter")
    expect(block).to_contain_text("Write your own version of the post.")
    expect(block.get_by_label("The opening: It begins with a date")).to_be_checked()
    block.get_by_label("Write it better.").focus()
    page.keyboard.type(MINE)
    block.get_by_role("button", name="Compare").press("Enter")
    expect(block).to_contain_text("You found 1 of 2 weaknesses")
    expect(block).to_contain_text("Model-rewrite")
    expect(block.get_by_label("Write it better.")).to_have_value(MINE)
    if scripts:
        expect(block.locator(".feedback__title")).to_be_focused()
    assert Attempt.objects.get().words == MINE
