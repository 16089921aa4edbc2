"""Text that stands where an author's own text has to come: ``[[What the lesson is about.]]``.

Two square brackets are the mark in every language, so that nothing has to be guessed.
"""

import re

PATTERN = re.compile(r"\[\[[^\[\]]+\]\]")


def placeholder(text):
    """This request to an author, marked as one."""
    return f"[[{text}]]"


def is_placeholder(text):
    """Whether this text, plain or HTML, still holds a request to its author."""
    return bool(PATTERN.search(str(text or "")))


def count_placeholders(value):
    """How many texts in this raw value of a block are still placeholders."""
    return sum(is_placeholder(text) for text in texts_in(value))


def texts_in(value):
    """Every text in plain data, however deep it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
