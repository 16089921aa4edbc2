"""The library of prompts and questions: some kept from lessons, some of its own."""

from courses.library import keep
from courses.models import LessonPage, LibraryItem, Topic

from .blocks import lesson_body
from .files import Source


def load_library(path):
    """Add what the library does not have yet; what is there is left alone."""
    with Source(path) as source:
        for number, values in enumerate(source.take("items")):
            _add(Source(f"{path}: item {number + 1}", values), number)
        for values in source.take("kept"):
            _keep(Source(f"{path}: kept", values))


def _add(entry, number):
    topics = _topics(entry)
    body = lesson_body(entry, [{"id": str(number), **entry.values}], "library", None)
    item = LibraryItem()
    item.content = item.content.stream_block.to_python(list(body.raw_data))
    text = str(body[0].value.get("question") or body[0].value["prompt"])
    if not LibraryItem.objects.filter(text=text).exists():
        item.save()
        item.topics.set(topics)


def _keep(entry):
    """The lesson's first block of a kind, if it has one: lessons are rewritten freely."""
    slug, kind, topics = entry.take("lesson"), entry.take("kind"), _topics(entry)
    lesson = LessonPage.objects.filter(slug=slug).first()
    if lesson is None:
        raise entry.error(f"there is no lesson {slug}")
    block = next((child for child in lesson.body if child.block_type == kind), None)
    if block and (item := keep(lesson, block.id)):
        item.topics.set(topics)


def _topics(entry):
    return list(Topic.objects.filter(name__in=entry.take("topics")))
