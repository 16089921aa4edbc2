"""Answering without leaving the page: focus, announcements, lost connections."""

import pytest
from playwright.sync_api import expect

from courses.models import LessonPage
from learning.models import Attempt, Bookmark, ChecklistTick
from tests import builders

from .steps import RIGHT, WRONG, answer, check, feedback, press, to_do


@pytest.fixture
def page(browse, live_server, learner, enrollment, lesson):
    page = browse(live_server, learner)
    page.goto(lesson.get_url())
    return page


def said(page):
    """Everything that a screen reader is told from now on."""
    page.evaluate(
        """() => {
          window.said = [];
          const region = document.getElementById('announcer');
          new MutationObserver(() => window.said.push(region.textContent))
            .observe(region, {childList: true, characterData: true, subtree: true});
        }"""
    )
    return lambda: [text for text in page.evaluate("window.said") if text]


def test_the_feedback_gets_the_focus_and_is_said_once(page):
    heard = said(page)
    answer(page, WRONG)
    expect(feedback(page)).to_be_focused()
    expect(feedback(page)).to_contain_text("Not the best answer")
    expect(check(page)).to_contain_text("Explanation-wrong")
    assert [text.split(maxsplit=1)[1] for text in heard()] == ["Not the best answer"]
    answer(page, RIGHT)
    expect(feedback(page)).to_contain_text("Correct")
    expect(feedback(page)).to_be_focused()
    assert len(heard()) == 2


def test_what_is_left_changes_at_once(page):
    expect(to_do(page)).to_have_count(2)
    answer(page, RIGHT)
    expect(to_do(page)).to_have_count(1)


def test_it_works_by_keyboard_and_enter_sends_once(page):
    check(page).get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(check(page).get_by_role("radio").nth(1)).to_be_checked()
    page.keyboard.press("Enter")
    expect(feedback(page)).to_be_focused()
    assert Attempt.objects.count() == 1


def test_choosing_nothing_asks_in_place(page):
    heard = said(page)
    press(page, "Check answer")
    expect(check(page).locator(".field__error").first).to_have_text("Choose an answer.")
    expect(check(page).get_by_role("radio").first).to_be_focused()
    assert heard() == ["Choose an answer."]
    assert not Attempt.objects.exists()


def test_without_a_connection_the_choice_stays(page, watch):
    watch.tolerate("ERR_INTERNET_DISCONNECTED")
    watch.tolerate("htmx:")
    page.context.set_offline(True)
    answer(page, WRONG)
    expect(check(page).locator("[data-failed]")).to_have_text(
        "Not sent yet. Your choice is still here. Try again."
    )
    expect(check(page).get_by_label(WRONG, exact=True)).to_be_checked()
    page.context.set_offline(False)
    press(page, "Check answer")
    expect(feedback(page)).to_be_focused()
    assert Attempt.objects.count() == 1


def test_the_bookmark_changes_in_place(page):
    button = page.get_by_role("button", name="Bookmark this lesson")
    heard = said(page)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    assert heard() == ["Bookmarked."]
    assert Bookmark.objects.count() == 1
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert not Bookmark.objects.exists()


@pytest.fixture
def listed(page, lesson):
    """The lesson with a checklist."""
    block = builders.checklist("Name a reader", "Ask one thing", "Cut a sentence")
    lesson.body = LessonPage.body.field.stream_block.to_python([block])
    builders.publish(lesson)
    page.reload()
    return page


def test_each_tick_is_saved_by_itself(listed):
    heard = said(listed)
    expect(listed.get_by_role("button", name="Save", exact=True)).to_be_hidden()
    listed.get_by_label("Ask one thing").check()
    expect(listed.locator(".checklist")).to_contain_text("1 of 3 done")
    assert heard() == ["1 of 3 done"]
    expect(listed.get_by_label("Ask one thing")).to_be_focused()
    listed.get_by_label("Ask one thing").uncheck()
    expect(listed.locator(".checklist")).to_contain_text("0 of 3 done")
    assert not ChecklistTick.objects.exists()


def test_ticking_fast_loses_none(listed):
    for name in ("Name a reader", "Ask one thing", "Cut a sentence"):
        listed.get_by_label(name).check()
    expect(listed.locator(".checklist")).to_contain_text("3 of 3 done")
    listed.get_by_label("Name a reader").uncheck()
    listed.get_by_label("Cut a sentence").uncheck()
    expect(listed.locator(".checklist")).to_contain_text("1 of 3 done")
    listed.reload()
    expect(listed.get_by_label("Ask one thing")).to_be_checked()
    assert ChecklistTick.objects.count() == 1


def test_a_tick_that_could_not_be_saved_says_so_and_shows_the_button(listed, watch):
    watch.tolerate("ERR_FAILED")
    watch.tolerate("htmx:")
    listed.route("**/checklists/**", lambda route: route.abort())
    listed.get_by_label("Ask one thing").check()
    expect(listed.locator(".checklist [data-failed]")).to_be_visible()
    listed.unroute("**/checklists/**")
    press(listed, "Save")
    expect(listed.locator(".checklist")).to_contain_text("1 of 3 done")
    assert ChecklistTick.objects.count() == 1


def test_without_scripts_there_is_a_button(browse, live_server, learner, enrollment, lesson):
    block = builders.checklist("Name a reader", "Ask one thing")
    lesson.body = LessonPage.body.field.stream_block.to_python([block])
    builders.publish(lesson)
    page = browse(live_server, learner, scripts=False)
    page.goto(lesson.get_url())
    page.get_by_label("Name a reader").check()
    press(page, "Save")
    expect(page.locator(".checklist")).to_contain_text("1 of 2 done")


def test_what_is_sent_before_the_library_is_there_waits_for_it(page):
    came = []

    def late(route):
        page.wait_for_timeout(500)
        came.append(route.request.url)
        route.continue_()

    page.route("**/htmx*", late)
    address = page.url
    answer(page, WRONG)
    page.keyboard.press("Enter")
    expect(feedback(page)).to_be_focused()
    assert len(came) == 1
    assert page.url == address
    assert Attempt.objects.count() == 1


def test_where_the_library_is_refused_the_form_is_sent_plainly(page, watch):
    watch.tolerate("ERR_FAILED")
    page.route("**/htmx*", lambda route: route.abort())
    answer(page, RIGHT)
    expect(feedback(page)).to_contain_text("Correct")
    assert Attempt.objects.get().correct
