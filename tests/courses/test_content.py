"""The texts of the demonstration, read as files: whole, and fit to be read.

What is loaded from them is tested in tests/coursesite/demo.
"""

import csv
import operator
import re
from collections import defaultdict
from functools import cache
from html import unescape
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
import yaml

import courses.demo
from courses.demo.markdown import to_rich_text
from courses.preflight.readability import COMPLEX_FROM, SENTENCE_END, lix

pytestmark = pytest.mark.without_database

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


# The outline


@every_course
def test_the_course_has_the_lessons_and_minutes_of_its_outline(folder):
    hours, modules = OUTLINE[folder.name]
    named = [folder / module["slug"] for module in read(folder / "course.yaml")["modules"]]
    assert sorted(path.name for path in folder.iterdir() if path.name[0].isdigit()) == [
        path.name for path in named
    ]
    found = [[read(path) for path in sorted(module.glob("*.yaml"))] for module in named]
    assert [
        (len(module), sum(lesson["minutes"] for lesson in module)) for module in found
    ] == modules
    required = [lesson for module in found for lesson in module if lesson.get("required", True)]
    assert round(sum(lesson["minutes"] for lesson in required) / 60, 2) == hours


def test_there_are_42_lessons_in_these_four_courses():
    assert {path.parent.name for path in FOLDER.glob("*/course.yaml")} == set(OUTLINE)
    assert len(LESSONS) == 42


@every_course
def test_the_first_lesson_alone_is_open_to_all(folder):
    assert [lesson["open_to_all"] for lesson in lessons(folder)] == [
        number == 0 for number in range(len(lessons(folder)))
    ]


def test_the_reflections_of_the_flagship_fill_the_whole_plan():
    found = [
        reflection["plan_section"]
        for lesson in lessons(FOLDER / FLAGSHIP)
        for reflection in blocks(lesson, "reflection")
        if reflection.get("plan_section")
    ]
    assert set(found) == PLAN_SECTIONS


def test_each_section_of_the_plan_is_written_in_one_lesson_of_the_flagship():
    found = [
        builder["section"]
        for lesson in lessons(FOLDER / FLAGSHIP)
        for builder in blocks(lesson, "plan_builder")
    ]
    assert sorted(found) == sorted(PLAN_SECTIONS)


# Each lesson


@every_lesson
def test_it_teaches_in_few_words(path):
    least, most = (400, 800) if FLAGSHIP in path.parts else (250, 500)
    assert least <= teaching_words(read(path)) <= most


@every_lesson
def test_it_is_read_easily_after_a_long_day(path):
    """Well below what Wagtail's own checks call complex, by the measure that they show."""
    taught = "\n".join(taught_texts(read(path)))
    assert lix(taught) <= COMPLEX_FROM - 8
    assert all(len(sentence.split()) <= 45 for sentence in SENTENCE_END.split(taught))


@every_lesson
def test_it_asks_something(path):
    lesson = read(path)
    assert blocks(lesson, *CHECKS, *OTHER_CHECKS)
    reflections = blocks(lesson, "reflection")
    assert any(reflection.get("plan_section") in PLAN_SECTIONS for reflection in reflections)
    for reflection in reflections:
        assert reflection["prompt"].strip().endswith("?")
        assert len(reflection["example"].split()) >= 20
    for discussion in blocks(lesson, "discussion"):
        assert len(discussion["seed"].split()) >= 20 and discussion["starter"].strip()
    assert blocks(lesson, "discussion")


@every_course
def test_every_outcome_has_a_lesson_that_works_on_it(folder):
    outcomes = read(folder / "course.yaml")["outcomes"]
    worked_on = [outcome for lesson in lessons(folder) for outcome in lesson["outcomes"]]
    assert set(worked_on) == set(outcomes)


@every_lesson
def test_its_discussion_can_be_done_alone(path):
    for discussion in blocks(read(path), "discussion"):
        assert ALONE.search(discussion["prompt"]), discussion["prompt"]


@every_lesson
def test_every_option_of_a_check_says_why(path):
    for check in blocks(read(path), *CHECKS):
        reasons = [option.get("explanation", "") for option in check["options"]]
        assert all(len(reason.split()) >= 5 for reason in reasons)
        assert len(set(reasons)) == len(reasons)
        assert 0 < sum(option.get("correct", False) for option in check["options"]) < len(reasons)


