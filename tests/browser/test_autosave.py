"""No typed word is lost: drafts, copies on the device, two tabs, lost connections."""

import re

import pytest
from playwright.sync_api import expect

from learning.models import Reflection

from .steps import press, reflection_box, reflection_state

KEPT = re.compile(r"^Draft kept at .* Not saved yet\.$")
COPIES = "() => Object.keys(localStorage).filter((key) => key.startsWith('words:'))"


@pytest.fixture
def open_lesson(browse, live_server, learner, enrollment, lesson):
    """Open the lesson in a new browser, or in another tab of the same one."""

    def open_it(page=None):
        page = page.context.new_page() if page else browse(live_server, learner)
        page.goto(lesson.get_url())
        return page

    return open_it


def other_words(page):
    return page.locator(".reflection [data-other]")


def draft():
    return Reflection.objects.get().draft


def test_a_draft_is_kept_when_typing_stops_and_never_submitted(open_lesson):
    page = open_lesson()
    reflection_box(page).press_sequentially("Two of ten.")
    expect(reflection_state(page)).to_have_text("Not kept yet")
    assert len(page.evaluate(COPIES)) == 1
    expect(reflection_state(page)).to_have_text(KEPT)
    assert page.evaluate(COPIES) == []
    assert page.evaluate("document.activeElement.name") == "text"
    assert (draft(), Reflection.objects.get().submitted) == ("Two of ten.", None)
    page.reload()
    expect(reflection_box(page)).to_have_value("Two of ten.")
    expect(reflection_state(page)).to_have_text(KEPT)


def test_it_is_said_to_those_who_listen(open_lesson):
    page = open_lesson()
    reflection_box(page).fill("Two of ten.")
    reflection_box(page).blur()
    expect(page.locator("#announcer")).to_have_text(KEPT)


def test_saying_it_again_waits_for_30_seconds_or_leaving_the_box(open_lesson):
    page = open_lesson()
    reflection_box(page).press_sequentially("One.")
    expect(page.locator("#announcer")).to_have_text(KEPT)
    page.evaluate("document.getElementById('announcer').textContent = ''")
    reflection_box(page).press_sequentially("Two.")
    expect(reflection_state(page)).to_have_text("Not kept yet")
    expect(reflection_state(page)).to_have_text(KEPT)
    expect(page.locator("#announcer")).to_have_text("")
    reflection_box(page).blur()
    expect(page.locator("#announcer")).to_have_text(KEPT)


def test_leaving_the_page_keeps_the_last_words(open_lesson):
    page = open_lesson()
    reflection_box(page).press_sequentially("Typed and gone.")
    page.goto("/learning/notes/")
    for _time in range(20):  # it travels beside the page that follows
        if Reflection.objects.filter(draft="Typed and gone.").exists():
            return
        page.wait_for_timeout(250)
    pytest.fail("The last words did not arrive.")


def test_saving_at_once_after_typing_is_no_conflict_with_oneself(open_lesson):
    page = open_lesson()
    reflection_box(page).press_sequentially("First words.")
    reflection_box(page).blur()  # a draft sets out
    reflection_box(page).press_sequentially(" And more.")
    press(page, "Save reflection")
    expect(reflection_state(page)).to_have_text(re.compile(r"^Saved at "))
    assert Reflection.objects.get().submitted.text == "First words. And more."
    assert page.evaluate(COPIES) == []


def test_without_a_connection_words_stay_on_the_device_until_it_is_back(open_lesson, watch):
    watch.tolerate("ERR_INTERNET_DISCONNECTED")
    page = open_lesson()
    page.context.set_offline(True)
    reflection_box(page).fill("Written on a train.")
    reflection_box(page).blur()
    expect(reflection_state(page)).to_have_text(
        "Couldn't save. Your words are kept on this device."
    )
    assert len(page.evaluate(COPIES)) == 1
    page.context.set_offline(False)
    expect(reflection_state(page)).to_have_text(KEPT)
    assert draft() == "Written on a train."
    assert page.evaluate(COPIES) == []


