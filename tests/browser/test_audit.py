"""A broadcast audit by keyboard alone, with and without scripts: a letter chooses, Tab goes on."""

import pytest
from playwright.sync_api import expect

from learning.models import Audit

from .steps import press


@pytest.mark.parametrize("scripts", [True, False])
def test_rows_are_filled_in_without_a_mouse(browse, live_server, learner, scripts):
    page = browse(live_server, learner, scripts=scripts)
    page.goto("/learning/audit/")
    press(page, "Begin the first count")
    page.get_by_label("What it was for").first.focus()
    for purpose, content, words in (("a", "e", "Film night"), ("i", "s", ""), ("r", "t", "Bus")):
        for key in (purpose, content):
            page.keyboard.press(key)
            page.keyboard.press("Tab")
        page.keyboard.type(words)
        page.keyboard.press("Tab")  # the date is left out
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("3 posts are added.")).to_be_visible()
    expect(page.get_by_role("heading", name="In the count")).to_be_visible()
    found = Audit.objects.get().posts.values_list("purpose", "content", "words")
    assert list(found) == [
        ("announce", "event", "Film night"),
        ("invite", "student_voice", ""),
        ("respond", "advice", "Bus"),
    ]
