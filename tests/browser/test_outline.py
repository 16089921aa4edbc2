"""The outline of a course in the CMS is rearranged where one looks at it."""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from courses.models import LessonPage
from tests import builders


@pytest.fixture
def maker(site):
    person = builders.make_person("Nia Maker", "maker@example.org")
    person.groups.add(Group.objects.get(name="Instructors"))
    return person


def test_rows_are_dragged_and_moved_by_key_in_place(browse, live_server, maker):
    page = browse(live_server, maker)
    page.goto("/cms/courses/new/")
    page.get_by_label("Title").fill("Ask first")
    page.get_by_label("Promise").fill("Ask before you tell, and be answered.")
    page.get_by_role("button", name="Start the course").click()
    page.wait_for_url("**/outline/")
    titles = page.locator(".outline__lesson h3")
    button = page.get_by_role("button", name="Move down: Lesson 1")
    button.focus()
    page.keyboard.press("Enter")
    expect(titles).to_have_text(["Lesson 2", "Lesson 1", "Lesson 3"])
    expect(page.locator("[data-outline-said]")).to_have_text("“Lesson 1” is moved down.")
    expect(page.get_by_role("button", name="Move down: Lesson 1")).to_be_focused()
    rows = page.locator("[data-row=lesson]")
    top = {"x": 200, "y": 4}
    rows.nth(2).locator(".outline__grip").drag_to(rows.nth(0), target_position=top)
    expect(titles).to_have_text(["Lesson 3", "Lesson 2", "Lesson 1"])
    assert list(LessonPage.objects.order_by("path").values_list("title", flat=True)) == [
        "Lesson 3", "Lesson 2", "Lesson 1",
    ]  # fmt: skip