def refuse(*args, **kwargs):
    raise OSError("disk full")


def test_a_copy_that_never_arrived_is_offered_on_the_next_visit(
    open_lesson, watch, lesson, monkeypatch
):
    watch.tolerate("500")
    page = open_lesson()
    with monkeypatch.context() as broken:
        broken.setattr(Reflection, "keep_draft", refuse)
        reflection_box(page).fill("Never arrived.")
        reflection_box(page).blur()
        expect(reflection_state(page)).to_contain_text("Couldn't save.")
        page.goto("/learning/notes/")
        page.wait_for_load_state("networkidle")
    page.goto(lesson.get_url())
    expect(other_words(page)).to_be_visible()
    expect(other_words(page).get_by_role("heading")).to_have_text(
        "This device kept words of yours that were never saved"
    )
    expect(other_words(page).locator("textarea")).to_have_value("Never arrived.")
    press(page, "Use this text")
    expect(reflection_box(page)).to_have_value("Never arrived.")
    expect(reflection_state(page)).to_have_text(KEPT)
    expect(other_words(page)).to_be_hidden()
    page.reload()
    expect(other_words(page)).to_be_hidden()


def test_typing_on_does_not_overwrite_a_copy_that_waits(open_lesson, lesson):
    page = open_lesson()
    page.evaluate(
        """() => {
          const key = document.querySelector('.reflection autosave-text').dataset.key;
          localStorage.setItem(`words:${key}`, JSON.stringify({text: 'Old words', at: 1}));
        }"""
    )
    page.reload()
    reflection_box(page).fill("New words")
    reflection_box(page).blur()
    expect(reflection_state(page)).to_have_text(KEPT)
    page.reload()
    expect(other_words(page).locator("textarea")).to_have_value("Old words")
    press(page, "Keep only what is in the box")
    expect(other_words(page)).to_be_hidden()
    assert page.evaluate(COPIES) == []
    assert draft() == "New words"


def test_two_tabs_show_both_texts_and_a_choice(open_lesson, watch):
    watch.tolerate("409")
    first = open_lesson()
    second = open_lesson(first)
    reflection_box(first).fill("From the first tab.")
    reflection_box(first).blur()
    expect(reflection_state(first)).to_have_text(KEPT)
    reflection_box(second).fill("From the second tab.")
    reflection_box(second).blur()
    expect(other_words(second)).to_be_visible()
    expect(other_words(second).locator("textarea")).to_have_value("From the first tab.")
    expect(reflection_box(second)).to_have_value("From the second tab.")
    assert draft() == "From the first tab."
    press(second, "Put both in the box")
    expect(reflection_state(second)).to_have_text(KEPT)
    assert draft() == "From the second tab.\n\nFrom the first tab."


def test_an_answer_that_got_lost_is_no_conflict_with_oneself(open_lesson, watch):
    watch.tolerate("ERR_FAILED|409")

    def save_and_lose_the_answer(route):
        route.fetch()
        route.abort()

    page = open_lesson()
    page.route("**/draft/", save_and_lose_the_answer, times=1)
    reflection_box(page).fill("Saved, but who knows.")
    reflection_box(page).blur()
    expect(reflection_state(page)).to_contain_text("Couldn't save.")
    reflection_box(page).fill("Saved, but who knows. And more.")
    reflection_box(page).blur()
    expect(reflection_state(page)).to_have_text(KEPT)
    expect(other_words(page)).to_be_hidden()
    assert draft() == "Saved, but who knows. And more."


def test_using_the_other_tabs_text_saves_nothing_new(open_lesson, watch):
    watch.tolerate("409")
    first = open_lesson()
    second = open_lesson(first)
    reflection_box(first).fill("From the first tab.")
    reflection_box(first).blur()
    expect(reflection_state(first)).to_have_text(KEPT)
    reflection_box(second).fill("From the second tab.")
    reflection_box(second).blur()
    press(second, "Use this text")
    expect(reflection_box(second)).to_have_value("From the first tab.")
    expect(reflection_state(second)).to_have_text(KEPT)
    assert Reflection.objects.get().revision == 1


