"""A subject expert makes and publishes a short course in the CMS; a learner takes it."""

import re

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from courses.models import CoursePage, LessonPage
from learning.models import Certificate
from tests import builders

from .steps import answer, feedback, follow, heading, press, reflection_box, reflection_state

TITLE, PROMISE = "Ask first", "Ask before you tell, and be answered."
RIGHT, WRONG = "It can be answered", "It can be liked"
MOST_ACTIONS, MOST_FIELDS = 60, 25  # of an author, from the empty form to the live course
PRESSES = 250  # of Tab, on the way to anything in Wagtail's editor


class Author:
    """What somebody does in the CMS, counted: each thing pressed, each field written."""

    def __init__(self, page):
        self.page, self.actions, self.fields = page, 0, 0

    def press(self, found):
        self.actions += 1
        self._press(found)

    def write(self, found, text):
        self.actions += 1
        self.fields += 1
        self._write(found, text)

    def _press(self, found):
        found.click()

    def _write(self, found, text):
        found.click()
        self._replace(text)

    def _replace(self, text):
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)


class KeyboardAuthor(Author):
    """Tab and Enter, and nothing else."""

    def _reach(self, found):
        for _press in range(PRESSES):
            if found.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reached {found}")

    def _press(self, found):
        self._reach(found)
        self.page.keyboard.press("Enter")

    def _write(self, found, text):
        self._reach(found)
        self._replace(text)


@pytest.fixture
def maker(site):
    person = builders.make_person("Nia Maker", "maker@example.org")
    person.groups.add(Group.objects.get(name="Instructors"))
    return person


def start(author):
    page = author.page
    page.goto("/cms/")
    author.press(page.locator(".first-steps").get_by_role("link", name=re.compile("^Start a")))
    page.wait_for_url("**/courses/new/")
    author.write(page.get_by_label("Title"), TITLE)
    author.write(page.get_by_label("Promise"), PROMISE)
    author.press(page.get_by_role("button", name="Start the course"))
    page.wait_for_url("**/outline/")


def write_lesson(author, title):
    page = author.page
    author.press(page.get_by_role("link", name=title, exact=True))
    page.wait_for_url("**/edit/**")
    expect(page.locator("[name=body-1-value-question]")).to_be_attached()
    author.write(page.locator("[name=objective]"), f"Tell a question from a notice: {title}.")
    author.write(page.locator("[contenteditable=true]").first, f"What {title} is about.")
    question = "body-1-value"
    author.write(page.locator(f"[name={question}-question]"), "Why ask?")
    for number, text in enumerate((RIGHT, WRONG)):
        option = f"{question}-options-{number}-value"
        field = page.locator(f"[name={option}-text]")
        toggle = page.locator("section", has=field).last.locator("[data-panel-toggle]").first
        if toggle.get_attribute("aria-expanded") == "false":
            author.press(toggle)
        author.write(field, text)
        author.write(page.locator(f"[name={option}-explanation]"), f"Because {text.lower()}.")
    author.press(page.get_by_role("button", name="Save draft"))
    expect(page.get_by_text("has been updated")).to_be_visible()
    author.press(page.get_by_role("link", name="Courses", exact=True))
    page.wait_for_url("**/cms/courses/")
    author.press(page.get_by_role("link", name=TITLE))
    page.wait_for_url("**/outline/")


@pytest.mark.parametrize("kind", [Author, KeyboardAuthor], ids=["by mouse", "by keyboard"])
def test_from_a_template_to_a_certificate(browse, watch, live_server, maker, learner, kind):
    watch.tolerate("status of 400")  # Wagtail's own saving, overtaken by "Save draft"
    author = kind(browse(live_server, maker))
    start(author)
    for title in ("Lesson 1", "Lesson 2", "Lesson 3"):
        write_lesson(author, title)
    author.press(author.page.get_by_role("button", name="Publish course"))
    expect(author.page.get_by_text("5 pages are published.").first).to_be_visible()
    assert author.actions <= MOST_ACTIONS and author.fields <= MOST_FIELDS

    course = CoursePage.objects.get(title=TITLE)
    assert course.live and LessonPage.objects.descendant_of(course).live().count() == 3
    if kind is Author:
        take(browse(live_server, learner), course)
        assert Certificate.objects.filter(enrollment__user=learner).exists()


def take(page, course):
    page.goto(course.get_url())
    follow(page, "Enroll")
    press(page, "Enroll")
    for number in (1, 2, 3):
        expect(heading(page)).to_have_text(f"Lesson {number}")
        answer(page, RIGHT)
        expect(feedback(page)).to_contain_text("Correct")
        if number == 1:
            reflection_box(page).fill("In my next post.")
            press(page, "Save reflection")
            expect(reflection_state(page)).to_contain_text("Saved at")
        press(page, "Mark complete and continue")
    expect(heading(page)).to_have_text(f"You have completed {course.title}")


def test_rows_are_dragged_and_moved_by_key_in_place(browse, live_server, maker):
    author = Author(browse(live_server, maker))
    start(author)
    page = author.page
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
