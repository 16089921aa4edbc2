"""A short course made in the CMS from a template, published, and taken by a learner.

Once by mouse and once by keyboard alone; what an author has to do is counted.
"""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from courses.models import CoursePage
from learning.models import Enrollment
from tests import builders

from .hands import Keyboard, Mouse
from .steps import check, feedback, heading, reflection_state

MOST_ACTIONS, MOST_REQUIRED = 60, 25
TITLE, PROMISE = "Ask before you tell", "Write posts that somebody can answer."
LESSONS = ["See what is asked", "Ask one thing", "Wait for an answer"]


@pytest.fixture
def author(site):
    person = builders.make_person("Nia Maker", "maker@example.org")
    person.groups.add(Group.objects.get(name="Instructors"))
    return person


@pytest.mark.parametrize("way", [Mouse, Keyboard])
def test_a_course_from_a_template_to_its_first_graduate(browse, live_server, watch, author, way):
    # Wagtail saves by itself while one types, and refuses that once the author's own
    # save has overtaken it.
    watch.tolerate(r"/cms/pages/\d+/edit/.* status of 400")
    page = browse(live_server, author)
    hands = way(page)
    page.goto("/cms/")
    start(page, hands)
    describe(page, hands)
    for number, title in enumerate(LESSONS, start=1):
        write_lesson(page, hands, f"Lesson {number}", title)
    hands.press(page.get_by_role("button", name="Publish course"))
    expect(page.get_by_text("5 pages are published.")).to_be_visible()
    assert hands.actions <= MOST_ACTIONS
    assert hands.required <= MOST_REQUIRED

    course = CoursePage.objects.get()
    assert course.live and course.outcomes.get().text == "Ask one thing at a time"
    learner = builders.make_person("Amara Delgado", "learner@example.org")
    take(browse(live_server, learner), way, course)
    assert Enrollment.objects.get(user=learner).completed_at


def start(page, hands):
    hands.press(page.get_by_role("link", name="Courses", exact=True))
    hands.press(page.get_by_role("link", name="New course").first)
    hands.fill(page.get_by_label("Title"), TITLE)
    hands.fill(page.get_by_label("Promise"), PROMISE)
    hands.press(page.get_by_role("button", name="Start the course"))
    expect(heading(page)).to_contain_text(TITLE)


def save(page, hands):
    hands.press(page.get_by_role("button", name="Save and go to the outline"))
    expect(heading(page)).to_contain_text(TITLE)
    expect(page.locator(".messages .success")).to_contain_text("has been updated")


def describe(page, hands):
    hands.press(page.get_by_role("link", name="Course settings"))
    hands.press(page.get_by_role("button", name="Add outcome"))
    hands.fill(page.locator("[name=outcomes-0-text]"), "Ask one thing at a time")
    save(page, hands)


def write_lesson(page, hands, old, title):
    hands.press(page.get_by_role("link", name=old, exact=True))
    hands.fill(page.locator("[name=title]"), title, required=False)
    hands.fill(page.locator("[name=objective]"), f"{title} in a post of your own.")
    hands.fill(page.locator(".public-DraftEditor-content").first, "A question invites an answer.")
    hands.fill(page.locator("[name=body-1-value-question]"), "Which post invites an answer?")
    for number, (answer, why) in enumerate(
        [("A question", "It can be answered."), ("A notice", "It can only be read.")]
    ):
        option = f"body-1-value-options-{number}-value"
        hands.fill(page.locator(f"[name={option}-text]"), answer)
        hands.fill(page.locator(f"[name={option}-explanation]"), why)
    if old == "Lesson 1":
        prompt = page.locator("[name=body-2-value-prompt]")
        hands.fill(prompt, "What will you ask first?", required=False)
        prompt = page.locator("[name=body-3-value-prompt]")
        hands.fill(prompt, "What was answered, and why?", required=False)
    save(page, hands)


def take(page, way, course):
    hands = way(page)
    page.goto(course.get_url())
    hands.press(page.get_by_role("link", name="Enroll", exact=True))
    hands.press(page.get_by_role("button", name="Enroll", exact=True))
    for title in LESSONS:
        expect(heading(page)).to_have_text(title)
        hands.choose(check(page).get_by_label("A question", exact=True))
        hands.press(page.get_by_role("button", name="Check answer"))
        expect(feedback(page)).to_contain_text("Correct")
        if title == LESSONS[0]:
            expect(page.locator("main")).to_contain_text("What was answered, and why?")
            hands.fill(page.get_by_role("textbox", name="What will you ask first?"), "One thing.")
            hands.press(page.get_by_role("button", name="Save reflection"))
            expect(reflection_state(page)).to_contain_text("Saved at")
        hands.press(page.get_by_role("button", name="Mark complete and continue"))
    expect(heading(page)).to_have_text(f"You have completed {course.title}")
