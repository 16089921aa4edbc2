"""What the texts of the demonstration show and hand out: images, films, documents, sheets."""

import csv
import operator
import re
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest

from .demonstration import (
    FILE_NAME,
    FOLDER,
    OUTLINE,
    blocks,
    every_course,
    lessons,
    media,
    plain,
    read,
)

pytestmark = pytest.mark.without_database


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