def test_each_other_kind_of_check_is_shown_once():
    found = [
        kind
        for path in FOLDER.glob("*/*/*.yaml")
        for kind in OTHER_CHECKS
        for _check in blocks(read(path), kind)
    ]
    assert sorted(found) == sorted(OTHER_CHECKS)


@every_lesson
def test_field_work_is_named_where_it_takes_time(path):
    lesson = read(path)
    assert bool(lesson.get("field_minutes")) == bool((lesson.get("field_work") or "").strip())


@every_lesson
def test_it_is_finished_and_calm(path):
    found = [text for text in texts(read(path)) if UNFINISHED.search(text)]
    assert not found


@pytest.mark.parametrize("path", [FOLDER / "site.yaml", *sorted(FOLDER.glob("*/course.yaml"))])
def test_so_is_what_surrounds_it(path):
    assert not [text for text in texts(read(path)) if UNFINISHED.search(text)]


@pytest.mark.parametrize(
    "path", sorted(FOLDER.glob("rules-and-risks-2026/*/*.yaml")), ids=lambda path: path.stem
)
def test_rules_say_when_they_were_looked_up(path):
    assert any(re.search(r"Reviewed on \w+ \d+, 202\d", text) for text in texts(read(path)))


# All lessons together


def right_is_longest(check):
    options = check["options"]
    most = max(len(option["text"]) for option in options)
    return any(option.get("correct") and len(option["text"]) == most for option in options)


def test_the_longest_option_is_seldom_the_right_one_in_the_library_either():
    checks = [item[kind] for item in library()["items"] for kind in CHECKS if kind in item]
    assert len(checks) >= 8
    assert sum(map(right_is_longest, checks)) <= 0.4 * len(checks)


@pytest.mark.parametrize("slugs", [[slug] for slug in OUTLINE] + [list(OUTLINE)], ids="+".join)
def test_the_longest_option_is_seldom_the_right_one(slugs):
    checks = [
        check
        for slug in slugs
        for lesson in lessons(FOLDER / slug)
        for check in blocks(lesson, *CHECKS)
    ]
    assert sum(map(right_is_longest, checks)) <= 0.4 * len(checks)


@pytest.mark.parametrize("slug", OUTLINE)
def test_nor_is_it_always_the_wrong_one(slug):
    checks = [check for lesson in lessons(FOLDER / slug) for check in blocks(lesson, *CHECKS)]
    assert sum(map(right_is_longest, checks)) >= 0.2 * len(checks)


@every_lesson
def test_the_options_of_a_check_are_of_similar_length(path):
    for check in blocks(read(path), *CHECKS):
        lengths = [len(option["text"]) for option in check["options"]]
        assert max(lengths) <= 1.4 * min(lengths), check["stem"]


def test_no_paragraph_stands_twice():
    places = defaultdict(list)
    for path in sorted(FOLDER.glob("*/*/*.yaml")):
        for text in texts(read(path)):
            for paragraph in text.splitlines():
                if len(paragraph.split()) >= 12:
                    places[" ".join(paragraph.casefold().split())].append(path.stem)
    assert len(places) > 1000
    assert {text: stems for text, stems in places.items() if len(stems) > 1} == {}


# Files


@pytest.mark.parametrize(("image", "folder"), media("image"))
def test_the_alt_text_of_an_image_says_what_it_shows(image, folder):
    assert 30 <= len(image["alt"]) <= 250
    assert not FILE_NAME.search(image["alt"])
    assert not image["alt"].casefold().startswith(("image of", "picture of"))
    assert (folder / image["file"]).stat().st_size < 100_000


def cues(text):
    """The cues of a WebVTT file as [(start, end, text)], in seconds."""
    header, *parts = re.split(r"\n{2,}", text.strip())
    assert header == "WEBVTT"
    found = []
    for part in parts:
        timing, *lines = part.splitlines()
        times = re.fullmatch(r"(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d\.\d{3})", timing)
        assert times and lines and all(lines), part
        start, start_seconds, end, end_seconds = map(float, times.groups())
        found.append((60 * start + start_seconds, 60 * end + end_seconds, " ".join(lines)))
    return found


