"""Each rule of a block stops publishing, and lets a draft save."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import get_template
from wagtail.images.tests.utils import get_test_image_file

from courses.models import CourseDocument, CourseImage, CourseMedia
from tests import builders

from .streams import BODY, check, complaint, options, stream, value_of

WORDS = "word " * 90
RULES = [
    ("text", "<h2>A</h2><h4>B</h4>", "skips a level"),
    ("text", '<p><a href="https://example.org">click here</a></p>', "where it leads"),
    ("text", '<p data-block-key="a"></p>', "required"),
    ("callout", {"kind": "note", "heading": "A", "text": "<p> </p>", "source": ""}, "required"),
    ("text", "<p>[[One idea in your own words]]</p>", "without the brackets"),
    ("single_choice", check(options=options(("A", "a", True), ("[[B]]", "b", False))), "brackets"),
    ("reflection", value_of(builders.reflection, "[[What will you do?]] Why?"), "the brackets"),
    (
        "callout",
        {"kind": "note", "heading": "A", "text": f"<p>{WORDS}</p>", "source": ""},
        "at most 80",
    ),
    (
        "callout",
        {"kind": "evidence", "heading": "A", "text": "<p>B</p>", "source": ""},
        "evidence comes from",
    ),
    (
        "quote",
        {
            "text": "A",
            "attribution": "B",
            "role": "",
            "about_student": True,
            "consent": False,
            "fictional": False,
        },
        "consent in writing",
    ),
    ("quote", {"text": "A", "attribution": "", "role": ""}, "required"),
    (
        "accordion",
        {"items": [{"type": "item", "id": "i", "value": {"heading": "A", "body": "<p>B</p>"}}]},
        "minimum",
    ),
    (
        "key_terms",
        {
            "terms": [
                {"type": "item", "id": "i", "value": {"term": t, "definition": "D", "example": ""}}
                for t in ("Host", "host ")
            ]
        },
        "stands here twice",
    ),
    (
        "key_terms",
        {
            "terms": [
                {
                    "type": "item",
                    "id": "i",
                    "value": {"term": "A", "definition": WORDS, "example": ""},
                }
            ]
        },
        "at most 60",
    ),
    ("single_choice", check(options=options(("A", "a", True), ("B", "b", True))), "exactly one"),
    ("single_choice", check(options=options(("A", "a", False), ("B", "b", False))), "exactly one"),
    ("single_choice", check(options=options(("A", "a", True))), "minimum"),
    ("single_choice", check(options=options(("A", "a", True), ("B", " ", False))), "required"),
    ("single_choice", check(options=options(("A", "a", True), ("a", "b", False))), "read the same"),
    (
        "single_choice",
        check(options=options(("A", "a", True), ("All of the above", "b", False))),
        "Replace",
    ),
    (
        "multiple_answer",
        check(options=options(("A", "a", True), ("B", "b", True))),
        "leave one wrong",
    ),
    (
        "multiple_answer",
        check(options=options(("A", "a", False), ("B", "b", False))),
        "at least one",
    ),
    ("true_false", value_of(builders.true_false, explanation="Because it is."), "at least 20"),
    ("true_false", value_of(builders.true_false, truth=""), "required"),
    ("ordering", value_of(builders.ordering, "One", "Two"), "minimum"),
    ("ordering", value_of(builders.ordering, "One", "Two", " one "), "Two items read the same"),
    ("ordering", value_of(builders.ordering, explanation=""), "required"),
    ("matching", value_of(builders.matching, ("A", "a"), ("B", "b")), "minimum"),
    ("matching", value_of(builders.matching, ("A", "a"), ("a ", "b"), ("C", "c")), "left sides"),
    ("matching", value_of(builders.matching, ("A", "a"), ("B", "A"), ("C", "c")), "right sides"),
    ("matching", value_of(builders.matching, distractors=["a  Junior"]), "already, or twice"),
    ("matching", value_of(builders.matching, distractors=["X", "x"]), "already, or twice"),
    ("short_answer", value_of(builders.short_answer, accepted=[]), "minimum"),
    ("short_answer", value_of(builders.short_answer, "…"), "letters or figures"),
    ("short_answer", value_of(builders.short_answer, "a", match="contains"), "letters or figures"),
    ("short_answer", value_of(builders.short_answer, "**", match="pattern"), "letters or figures"),
    ("short_answer", value_of(builders.short_answer, "Host", "host "), "read the same"),
    ("short_answer", value_of(builders.short_answer, model_answer=""), "required"),
    ("self_explain", value_of(builders.self_explain, model_answer=" "), "required"),
    ("self_explain", value_of(builders.self_explain, question=""), "required"),
    (
        "reflection",
        {**builders.reflection()["value"], "prompt": "Write something."},
        "with a question",
    ),
    ("checklist", {"heading": "A", "items": []}, "minimum"),
    (
        "embed",
        {"url": "https://evil.example/watch", "title": "A", "why": "B", "alternative": ""},
        "YouTube or Vimeo",
    ),
    (
        "embed",
        {"url": "https://vimeo.com/123456", "title": "", "why": "B", "alternative": ""},
        "required",
    ),
]
IDS = [f"{kind}-{words}" for kind, _value, words in RULES]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "value", "words"), RULES, ids=IDS)
def test_publishing_is_stopped_with_a_reason(kind, value, words):
    assert words in complaint(kind, value)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "value", "words"), RULES, ids=IDS)
def test_and_a_draft_saves(kind, value, words):
    BODY.clean_deferred(stream(kind, value))


# What the editor never lets an author exceed, in a draft or otherwise.
LIMITS = [
    ("ordering", value_of(builders.ordering, *"ABCDEFGH"), "maximum"),
    ("matching", value_of(builders.matching, *((x, x) for x in "ABCDEFG")), "maximum"),
    ("short_answer", value_of(builders.short_answer, "a" * 121), "at most 120"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "value", "words"), LIMITS)
def test_there_is_a_most_of_everything(kind, value, words):
    assert words in complaint(kind, value)


GOOD = [
    ("text", "<h2>A</h2><h3>B</h3><h2>C</h2>"),
    ("callout", {"kind": "evidence", "heading": "A", "text": "<p>B</p>", "source": "NACE, 2025"}),
    (
        "quote",
        {
            "text": "A",
            "attribution": "B",
            "role": "",
            "about_student": True,
            "consent": True,
            "fictional": False,
        },
    ),
    ("single_choice", check()),
    ("multiple_answer", builders.multiple_answer()["value"]),
    ("true_false", value_of(builders.true_false)),
    ("ordering", value_of(builders.ordering)),
    ("matching", value_of(builders.matching)),
    ("matching", value_of(builders.matching, distractors=[])),
    ("short_answer", value_of(builders.short_answer)),
    ("short_answer", value_of(builders.short_answer, "lurk*", match="pattern")),
    ("self_explain", value_of(builders.self_explain)),
    ("reflection", builders.reflection()["value"]),
    ("checklist", builders.checklist()["value"]),
    ("discussion", builders.discussion()["value"]),
    ("embed", {"url": "https://youtu.be/abcdefghijk", "title": "A", "why": "B", "alternative": ""}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "value"), GOOD, ids=[kind for kind, _value in GOOD])
def test_what_keeps_the_rules_is_published(kind, value):
    assert complaint(kind, value) == ""


@pytest.fixture
def image(db):
    return CourseImage.objects.create(title="photo_1.png", file=get_test_image_file("photo_1.png"))


@pytest.mark.parametrize(
    ("alt", "decorative", "words"),
    [
        ("", False, "add some alt text"),
        ("photo_1.png", False, "is a file name"),
        ("A very long text. " * 20, False, "longer than"),
        ("Three alumni answer students at a table", False, ""),
        ("", True, ""),
    ],
)
def test_an_image_needs_a_text_for_those_who_cannot_see_it(image, alt, decorative, words):
    value = {
        "image": {"image": image.pk, "alt_text": alt, "decorative": decorative},
        "caption": "",
        "credit": "",
        "size": "text",
    }
    found = complaint("picture", value)
    assert words.lower() in found.lower() if words else found == ""
    BODY.clean_deferred(stream("picture", value))


@pytest.mark.django_db
def test_a_video_needs_captions_and_a_transcript():
    video = CourseMedia.objects.create(title="Clip", type="video", file="media/clip.mp4")
    value = {"video": video.pk, "title": "Clip", "transcript": "<p></p>"}
    found = complaint("video", value)
    assert "no captions" in found
    assert "only read" in found or "required" in found
    BODY.clean_deferred(stream("video", value))
    video.captions = "captions/clip.vtt"
    video.save()
    assert complaint("video", {**value, "transcript": "<p>On screen: a post.</p>"}) == ""


@pytest.mark.django_db
def test_audio_needs_a_transcript_and_no_captions():
    audio = CourseMedia.objects.create(title="Talk", type="audio", file="media/talk.mp3")
    value = {"audio": audio.pk, "title": "Talk", "transcript": "<p></p>"}
    found = complaint("audio", value)
    assert "transcript" in found.lower() or "required" in found
    BODY.clean_deferred(stream("audio", value))
    assert complaint("audio", {**value, "transcript": "<p>One a month.</p>"}) == ""


@pytest.mark.django_db
def test_a_downloads_title_is_not_its_file_name():
    document = CourseDocument.objects.create(title="Tally", file="documents/tally.csv")
    value = {
        "document": document.pk,
        "title": "tally.csv",
        "description": "",
        "accessible_alternative": "",
    }
    assert "file's name" in complaint("download", value)
    BODY.clean_deferred(stream("download", value))
    assert complaint("download", {**value, "title": "Tally sheet"}) == ""


@pytest.mark.parametrize(
    ("content", "fine"),
    [
        (b"WEBVTT\n\n00:00.000 --> 00:02.000\nA post appears.\n", True),
        (b"1\n00:00:00,000 --> 00:00:02,000\nSubRip\n", False),
        (b"\xff\xfe\x00W", False),
        (b"WEBVTT\n", False),
    ],
)
def test_captions_are_webvtt(content, fine):
    from django.core.files.base import ContentFile

    from courses.models.media import validate_captions

    if fine:
        validate_captions(ContentFile(content))
    else:
        with pytest.raises(ValidationError):
            validate_captions(ContentFile(content))


@pytest.mark.parametrize("name", list(BODY.child_blocks))
def test_each_block_has_an_icon_a_description_a_template_and_a_preview(name, rf, site):
    block = BODY.child_blocks[name]
    assert block.meta.icon
    assert str(block.get_description())
    get_template(block.meta.template)
    assert block.is_previewable
    value = block.get_preview_value()
    parent = {"request": rf.get("/"), "bound_block": block.bind(value)}
    context = block.get_preview_context(value, parent_context=parent)
    get_template(block.get_preview_template(value, context)).render(context, rf.get("/"))


class TestCheckValue:
    @pytest.fixture
    def value(self):
        return stream("single_choice", check())[0].value

    def test_the_order_is_the_learners_own_and_stays(self, value):
        orders = {tuple(pk for pk, _o in value.shuffled_for(seed)) for seed in range(30)}
        assert len(orders) > 1
        assert value.shuffled_for("a") == value.shuffled_for("a")

    def test_only_the_key_is_right(self, value):
        key = value.key()
        assert value.is_right(key)
        assert not value.is_right([])
        assert not value.is_right([pk for pk, _option in value.choices()])
        assert not value.is_right(["nonsense"])
