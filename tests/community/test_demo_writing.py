"""What the demonstration's people wrote and made, held to what makes it worth opening.

Only the files are read here; that they load is tested beside the loaders.
"""

import re
import zipfile
from collections import Counter
from itertools import chain

import pytest
import yaml

from community.demo.discussions import FOLDER as DISCUSSIONS

DEMO = DISCUSSIONS.parent
KINDS = ("lesson", "thread", "article", "file", "address")


def all_in(folder):
    return [yaml.safe_load(path.read_text()) for path in sorted((DEMO / folder).glob("*.yaml"))]


ARTICLES = all_in("articles")
SHELVES = all_in("shelves")
FILES = yaml.safe_load((DEMO / "files" / "files.yaml").read_text())


def comments(article):
    return article.get("comments", [])


def said_below(article):
    return list(chain.from_iterable([row, *row.get("replies", [])] for row in comments(article)))


def word_count(markdown):
    return len(re.sub(r"\]\([^)]*\)", "]", markdown).split())


def test_a_dozen_articles_by_many_people_are_as_long_as_a_coffee():
    assert len(ARTICLES) >= 12
    assert len({article["by"] for article in ARTICLES}) >= 8
    for article in ARTICLES:
        assert 350 <= word_count(article["text"]) <= 800, article["slug"]
        assert len(article["lead"].strip()) <= 200, article["slug"]
        assert all(len(row["reason"]) <= 160 for row in article.get("related", []))


def test_articles_are_talked_about():
    assert len(comments(ARTICLES[0])) >= 5
    assert ARTICLES[0]["related"]
    assert sum(len(said_below(article)) for article in ARTICLES) >= 30
    asked = [row for row in chain(*map(comments, ARTICLES)) if row.get("kind") == "question"]
    waiting = [row for row in asked if not row.get("replies")]
    assert len(asked) >= 5
    assert len(waiting) == 1


def test_nobody_says_the_same_thing_twice():
    texts = [article["text"] for article in ARTICLES]
    texts += [row["text"] for row in chain(*map(said_below, ARTICLES))]
    paragraphs = Counter(part.strip() for text in texts for part in text.split("\n\n"))
    assert [part for part, times in paragraphs.items() if times > 1] == []


def test_every_picture_says_what_it_shows():
    pictures = [article["image"] for article in ARTICLES if "image" in article]
    assert len(pictures) >= 2
    for picture in pictures:
        assert (DEMO / "articles" / picture["file"]).stat().st_size < 60_000
        assert 40 < len(picture["alt"].strip()) <= 250


def test_shelves_hold_what_is_there_and_say_why():
    spaces = chain.from_iterable(values.get("spaces", []) for values in all_in("discussions"))
    there = {
        "thread": {row.get("title") for space in spaces for row in space.get("threads", [])},
        "article": {article["slug"] for article in ARTICLES},
        "file": {file["title"] for file in FILES},
    }
    assert sum(shelf["shared"] for shelf in SHELVES) >= 6
    assert sum(not shelf["shared"] for shelf in SHELVES) >= 3
    for shelf in SHELVES:
        assert 4 <= len(shelf["items"]) <= 8, shelf["title"]
        for item in shelf["items"]:
            kind = next(kind for kind in KINDS if kind in item)
            assert item[kind] in there.get(kind, [item[kind]]), item
            assert len(item["note"]) > 20, item


def names(file):
    return [file["file"], *(version["file"] for version in file.get("versions", []))]


def test_files_are_small_and_described_in_words():
    assert len(FILES) >= 8
    for file in FILES:
        assert file["description"] and file["alternative"] and file["license"], file["title"]
        for name in names(file):
            assert (DEMO / "files" / name).stat().st_size < 60_000, name


@pytest.mark.parametrize(
    "name", [name for file in FILES for name in names(file) if name.endswith(("docx", "xlsx"))]
)
def test_office_files_name_their_title_and_language(name):
    with zipfile.ZipFile(DEMO / "files" / name) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert re.search(r"title[^>]*>[^<]+</", core)
        assert "en-US" in core
        if name.endswith("docx"):
            assert 'w:val="Heading1"' in archive.read("word/document.xml").decode()
