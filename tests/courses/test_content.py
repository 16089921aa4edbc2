"""The texts of the demonstration, read as files: whole, and fit to be read.

What is loaded from them is tested in tests/coursesite/demo.
"""

import re
from collections import defaultdict

import pytest

from courses.preflight.readability import COMPLEX_FROM, SENTENCE_END, lix

from .demonstration import (
    ALONE,
    CHECKS,
    FLAGSHIP,
    FOLDER,
    LESSONS,
    OTHER_CHECKS,
    OUTLINE,
    PLAN_SECTIONS,
    UNFINISHED,
    blocks,
    every_course,
    every_lesson,
    lessons,
    library,
    read,
    taught_texts,
    teaching_words,
    texts,
)

pytestmark = pytest.mark.without_database

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
