"""Invented posts, critiques and scenarios: what stops publishing, and lets a draft save."""

import pytest
from wagtail.images.tests.utils import get_test_image_file

from courses.blocks import LessonBody
from courses.models import CourseImage
from tests import builders
from tests.builders import node, remark, scenario, way

from .streams import BODY, complaint, stream

pytestmark = pytest.mark.django_db


def story(*nodes, **more):
    return scenario(*nodes, **more)["value"]


def two(first="end", second="end", **quality):
    """Two choices, the first of them the best."""
    return way("One", first, "best"), way("Two", second, **quality)


def post(**changes):
    return builders.mock_post(**changes)["value"]


def critique(**changes):
    return builders.critique(**changes)["value"]


TWICE = remark("The sender", " it begins with A DATE", "Why.")
RULES = [
    ("mock_post", post(fictional=False), "Use invented people only"),
    ("mock_post", post(name=""), "required"),
    ("critique", critique(issues=[remark("A", "B", "C")]), "minimum number of items is 2"),
    ("critique", critique(model=""), "required"),
    ("critique", critique(issues=[*critique()["issues"], TWICE]), "Two statements read the same"),
    ("critique", critique(post=post(fictional=False)), "Use invented people only"),
    ("scenario", story(node("a", *two()), node("end"), start="b"), "no step “b” to start with"),
    ("scenario", story(node("a", *two()), node("end"), node("END ")), "Two steps are called “END”"),
    (
        "scenario",
        story(node("a", *two()), node("end"), node("far")),
        "No choice leads to step “far”",
    ),
    (
        "scenario",
        story(node("a", *two(second="nowhere")), node("end")),
        "Step “a”: the choice “Two” leads to “nowhere”, which does not exist",
    ),
    (
        "scenario",
        story(node("a", way("One", "end", "best")), node("end")),
        "Step “a”: offer 2 to 4 choices",
    ),
    (
        "scenario",
        story(node("a", *[way(str(n), "end", "best") for n in range(5)]), node("end")),
        "Step “a”: offer 2 to 4 choices",
    ),
    (
        "scenario",
        story(node("a", way("One", "end", "best"), way("one ", "end")), node("end")),
        "Step “a”: two choices read the same",
    ),
    (
        "scenario",
        story(node("a", *two(second="b")), node("b", *two(first="a")), node("end")),
        "Step “a” can be come back to without end",
    ),
    (
        "scenario",
        story(
            node("a", *two(second="b")),
            node("b", way("Back", "a", again=True), way("Again", "a", again=True)),
            node("end"),
        ),
        "From step “b” every choice tries again",
    ),
    (
        "scenario",
        story(
            node("a", way("One", "b", "best"), way("Two", "end")),
            node("b", way("One", "end"), way("Two", "end", "poor")),
            node("end"),
        ),
        "at step “b” none is marked as best",
    ),
    ("scenario", story(node("a"), node("end", *two())), "Step “a” starts the story"),
    ("scenario", story(node("a", *two())), "minimum number of items is 2"),
    ("scenario", {**story(), "debrief": ""}, "required"),
]
IDS = [f"{kind}-{words[:32]}" for kind, _value, words in RULES]


@pytest.mark.parametrize(("kind", "value", "words"), RULES, ids=IDS)
def test_publishing_is_stopped_with_a_reason(kind, value, words):
    assert words in complaint(kind, value)


@pytest.mark.parametrize(("kind", "value", "words"), RULES, ids=IDS)
def test_and_a_draft_saves(kind, value, words):
    BODY.clean_deferred(stream(kind, value))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("mock_post", post()),
        ("critique", critique()),
        ("critique", critique(fine=[])),
        ("scenario", story()),
        ("scenario", {**story(), "start": " Quiet "}),
    ],
)
def test_what_keeps_the_rules_is_published(kind, value):
    assert complaint(kind, value) == ""


