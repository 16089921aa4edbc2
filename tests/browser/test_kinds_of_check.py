"""Sorting, pairing and writing in a lesson: by keyboard, and without scripts."""

import pytest
from playwright.sync_api import expect

from courses.models import LessonPage
from learning.models import Attempt
from tests import builders

from .test_answers import said
from .test_keyboard import tab_to

FOCUSED = "() => document.activeElement.id"


@pytest.fixture
def lesson(lessons):
    """A lesson with one check of each kind, and a reflection below."""
    page = lessons[1]
    blocks = [*builders.every_check(), builders.reflection()]
    page.body = LessonPage.body.field.stream_block.to_python(blocks)
    return builders.publish(page)


@pytest.fixture
def ordering(lesson):
    return builders.blocks_of(lesson, "ordering")[0]


def panel(page, block):
    return page.locator(f"[id='block-{block.id}']")


def order(page, block):
    inputs = panel(page, block).locator("input[name=order]")
    return inputs.evaluate_all("all => all.map(one => one.value)")


def bring_into_order(page, block, move):
    """Move items up until they stand right; ``move`` is given the id of a button."""
    key = block.value.right_answer()
    for place, item_id in enumerate(key):
        while (now := order(page, block)).index(item_id) > place:
            move(f"block-{block.id}-{item_id}-up")
            wanted = now.index(item_id) - 1
            expect(panel(page, block).locator("input[name=order]").nth(wanted)).to_have_value(
                item_id
            )


def test_things_are_sorted_by_keyboard_in_place(
    browse, live_server, learner, enrollment, lesson, ordering
):
    page = browse(live_server, learner)
    page.goto(lesson.get_url())
    page.locator(".reflection textarea[name=text]").fill("Not saved yet.")
    page.locator(f"[id='block-{ordering.id}-title']").scroll_into_view_if_needed()
    heard = said(page)
    first, second, third = order(page, ordering)
    page.evaluate("() => document.activeElement.blur()")
    button = f"block-{ordering.id}-{first}-down"
    tab_to(page, f"one => one.id === '{button}'")
    page.keyboard.press("Enter")
    expect(panel(page, ordering).locator("input[name=order]").nth(1)).to_have_value(first)
    assert page.evaluate(FOCUSED) == button
    page.keyboard.press("Space")
    expect(panel(page, ordering).locator("input[name=order]").nth(2)).to_have_value(first)
    assert page.evaluate(FOCUSED) == button
    page.keyboard.press("Enter")  # it is the last by now, and stays so
    assert order(page, ordering) == [second, third, first]
    text = dict(ordering.value.entries())[first]
    moves = [words for words in heard() if "now" in words]
    assert moves[:2] == [f"{text}: now 2 of 3.", f"{text}: now 3 of 3."]
    assert not Attempt.objects.exists()

    def move(button):
        page.locator(f"[id='{button}']").focus()
        page.keyboard.press("Enter")

    bring_into_order(page, ordering, move)
    panel(page, ordering).get_by_label("Certain").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    feedback = panel(page, ordering).locator(".feedback__title")
    expect(feedback).to_contain_text("Correct")
    expect(feedback).to_be_focused()
    attempt = Attempt.objects.get()
    assert (attempt.correct, attempt.confidence) == (True, 3)
    expect(page.locator(".reflection textarea[name=text]")).to_have_value("Not saved yet.")


def test_every_kind_is_answered_without_scripts(
    browse, live_server, learner, enrollment, lesson, ordering
):
    page = browse(live_server, learner, scripts=False)
    page.goto(lesson.get_url())
    for block in lesson.body:
        here = panel(page, block)
        match block.block_type:
            case "single_choice" | "multiple_answer":
                for option_id in block.value.right_answer():
                    here.locator(f"[value='{option_id}']").check()
            case "true_false":
                here.get_by_label("False", exact=True).check()
                here.get_by_label("Why?").fill("It teaches people to stay away.")
            case "ordering":
                expect(here.get_by_role("button", name="Move")).to_have_count(0)
                for place, item_id in enumerate(block.value.right_answer(), 1):
                    text = dict(block.value.entries())[item_id]
                    here.get_by_label(f"Place: {text}").select_option(str(place))
            case "matching":
                for _pair_id, left, right in block.value.pairs():
                    here.get_by_label(left).select_option(right)
            case "short_answer":
                here.get_by_role("textbox").fill("Lurker")
            case "self_explain":
                here.get_by_role("textbox").fill("So that a peer comes first.")
                here.get_by_role("button", name="Save answer").click()
                here.get_by_label("I had the main point").check()
                here.get_by_role("button", name="Save rating").click()
                expect(here).to_contain_text("Model-explain")
                continue
            case "reflection":
                continue
        here.get_by_role("button", name="Check answer", exact=True).click()
        expect(here.locator(".feedback__title")).to_contain_text("Correct")
    assert Attempt.objects.filter(correct=True).count() == 8
    assert not Attempt.objects.filter(correct=False).exists()


def test_a_pair_that_is_missing_is_asked_for_and_the_others_stay(
    browse, live_server, learner, enrollment, lesson
):
    [block] = builders.blocks_of(lesson, "matching")
    page = browse(live_server, learner)
    page.goto(lesson.get_url())
    here = panel(page, block)
    (_id, left, right), *_others = block.value.pairs()
    here.get_by_label(left).select_option(right)
    here.get_by_role("button", name="Check answer").click()
    expect(here.locator("[data-result]")).to_have_text("Choose a match for each.")
    expect(here.get_by_label(left)).to_have_value(right)
    expect(here.get_by_role("combobox").first).to_be_focused()
