"""Blocks as an editor sends them, and what publishing says against them."""

from django.core.exceptions import ValidationError

from courses.blocks import LessonBody
from tests import builders

BODY = LessonBody()


def stream(kind, value):
    return BODY.to_python(
        [{"type": kind, "id": "11111111-1111-4111-8111-111111111111", "value": value}]
    )


def complaint(kind, value):
    """What publishing says against a block, as text; "" when it is fine."""
    try:
        BODY.clean(stream(kind, value))
    except ValidationError as error:
        return flat(error)
    return ""


def flat(error):
    """Every message inside a block's error, however deep it lies."""
    parts = []
    for name in ("block_errors", "non_block_errors"):
        inner = getattr(error, name, None) or ()
        for item in inner.values() if isinstance(inner, dict) else inner:
            parts.append(flat(item) if isinstance(item, Exception) else str(item))
    if not parts:
        parts = [str(message) for message in getattr(error, "messages", [error])]
    return " ".join(parts)


def check(**changes):
    value = builders.single_choice()["value"]
    return {**value, **changes}


def options(*triples):
    return [builders.option(text, why, right) for text, why, right in triples]


def value_of(build, *args, **changes):
    return build(*args, **changes)["value"]
