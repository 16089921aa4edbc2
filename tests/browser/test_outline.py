"""The outline of a course in the CMS is rearranged, and its findings are followed, in place."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import CourseRole, LessonPage
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


def test_a_finding_leads_to_its_block_in_the_editor(browse, live_server, maker):
    """Even below much else, and the first field of the block has the focus."""
    course = builders.make_course()
    CourseRole.objects.create(course=course, user=maker)
    texts = [builders.text(f"<h2>{n}</h2><p>{'A word. ' * 80}</p>") for n in range(6)]
    check = builders.single_choice()
    for option in check["value"]["options"]:
        option["value"]["correct"] = False
    lesson = builders.make_lesson(builders.make_module(course), blocks=[*texts, check])
    page = browse(live_server, maker)
    page.goto(reverse("course_preflight", args=[course.pk]))
    page.locator(f"a[href*='{check['id']}']").first.click()
    page.wait_for_url(f"**/cms/pages/{lesson.pk}/edit/**")
    block = page.locator(f"[data-contentpath='{check['id']}']")
    expect(block.locator(":focus")).to_have_count(1)
    expect(block.locator(":focus")).to_be_in_viewport()