@pytest.mark.parametrize(
    ("alt", "decorative", "words"),
    [
        ("", False, "alt text"),
        ("flyer_1.png", False, "is a file name"),
        ("", True, "part of what is said"),
        ("A flyer with the date in yellow", False, ""),
    ],
)
def test_the_picture_of_a_post_is_described(alt, decorative, words):
    image = CourseImage.objects.create(title="flyer_1.png", file=get_test_image_file("flyer_1.png"))
    value = post(picture={"image": image.pk, "decorative": decorative, "alt_text": alt})
    found = complaint("mock_post", value)
    assert words in found if words else found == ""
    BODY.clean_deferred(stream("mock_post", value))


def test_the_picture_of_a_step_is_described():
    image = CourseImage.objects.create(title="room_1.png", file=get_test_image_file("room_1.png"))
    nodes = [node("a", *two()), node("end")]
    nodes[1]["value"]["picture"] = {"image": image.pk, "decorative": False, "alt_text": ""}
    assert "alt text" in complaint("scenario", story(*nodes))
    nodes[1]["value"]["picture"]["alt_text"] = "room_1.png"
    assert "is a file name" in complaint("scenario", story(*nodes))
    nodes[1]["value"]["picture"]["alt_text"] = "Six chairs in a circle"
    assert complaint("scenario", story(*nodes)) == ""


class TestMockPost:
    def advice(self, hashtags):
        block = stream("mock_post", post(hashtags=hashtags))[0]
        return [str(line) for line in block.block.advice(block.value)]

    def test_hashtags_that_run_together_are_advised_against(self):
        assert "#careerfairtips" in self.advice("#careerfairtips #CareerFair")[0]
        assert self.advice("#CareerFair #jobs, LinkedIn") == []

    def test_it_is_a_figure_that_says_it_is_invented(self):
        html = stream("mock_post", post(text="<script>", likes=1, comments=0))[0].render()
        assert "<figure" in html
        assert ">Invented post</figcaption>" in html
        assert "&lt;script&gt;" in html
        assert '<span class="avatar" aria-hidden="true">PC</span>' in html
        assert "1 like<" in html
        assert "0 comments" in html
        assert "share" not in html

    def test_what_is_not_there_leaves_no_trace(self):
        html = stream("mock_post", post(hashtags="", likes=None, comments=None))[0].render()
        assert "mock__tags" not in html
        assert "mock__facts" not in html


class TestScenarioValue:
    @pytest.fixture
    def value(self):
        return stream("scenario", story())[0].value

    def ids(self, value, *texts):
        by_text = {
            way["text"]: way["id"] for n in value.as_shown()["nodes"] for way in n["choices"]
        }
        return [by_text[text] for text in texts]

    def test_a_path_ends_where_a_step_has_no_choices(self, value):
        whole = self.ids(value, "Ask by name", "Thank")
        assert value.is_right(whole)
        assert not value.is_right(whole[:1])
        assert not value.is_right([*whole, *whole])
        assert not value.is_right([])
        assert value.right_answer() == whole

    def test_a_path_is_kept_in_its_order(self, value):
        path = self.ids(value, "Remind all", "Try again", "Ask by name", "Stay away")
        assert value.normal(path) == path
        assert value.is_right(path)

    def test_an_address_leads_as_far_as_it_holds(self, value):
        path = self.ids(value, "Ask by name", "Thank")
        walk = value.walk(path)
        assert value.walk(walk.address.split(".")).chosen == path
        assert value.walk([path[0], "nonsense", path[1]]).chosen == path[:1]
        assert value.walk([""]).node["name"] == "quiet"

    def test_nobody_walks_in_a_circle_for_ever(self, value):
        path = self.ids(value, "Remind all", "Try again") * 100
        assert value.walk(path).is_long

    def test_a_draft_without_steps_leads_nowhere(self):
        value = stream("scenario", {"question": "", "nodes": [], "start": ""})[0].value
        assert not value.walk(["a"]).ended
        assert not value.is_right([])


def test_the_chooser_offers_the_six_most_used_first():
    groups = {str(group): [b.name for b in found] for group, found in BODY.grouped_child_blocks()}
    assert list(groups)[0] == "Most used"
    assert groups["Most used"] == [
        "text", "callout", "picture", "single_choice", "reflection", "discussion",
    ]  # fmt: skip
    assert list(groups)[1:] == ["Read", "See and hear", "Check", "Practice", "Plan"]
    assert sum(map(len, groups.values())) == len(LessonBody().child_blocks)
