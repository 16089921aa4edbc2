"""The demonstration's library: a dozen prompts, a dozen questions, in the field's language."""

import pytest
import yaml

from courses.demo.library import load_library
from courses.models import LibraryItem, LibraryUse, Topic
from coursesite.demo import FOLDER
from tests import builders

pytestmark = pytest.mark.django_db
FILE = FOLDER / "library.yaml"
SEEDS = yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.fixture
def lessons_to_keep_from(course):
    """Lessons of the slugs that the file names, with a reflection and a check each."""
    module = builders.make_module(course, "To keep from")
    for slug in {entry["lesson"] for entry in SEEDS["kept"]}:
        blocks = [builders.reflection(f"Why {slug}?"), builders.single_choice(f"Which {slug}?")]
        builders.make_lesson(module, slug, blocks, slug=slug)
    for entry in SEEDS["items"] + SEEDS["kept"]:
        for name in entry["topics"]:
            Topic.objects.get_or_create(
                name=name, defaults={"slug": name.lower().replace(" ", "-")}
            )


def test_loading_it_twice_gives_a_dozen_of_each_once(lessons_to_keep_from):
    for _time in range(2):
        load_library(FILE)
    assert LibraryItem.objects.prompts().count() == 12
    assert LibraryItem.objects.questions().count() == 12
    assert LibraryUse.objects.count() == len(SEEDS["kept"])
    assert not LibraryItem.objects.filter(topics=None).exists()


def test_the_lessons_and_topics_that_it_names_are_in_the_courses():
    courses = [yaml.safe_load(path.read_text()) for path in FOLDER.glob("*/course.yaml")]
    slugs = {yaml.safe_load(path.read_text()).get("slug") for path in FOLDER.glob("*/*/*.yaml")}
    topics = {topic for course in courses for topic in course["topics"]}
    assert {entry["lesson"] for entry in SEEDS["kept"]} <= slugs
    assert {name for entry in SEEDS["kept"] + SEEDS["items"] for name in entry["topics"]} <= topics


def test_every_lesson_that_it_keeps_from_has_such_a_block():
    lessons = [yaml.safe_load(path.read_text()) for path in FOLDER.glob("*/*/*.yaml")]
    kinds = {
        lesson["slug"]: {kind for item in lesson["body"] for kind in item} for lesson in lessons
    }
    assert [entry for entry in SEEDS["kept"] if entry["kind"] not in kinds[entry["lesson"]]] == []
