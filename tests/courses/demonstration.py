"""The texts of the demonstration, read as files."""

import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest
import yaml

import courses.demo
from courses.demo.markdown import to_rich_text

FOLDER = Path(courses.demo.__file__).parent
FLAGSHIP = "beyond-the-job-board"
# Course: (contact hours, [(lessons, minutes) of each module]).
OUTLINE = {
    FLAGSHIP: (6.0, [(3, 47), (3, 49), (4, 61), (4, 63), (3, 49), (3, 91)]),
    "alumni-mentor-network": (2.4, [(2, 35), (3, 52), (3, 57)]),
    "measuring-community": (2.25, [(3, 48), (5, 87)]),
    "rules-and-risks-2026": (1.5, [(3, 45), (3, 45)]),
}
PLAN_SECTIONS = {f"P{number}" for number in range(1, 9)}
CHECKS = ("single_choice", "multiple_answer")
OTHER_CHECKS = ("true_false", "ordering", "matching", "short_answer", "self_explain")
MARKDOWN = {"rich_text", "text", "body", "transcript", "alternative", "accessible_alternative"}
NOT_READ = {"id", "file", "captions", "poster", "url", "kind", "frame", "size", "plan_section"}
ALONE = re.compile(
    r"\b(alone|on your own|first (one )?(here|to arrive)|no colleague has to)\b", re.IGNORECASE
)
UNFINISHED = re.compile(r"\b(lorem|ipsum|todo|tbd|fixme|xxx)\b|!", re.IGNORECASE)
FILE_NAME = re.compile(r"\.(png|jpe?g|webp|gif|svg)\b|_", re.IGNORECASE)

COURSES = [pytest.param(FOLDER / slug, id=slug) for slug in OUTLINE]
LESSONS = [
    pytest.param(path, id=f"{path.parts[-3]}/{path.stem}")
    for path in sorted(FOLDER.glob("*/*/*.yaml"))
]
every_course = pytest.mark.parametrize("folder", COURSES)
every_lesson = pytest.mark.parametrize("path", LESSONS)


@cache
def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def library():
    return read(FOLDER / "library.yaml")


def lessons(folder):
    return [read(path) for path in sorted(folder.glob("*/*.yaml"))]


def blocks(lesson, *kinds):
    return [item[kind] for item in lesson["body"] for kind in kinds if kind in item]


def media(kind):
    """The blocks of a kind, each with the media folder that it names files of."""
    return [
        pytest.param(block, path.parents[1] / "media", id=block["file"])
        for path in sorted(FOLDER.glob("*/*/*.yaml"))
        for block in blocks(read(path), kind)
    ]


def plain(markdown):
    """Markdown as its reader sees it, each paragraph and list item on a line of its own."""
    html = re.sub(r"<(?:/?(?:p|ul|ol|li|blockquote|h\d)|br/)>", "\n", to_rich_text(markdown))
    return unescape(re.sub(r"<[^>]+>", "", html))


def texts(value, key=""):
    """Every text below a value that somebody reads."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in NOT_READ or not isinstance(inner, str):
                yield from texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
    elif isinstance(value, str):
        yield plain(value) if key in MARKDOWN else value


def teaching_words(lesson):
    """How many words a lesson teaches with.

    Counted are texts, callouts, quotes, accordions, key terms and the captions of
    images, headings included. Not counted are what a learner does (checks,
    reflections, discussions, checklists), what stands for something else (alt
    texts, transcripts) and what is taken away (downloads).
    """
    return sum(len(text.split()) for text in taught_texts(lesson))


def taught_texts(lesson):
    taught = blocks(lesson, "rich_text", "callout", "accordion", "key_terms")
    taught = [{"rich_text": block} if isinstance(block, str) else block for block in taught]
    taught += [quote["text"] for quote in blocks(lesson, "quote")]
    taught += [image.get("caption", "") for image in blocks(lesson, "image")]
    return [text for block in taught for text in texts(block)]
