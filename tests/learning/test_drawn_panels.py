"""Blocks that ask something are drawn once for all who see the same, and hold nothing personal."""

import uuid

import pytest
from django.template.context_processors import csrf
from django.template.loader import render_to_string

from accounts.drawing import _piece, blanks_of, draw
from learning.lessons.body import render_asking
from learning.lessons.state import LessonState
from learning.models import Attempt, Enrollment, Reflection
from learning.panels import panel_for
from tests import builders

from .test_queries import work_on

DRAWN_ONCE = {
    *("single_choice", "multiple_answer", "true_false", "ordering", "matching"),
    *("short_answer", "self_explain", "reflection", "checklist"),
    "plan_builder",
}


@pytest.fixture
def asking(course):
    """A lesson with one block of each kind that is drawn once."""
    plan = builders.plan_builder(builders.plan_section("P1"))
    written = [builders.reflection(), builders.checklist(), plan]
    blocks = [*builders.every_check(), *written]
    return builders.make_lesson(builders.make_module(course, "All kinds"), "Ask", blocks)


def state_of(rf, user, lesson, query=""):
    request = rf.get(lesson.get_url() + query)
    request.user, request.session = user, {}
    enrollment = Enrollment.objects.of(user).first()
    return LessonState(lesson, user, enrollment, request)


def pieces(rf, lesson, user, query=""):
    """{kind: (as drawn once, as its template alone makes it of the very panel)}."""
    state, found = state_of(rf, user, lesson, query), {}
    for child in lesson.body:
        panel, template = panel_for(state, child), child.block.meta.template
        if panel.is_drawn_once:
            context = {"request": state.request, **csrf(state.request)}
            context["csrf_token"] = str(context["csrf_token"])
            plain = render_to_string(template, {"panel": panel, **context})
            found[child.block_type] = draw(template, blanks_of(context), panel=panel), plain
    return found


@pytest.mark.parametrize("query", ["", "?unanswered={block}"])
def test_what_is_drawn_once_is_what_its_template_makes(rf, learner, enrollment, asking, query):
    block = builders.blocks_of(asking, "single_choice")[0]
    for _answered in range(2):
        found = pieces(rf, asking, learner, query.format(block=block.id))
        assert set(found) == DRAWN_ONCE
        for kind, (drawn, plain) in found.items():
            assert drawn == plain, kind
        builders.do_everything(enrollment, asking)


def wrong_for(child):
    """An answer that is not right, as an attempt holds it; None where there is no such thing."""
    if child.block_type == "single_choice":
        return [builders.wrong_option(child)]
    if child.block_type in ("ordering", "matching"):
        return child.value.right_answer()[::-1][:2]
    return ["something else"] if child.block_type == "short_answer" else None


def test_and_for_a_wrong_answer_too(rf, learner, enrollment, asking):
    wrong = {child: answer for child in asking.body if (answer := wrong_for(child))}
    for child, answer in wrong.items():
        Attempt.objects.record(enrollment, asking, child, answer, uuid.uuid4(), "")
    found = pieces(rf, asking, learner)
    assert len(wrong) == 4
    for child in wrong:
        drawn, plain = found[child.block_type]
        assert drawn == plain
        assert "Not the best answer" in drawn


def test_a_panel_holds_nothing_of_another_person(
    rf, learner, enrollment, other_learner, other_enrollment, asking
):
    reflection = builders.blocks_of(asking, "reflection")[0]
    for person, words in ((enrollment, "Mine alone."), (other_enrollment, "Theirs alone.")):
        builders.do_everything(person, asking)
        row = Reflection.objects.get(user=person.user, block_id=reflection.id)
        row.submit(words, row.revision)
    mine = "".join(drawn for drawn, _ in pieces(rf, asking, learner).values())
    theirs = "".join(drawn for drawn, _ in pieces(rf, asking, other_learner).values())
    assert "Mine alone." in mine and str(learner.public_id) in mine
    assert "Theirs alone." in theirs and str(other_learner.public_id) in theirs
    assert "Theirs alone." not in mine and str(other_learner.public_id) not in mine
    assert "Mine alone." not in theirs and str(learner.public_id) not in theirs


def test_no_card_holds_what_somebody_wrote_or_who_they_are(
    rf, monkeypatch, learner, enrollment, asking
):
    for child in asking.body:
        if child.block_type in ("short_answer", "self_explain", "true_false"):
            chosen = ["Secret words."] if child.block_type == "short_answer" else []
            chosen = ["true"] if child.block_type == "true_false" else chosen
            words = "" if chosen == ["Secret words."] else "Secret words."
            Attempt.objects.record(enrollment, asking, child, chosen, uuid.uuid4(), words)
        if child.block_type == "reflection":
            row = Reflection.objects.begin(learner, asking, child)
            row.submit("Secret words.", row.revision)
    cards, draw_card = [], _piece.draw
    monkeypatch.setattr(_piece, "draw", lambda card: cards.append(card) or draw_card(card))
    _piece.kept.cache_clear()
    drawn = "".join(drawn for drawn, _ in pieces(rf, asking, learner).values())
    assert drawn.count("Secret words.") >= 4 and len(cards) == len(DRAWN_ONCE)
    for secret in ("Secret words.", str(learner.public_id), learner.email):
        assert secret not in repr(cards)


def test_two_who_see_the_same_cost_one_drawing(
    rf, learner, enrollment, other_learner, other_enrollment, asking
):
    pieces(rf, asking, learner)
    before = _piece.kept.cache_info()
    pieces(rf, asking, learner)
    assert _piece.kept.cache_info().misses == before.misses
    for child in asking.body:
        if child.block_type in ("reflection", "checklist"):  # the same order for all
            render_asking(child, state_of(rf, other_learner, asking), asking, rf.get("/"))
    assert _piece.kept.cache_info().misses == before.misses


def test_another_answer_draws_anew(as_learner, learner, enrollment, lesson):
    url = lesson.get_url()
    check = builders.blocks_of(lesson, "single_choice")[0]
    assert "Answered right" not in as_learner.get(url).content.decode()
    wrong = [builders.wrong_option(check)]
    Attempt.objects.record(enrollment, lesson, check, wrong, uuid.uuid4(), "")
    page = as_learner.get(url).content.decode()
    assert "Not the best answer" in page and "Answered right" not in page
    right = check.value.right_answer()
    Attempt.objects.record(enrollment, lesson, check, right, uuid.uuid4(), "")
    page = as_learner.get(url).content.decode()
    assert "Answered right" in page and "2 tries" in page and "Not the best answer" not in page


def test_each_page_has_a_token_of_its_own(as_learner, enrollment, lesson):
    tokens = []
    for _ in range(2):
        page = as_learner.get(lesson.get_url())
        token = page.context["csrf_token"]
        assert page.content.decode().count(f'value="{token}"') >= 4
        tokens.append(str(token))
    assert tokens[0] != tokens[1]
    assert tokens[0] not in page.content.decode()


def test_a_warm_lesson_runs_no_template_of_what_it_asks(as_learner, enrollment, asking):
    builders.do_everything(enrollment, asking)
    url = asking.get_url()
    work_on(as_learner, url)
    _queries, shown = work_on(as_learner, url)
    assert not [name for name in shown if name.startswith("learning/blocks/")]
