"""What a block advises: it says what would be better and stops nothing."""

import pytest

from courses.models import CourseMedia
from tests import builders

from .streams import BODY, check, complaint, options, stream
from .test_blocks import GOOD

LONG = "A question that somebody in the room can answer"


ADVICE = [
    ("single_choice", check(options=options(("A", "a", True), ("B", "b", False))), "coin toss"),
    (
        "single_choice",
        check(options=options((LONG, "a", True), ("A vacancy", "b", False), ("No", "c", False))),
        "much longer",
    ),
    ("text", f"<p>{'word ' * 401}</p>", "without a heading"),
    ("text", f"<h2>A</h2><p>{'word ' * 300}</p><h2>B</h2><p>{'word ' * 401}</p>", "heading"),
    ("checklist", builders.checklist("The list of names")["value"], "begins with a verb"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "value", "words"), ADVICE)
def test_advice_says_what_would_be_better_and_stops_nothing(kind, value, words):
    found = stream(kind, value)[0]
    assert words in " ".join(map(str, found.block.advice(found.value)))
    assert complaint(kind, value) == ""


@pytest.mark.django_db
def test_a_long_video_is_advised_against():
    block = BODY.child_blocks["video"]
    value = {"title": "A", "transcript": "", "video": CourseMedia(title="A", duration=361)}
    assert "6 minutes" in str(block.advice(block.normalize(value))[0])
    value["video"].duration = 360
    assert block.advice(block.normalize(value)) == []


@pytest.mark.parametrize(("kind", "value"), GOOD)
@pytest.mark.django_db
def test_what_is_well_made_needs_no_advice(kind, value):
    found = stream(kind, value)[0]
    assert found.block.advice(found.value) == []