@pytest.mark.parametrize(("video", "folder"), media("video"))
def test_a_film_can_be_read(video, folder):
    found = cues((folder / video["captions"]).read_text(encoding="utf-8"))
    assert len(found) >= 5
    ends = [0.0] + [end for _start, end, _text in found]
    for previous_end, (start, end, text) in zip(ends, found, strict=False):
        assert previous_end <= start < end <= video["duration_seconds"]
        assert len(text) / (end - start) <= 20, text
    assert len(plain(video["transcript"]).split()) >= 100


@pytest.mark.parametrize(("video", "folder"), media("video"))
def test_a_film_is_small_and_starts_before_all_of_it_is_there(video, folder):
    film = (folder / video["file"]).read_bytes()
    assert len(film) < 2_000_000
    assert film[4:8] == b"ftyp" and film.index(b"moov") < film.index(b"mdat")
    # mvhd, version 0: times of creation and change, then units per second and length.
    facts = film[film.index(b"mvhd") + 16 :]
    seconds = int.from_bytes(facts[4:8], "big") / int.from_bytes(facts[:4], "big")
    assert seconds == pytest.approx(video["duration_seconds"], abs=1)
    assert (folder / video["poster"]).stat().st_size < 40_000


def test_there_is_a_film():
    assert media("video")


def open_workbook(path):
    book = openpyxl.load_workbook(path)
    return [cell for sheet in book for row in sheet.values for cell in row]


def open_document(path):
    with ZipFile(path) as parts:
        assert parts.testzip() is None
        return ElementTree.fromstring(parts.read("word/document.xml")).itertext()  # noqa: S314


def open_table(path):
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len({len(row) for row in rows}) == 1
    return [cell for row in rows for cell in row]


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAME = operator.attrgetter("name")

OPENERS = {
    ".xlsx": open_workbook,
    ".docx": open_document,
    ".csv": open_table,
    ".txt": lambda path: path.read_text(encoding="utf-8-sig").splitlines(),
}


@pytest.mark.parametrize(("download", "folder"), media("download"))
def test_a_download_opens_and_can_be_done_without(download, folder):
    path = folder / download["file"]
    filled = [cell for cell in OPENERS[path.suffix](path) if str(cell or "").strip()]
    assert len(filled) >= 10
    assert download["description"].strip() and download["accessible_alternative"].strip()


@pytest.mark.parametrize(("download", "folder"), media("download"))
def test_what_is_taken_away_is_a_document_or_a_sheet(download, folder):
    assert (folder / download["file"]).suffix in (".docx", ".xlsx")


def test_the_last_lesson_of_every_course_writes_into_the_plan():
    for slug in OUTLINE:
        assert blocks(lessons(FOLDER / slug)[-1], "plan_builder"), slug


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/media/*.docx")), ids=NAME)
def test_a_form_has_named_fields_to_fill_in_and_tables_that_can_be_followed(path):
    with ZipFile(path) as parts:
        document = ElementTree.fromstring(parts.read("word/document.xml"))  # noqa: S314
    names = [alias.get(f"{WORD}val") for alias in document.iter(f"{WORD}alias")]
    assert len(names) >= 8 and all(names)
    tables = list(document.iter(f"{WORD}tbl"))
    assert tables
    assert all(table.find(f"{WORD}tr/{WORD}trPr/{WORD}tblHeader") is not None for table in tables)
    styles = {style.get(f"{WORD}val") for style in document.iter(f"{WORD}pStyle")}
    assert {"Title", "Heading1"} <= styles
    assert path.stat().st_size < 25_000


@every_course
def test_every_file_is_used_and_every_file_used_is_there(folder):
    cover = read(folder / "course.yaml")["cover"]
    used = {cover["file"]}
    for lesson in lessons(folder):
        for block in blocks(lesson, "image", "video", "download"):
            used |= {block[key] for key in ("file", "captions", "poster") if key in block}
    assert used == {path.name for path in (folder / "media").iterdir()}
    assert (folder / "media" / cover["file"]).stat().st_size < 25_000
