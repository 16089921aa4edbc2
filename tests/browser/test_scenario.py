"""A scenario by keyboard, with scripts and without: each step has its address, and Back works."""

import pytest
from playwright.sync_api import expect

from courses.models import LessonPage
from learning.models import Attempt
from tests import builders


@pytest.fixture
def told(lesson):
    lesson.body = LessonPage.body.field.stream_block.to_python(
        [builders.text(), builders.scenario(), builders.reflection()]
    )
    builders.publish(lesson)
    return lesson.body[1]


def scene(page):
    return page.locator(".scenario")


def situation(page, name):
    """The one that is seen, since the first is in every step, for paper. Of a page that has
    loaded whole: a step back or forth would break it off.
    """
    expect(scene(page)).to_contain_text(f"Situation-{name}.", use_inner_text=True)
    page.wait_for_load_state()


def choose(page, text):
    """By keyboard alone: into the group, to the choice, and Enter."""
    radio = scene(page).get_by_label(text, exact=True)
    scene(page).get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    if not radio.is_checked():
        page.keyboard.press("ArrowDown")
    expect(radio).to_be_checked()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_to_the_end_and_back_by_keyboard(
    browse, live_server, learner, enrollment, lesson, told, scripts
):
    page = browse(live_server, learner, scripts=scripts)
    page.goto(lesson.get_url())
    situation(page, "quiet")
    choose(page, "Ask by name")
    situation(page, "invited")
    step = page.url
    assert "path=" in step
    choose(page, "Thank")
    situation(page, "good")
    expect(scene(page)).to_contain_text("Debrief-words.")
    assert page.url != step
    page.go_back()
    situation(page, "invited")
    assert page.url == step
    page.go_back()
    situation(page, "quiet")
    page.go_forward()
    situation(page, "invited")
    page.go_forward()
    situation(page, "good")
    scene(page).get_by_role("link", name="Start again").press("Enter")
    situation(page, "quiet")
    assert Attempt.objects.count() == 1


@pytest.fixture
def page(browse, live_server, learner, enrollment, lesson, told):
    page = browse(live_server, learner)
    page.goto(lesson.get_url())
    return page


def test_what_a_choice_brings_is_read_first(page):
    choose(page, "Remind all")
    expect(scene(page).locator(".feedback__title")).to_be_focused()
    expect(scene(page).locator(".feedback__title")).to_have_text("A weak choice")


def test_choosing_nothing_asks_in_place_and_stays(page):
    address = page.url
    scene(page).get_by_role("button", name="Do this").press("Enter")
    expect(scene(page).locator(".field__error").first).to_have_text("Choose what you do.")
    expect(scene(page).get_by_role("radio").first).to_be_focused()
    assert page.url == address


def test_without_a_connection_the_choice_stays(page, watch):
    watch.tolerate("ERR_INTERNET_DISCONNECTED")
    watch.tolerate("htmx:")
    page.context.set_offline(True)
    choose(page, "Ask by name")
    expect(scene(page).locator("[data-failed]")).to_be_visible()
    page.context.set_offline(False)
    scene(page).get_by_role("button", name="Do this").press("Enter")
    situation(page, "invited")


def test_what_is_typed_below_survives_a_step(page):
    page.locator(".reflection textarea[name=text]").fill("We wait for two hours.")
    choose(page, "Ask by name")
    situation(page, "invited")
    expect(page.locator(".reflection textarea[name=text]")).to_have_value("We wait for two hours.")


def test_on_paper_only_the_beginning_stands_in_its_place(page):
    choose(page, "Ask by name")
    situation(page, "invited")
    page.emulate_media(media="print")
    expect(scene(page).get_by_text("Situation-quiet.")).to_be_visible()
    expect(scene(page).get_by_text("Situation-invited.")).to_be_hidden()
    expect(scene(page).get_by_text("Feedback-Ask by name.")).to_be_hidden()


def test_it_fits_a_narrow_screen(page):
    page.set_viewport_size({"width": 320, "height": 640})
    choose(page, "Ask by name")
    situation(page, "invited")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
