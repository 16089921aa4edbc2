"""Content files that cannot be published: what is wrong is said, with the place."""

import pytest

from courses.demo.blocks import lesson_body
from courses.demo.files import ContentError, Source
from courses.demo.markdown import Unstorable, to_rich_text

pytestmark = pytest.mark.without_database


def broken(tmp_path, items):
    source = Source(tmp_path / "07-lesson.yaml", {"body": items})
    with pytest.raises(ContentError, match=r"07-lesson\.yaml") as caught:
        lesson_body(source, items, "course/lesson", None)
    return str(caught.value)


@pytest.mark.parametrize(
    ("item", "named"),
    [
        (
            {"id": "claim", "callout": {"kind": "evidence", "heading": "So", "text": "It is."}},
            "block claim: source: Say where",
        ),
        ({"id": "why", "reflection": {"title": "Why", "prompt": "Say why."}}, "block why: prompt"),
        ({"quote": {"text": "Yes.", "atribution": "Her"}}, "block quote-1: attribution is missing"),
        ({"id": "x", "poem": "Roses"}, "block x: there is no block poem"),
        ({"id": "h", "rich_text": "# Too big"}, "block h: a heading h1"),
    ],
)
def test_the_file_and_the_block_are_named(tmp_path, item, named):
    assert named in broken(tmp_path, [item])


def test_two_items_of_one_name_are_refused(tmp_path):
    item = {"id": "twice", "rich_text": "Text."}
    assert "two items are called twice" in broken(tmp_path, [item, item])


def test_a_key_with_a_typing_error_is_refused(tmp_path):
    path = tmp_path / "lesson.yaml"
    refused = pytest.raises(ContentError, match=r"lesson\.yaml: unknown: minuts")
    with refused, Source(path, {"title": "A", "minuts": 3}) as source:
        source.take("title")


def test_markdown_that_rich_text_cannot_keep_is_refused():
    assert to_rich_text("**a** *b*\n\n> c") == "<p><b>a</b> <i>b</i></p><blockquote>c</blockquote>"
    assert to_rich_text("<script>a</script>") == "<p>&lt;script&gt;a&lt;/script&gt;</p>"
    with pytest.raises(Unstorable):
        to_rich_text("## A heading", short=True)
