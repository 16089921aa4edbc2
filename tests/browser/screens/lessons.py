"""Lessons, as far as each reader is."""

from django.urls import reverse

from courses.blocks import CHECK_BLOCKS
from tests import builders
from tests.browser.steps import check, press, reflection_box

from .acts import send
from .screen import Screen


def answer_wrongly(page, world):
    block = world.lessons[0].body[_first_check(world)]
    wrong = next(value["text"] for _pk, value in block.value.choices() if not value["correct"])
    panel = page.locator(f"[id='block-{block.id}']")
    panel.get_by_label(wrong, exact=True).check()
    panel.get_by_role("button", name="Check answer").click()
    panel.locator(".feedback__title").wait_for()


def answer_all_wrongly(client, world):
    """Every check of the rare lesson, by somebody who had them right before."""
    lesson = world.short_lessons[0]
    for block in lesson.body:
        if block.block_type in CHECK_BLOCKS and block.value.graded:
            url = reverse("learning:answer_check", args=[lesson.pk, block.id])
            client.post(url, builders.wrong_answer(block) | {"confidence": "3"})


def with_a_match_missing(world):
    lesson = world.short_lessons[0]
    [block] = builders.blocks_of(lesson, "matching")
    return f"{lesson.get_url()}?unanswered={block.id}"


def _first_check(world):
    kinds = [child.block_type for child in world.lessons[0].body]
    return kinds.index("single_choice")


def take_a_weak_choice(page, world):
    page.get_by_label("Remind everybody").check()
    press(page, "Do this")
    page.locator(".scenario .feedback__title").wait_for()


def look_at_a_path(page, world):
    address = page.locator(".scenario__past a").first.get_attribute("href")
    page.goto(page.url + address.partition("#")[0])  # where the page begins at its top


def open_the_outline(page, world):
    page.set_viewport_size({"width": 320, "height": 800})
    press(page, "Outline")


def send_to_a_block_that_is_gone(page, world):
    reflection_box(page).fill("Typed for nothing.")
    page.locator(".reflection form").evaluate(
        "form => { form.action = form.action.replace(/reflections.*/, "
        "'reflections/00000000-0000-4000-8000-000000000000/'); }"
    )
    press(page, "Save reflection")


def answer_a_card(page, world):
    panel = page.locator("section.check").first
    panel.get_by_role("radio").first.or_(panel.get_by_role("checkbox").first).first.check()
    panel.get_by_role("button", name="Check answer").click()
    page.locator(".feedback__title").first.wait_for()
    page.goto(page.url.partition("#")[0])  # where the page begins at its top


def leave_the_rows_out(page, world):
    press(page, "Save self-check")
    page.wait_for_url("**unanswered=**")
    page.goto(page.url.partition("#")[0])


SCREENS = [
    Screen("lesson: open to all", "open to all", lambda w: w.lesson(1)),
    Screen("lesson: closed", "take the course", lambda w: w.lesson(2)),
    Screen("lesson: not enrolled", "take the course", lambda w: w.lesson(2), "blank"),
    Screen("lesson: fresh", "Finish this lesson", lambda w: w.lesson(1), "newcomer"),
    Screen("lesson: wrong answer", "Not the best", lambda w: w.lesson(1), "starter",
           act=answer_wrongly),
    Screen("lesson: no answer", "Write an answer", lambda w: w.lesson(2), "starter",
           act=lambda page, w: check(page).get_by_role("button").first.click()),
    Screen("lesson: scenario", "A weak choice", lambda w: w.lesson(8), "starter",
           act=take_a_weak_choice),
    Screen("lesson: scenario ended", "Looking back", lambda w: w.lesson(8), "learner",
           act=look_at_a_path),
    Screen("lesson: nothing chosen", "Choose what you do", lambda w: w.lesson(8), "starter",
           act=send("Do this")),
    Screen("lesson: critique", "of 3 weaknesses", lambda w: w.lesson(7), "learner"),
    Screen("lesson: critique empty", "Mark what you would change, and write",
           lambda w: w.lesson(7), "starter", act=send("Compare")),
    Screen("lesson: invented post", "Invented post", lambda w: w.lesson(10), "starter"),
    Screen("lesson: half way", "Go on where", lambda w: w.lesson(11), "learner"),
    Screen("lesson: complete", "Lesson complete", lambda w: w.lesson(3), "learner"),
    Screen("lesson: rubric", "Last checked", lambda w: w.lesson(20), "finisher"),
    Screen("lesson: rubric row missing", "Choose how far", lambda w: w.lesson(20), "starter",
           act=leave_the_rows_out),
    Screen("lesson: outline", "Close", lambda w: w.lesson(5), "learner", act=open_the_outline),
    Screen("lesson: commented", "Between you and the instructor", lambda w: w.lesson(5), "learner"),
    Screen("lesson: example", "What a colleague wrote here", lambda w: w.lesson(4), "learner"),
    Screen("lesson: rare blocks", "Load the video", lambda w: w.short_lessons[0].get_url(),
           "newcomer"),
    Screen("lesson: rare answers", "How near was yours", lambda w: w.short_lessons[0].get_url(),
           "mentor"),
    Screen("lesson: rare answers wrong", "not in its place yet",
           lambda w: w.short_lessons[0].get_url(), "moderator", before=answer_all_wrongly),
    Screen("lesson: rare answer missing", "Choose a match for each", with_a_match_missing,
           "newcomer"),
    Screen("lesson: locked", "a little later", lambda w: w.short_lessons[1].get_url(), "newcomer"),
    Screen("lesson: gone", "no longer asked", lambda w: w.lesson(1), "starter", status=404,
           act=send_to_a_block_that_is_gone),
    Screen("lesson: warm-up", "Skip today", lambda w: w.lesson(20), "finisher"),
    Screen("lesson: warm-up answered", "Question 2 of 2", lambda w: w.lesson(20), "finisher",
           act=answer_a_card),
]  # fmt: skip
