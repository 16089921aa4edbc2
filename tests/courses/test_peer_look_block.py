"""The rubric for a plan: what stops publishing, and lets a draft save."""

import pytest

from courses.blocks.peer_look import LEVELS
from tests.builders import peer_look, rubric_row

from .streams import BODY, complaint, stream


def rubric(*rows, **more):
    return peer_look(*rows, **more)["value"]


SIX = [rubric_row(f"Row {n}") for n in range(6)]
RULES = [
    (rubric(rubric_row("Alone")), "minimum number of items is 2"),
    (rubric(*SIX), "Five rows at most"),
    (rubric(rubric_row("A"), rubric_row("B", strong="")), "required"),
    (rubric(rubric_row("A"), rubric_row("B", getting_there="  ")), "required"),
    (rubric(rubric_row("A"), rubric_row("B", not_yet="")), "required"),
    (rubric(rubric_row("A"), rubric_row("")), "required"),
    (rubric(rubric_row("Rhythm"), rubric_row(" rhythm ")), "Two criteria read the same"),
    (
        rubric(rubric_row("A"), rubric_row("B", strong="x", not_yet="X")),
        "“B”: two levels read the same",
    ),
    (rubric(title=""), "required"),
]
IDS = [f"{number}-{words[:20]}" for number, (_value, words) in enumerate(RULES)]


@pytest.mark.parametrize(("value", "words"), RULES, ids=IDS)
def test_publishing_is_stopped_with_a_reason(value, words):
    assert words in complaint("peer_look", value)


@pytest.mark.parametrize(("value", "words"), RULES, ids=IDS)
def test_and_a_draft_saves(value, words):
    BODY.clean_deferred(stream("peer_look", value))


@pytest.mark.parametrize("rows", [2, 5])
def test_what_keeps_the_rules_is_published(rows):
    assert complaint("peer_look", rubric(*SIX[:rows])) == ""
    assert complaint("peer_look", rubric(*SIX[:rows], intro="")) == ""


def test_it_is_kept_as_it_was_shown():
    value = stream("peer_look", rubric(rubric_row("Purpose"), rubric_row("Rhythm")))[0].value
    shown = value.as_shown()
    assert [row["criterion"] for row in shown["rows"]] == ["Purpose", "Rhythm"]
    assert all(row[level] for row in shown["rows"] for level, _label in LEVELS)
    assert [row["id"] for row in shown["rows"]] == [pk for pk, _row in value.rows()]
    assert shown["question"] == "Look at your plan"