def test_saving_from_the_older_tab_leads_to_the_page_with_both(open_lesson, watch, lesson):
    watch.tolerate("409")
    first = open_lesson()
    second = open_lesson(first)
    reflection_box(first).fill("From the first tab.")
    press(first, "Save reflection")
    expect(reflection_state(first)).to_have_text(re.compile(r"^Saved at "))
    reflection_box(second).fill("From the second tab.")
    reflection_box(second).blur()
    expect(other_words(second)).to_be_visible()
    press(second, "Save reflection")
    expect(second.get_by_role("heading", level=1)).to_have_text(
        "You also edited this in another tab"
    )
    press(second, "Save both, one after the other")
    expect(reflection_state(second)).to_have_text(re.compile(r"^Saved at "))
    assert Reflection.objects.get().submitted.text == "From the first tab.\n\nFrom the second tab."


def test_an_expired_session_keeps_the_words_and_gives_them_back(
    open_lesson, watch, session_cookie, learner, lesson
):
    watch.tolerate("401")
    page = open_lesson()
    page.context.clear_cookies(name="sessionid")
    reflection_box(page).fill("Typed too late.")
    reflection_box(page).blur()
    expect(reflection_state(page)).to_have_text(
        "You are signed out. Sign in again to save. "
        "Couldn't save. Your words are kept on this device."
    )
    expect(page.locator(".reflection [data-sign-in]")).to_be_visible()
    page.context.add_cookies([session_cookie(learner)])
    page.goto(lesson.get_url())
    expect(other_words(page).locator("textarea")).to_have_value("Typed too late.")


def test_signing_out_removes_the_copies_from_the_device(open_lesson, watch):
    watch.tolerate("ERR_FAILED")
    page = open_lesson()
    page.route("**/draft/", lambda route: route.abort())
    reflection_box(page).fill("On a shared computer.")
    reflection_box(page).blur()
    expect(reflection_state(page)).to_contain_text("Couldn't save.")
    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    assert page.evaluate(COPIES) == []


def test_too_long_a_text_says_why_and_is_kept_on_the_device(open_lesson, watch):
    watch.tolerate("422")
    page = open_lesson()
    reflection_box(page).fill("word " * 4001)
    reflection_box(page).blur()
    expect(reflection_state(page)).to_contain_text("at most 20000 can be kept")
    reflection_box(page).fill("short")
    reflection_box(page).blur()
    expect(reflection_state(page)).to_have_text(KEPT)


def test_a_note_that_was_not_saved_is_offered_again(open_lesson):
    page = open_lesson()
    page.locator("#id_note").fill("Ask Rosa")
    expect(page.locator(".note [data-state]")).to_have_text("Kept on this device until you save.")
    page.reload()
    offered = page.locator(".note [data-other]")
    expect(offered.locator("textarea")).to_have_value("Ask Rosa")
    offered.get_by_role("button", name="Use this text").click()
    press(page, "Save note")
    expect(page.locator(".note [data-state]")).to_contain_text("Saved at")
    expect(offered).to_be_hidden()
    assert page.evaluate(COPIES) == []


def test_another_person_at_the_computer_is_offered_nothing(
    open_lesson, watch, session_cookie, other_learner, other_enrollment, lesson
):
    watch.tolerate("ERR_FAILED")
    page = open_lesson()
    page.route("**/draft/", lambda route: route.abort())
    reflection_box(page).fill("Hers alone.")
    reflection_box(page).blur()
    expect(reflection_state(page)).to_contain_text("Couldn't save.")
    page.goto("/learning/notes/")
    page.context.clear_cookies(name="sessionid")
    page.context.add_cookies([session_cookie(other_learner)])
    page.goto(lesson.get_url())
    expect(other_words(page)).to_be_hidden()
    expect(reflection_box(page)).to_have_value("")
