"""Rules on each lesson: what it holds, what its blocks say of themselves, how it reads."""

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtailmedia.models import get_media_model

from courses.blocks import CHECK_BLOCKS
from courses.blocks.text import reading_error

from .findings import advice, blocker
from .material import is_published_as_is
from .readability import COMPLEX_FROM, lix, running_text


def lesson_rules(material):
    for lesson in material.lessons:
        blocks = material.blocks[lesson.pk]
        yield from emptiness(lesson, blocks)
        yield from headings(lesson, blocks)
        yield from reading_level(lesson, blocks)
    yield from blocks_own(material)
    yield from files(material)


def emptiness(lesson, blocks):
    if not blocks:
        yield blocker(lesson, _("This lesson is empty. Write it, or delete it."), path="body")
    elif lesson.required and not any(block.kind in CHECK_BLOCKS for block in blocks):
        text = _("This lesson has no knowledge check. Add one, so that it can be tried out.")
        yield advice(lesson, text, path="body")


def headings(lesson, blocks):
    """Headings go down a level at a time through all of a lesson, not only in one block.

    Inside a block Wagtail refuses a skipped level when it is published.
    """
    before = 1  # the title of the lesson
    for block in blocks:
        if block.kind != "text":
            continue
        if is_published_as_is(lesson) and (problem := reading_error(str(block.raw))):
            yield blocker(lesson, problem, block)
        soup = BeautifulSoup(str(block.raw), "html.parser")
        levels = [int(found.name[1]) for found in soup.find_all(["h2", "h3", "h4"])]
        if levels and levels[0] > before + 1:
            text = _("A heading %(below)d follows a heading %(above)d. Make it a heading %(next)d.")
            yield advice(
                lesson, text % {"above": before, "below": levels[0], "next": before + 1}, block
            )
        if levels:
            before = levels[-1]


def reading_level(lesson, blocks):
    texts = [text for block in blocks if (text := running_text(block))]
    score = lix(" ".join(texts))
    if score >= COMPLEX_FROM:
        text = _(
            "The lesson is hard to read (LIX %(score)d; below %(limit)d is better). Shorten"
            " sentences and long words."
        )
        yield advice(lesson, text % {"score": score, "limit": COMPLEX_FROM}, path="body")


def blocks_own(material):
    """What each block advises, and what it would refuse in a page that is live already."""
    for block, value in material.judged:
        for message in block.block.advice(value):
            yield advice(block.lesson, message, block)
        if is_published_as_is(block.lesson) and hasattr(block.block, "publish_errors"):
            for error in block.block.publish_errors(value).values():
                messages = error.messages if isinstance(error, ValidationError) else [error]
                for message in messages:
                    yield blocker(block.lesson, message, block)


CHOSEN = {
    "video": ("video", get_media_model),
    "audio": ("audio", get_media_model),
    "picture": ("image", get_image_model),
    "download": ("document", get_document_model),
}


def files(material):
    """Files that were deleted since, for a lesson goes on naming them."""
    named = {}
    for block in material.all_blocks:
        if block.kind in CHOSEN:
            field, model = CHOSEN[block.kind]
            chosen = block.raw.get(field)
            chosen = chosen.get("image") if isinstance(chosen, dict) else chosen
            if chosen:
                named.setdefault(model(), []).append((block, int(chosen)))
    for model, chosen in named.items():
        pks = {pk for _block, pk in chosen}
        there = set(model.objects.filter(pk__in=pks).values_list("pk", flat=True))
        for block, pk in chosen:
            if pk not in there:
                yield blocker(
                    block.lesson, _("Its file is gone. Choose another, or remove this."), block
                )
