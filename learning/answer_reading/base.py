"""The registry of readers: one for each kind of check."""

from dataclasses import dataclass

_readers = {}


@dataclass(frozen=True)
class Response:
    """One part of an answer: what it is counted under, how it reads, and whether it is right.

    ``right`` is None where a part alone is neither right nor wrong.
    """

    key: str
    text: str
    right: bool | None


class OneOfOffered:
    """A reader of answers that consist of what the question offers."""

    @classmethod
    def given(cls, content, chosen, words):
        return [response for response in cls.offered(content) if response.key in chosen]


def reads(*kinds):
    """Register a pair of functions for these kinds of check.

    The class it decorates has ``offered(content)``, the responses that are worth a line in
    a report even where nobody gave them (none for a question that is answered freely), and
    ``given(content, chosen, words)``, those that an answer consists of. It may have
    ``told(content, chosen)``, the texts that this answer brought its writer. Where an answer can be
    good in part it has ``share(content, chosen)`` as well.
    """

    def register(reader):
        for kind in kinds:
            _readers[kind] = reader
        return reader

    return register


def offered(prompt):
    """The responses that this question, as it was shown, offers."""
    return _readers[prompt.kind].offered(prompt.content)


def given(attempt):
    """The responses that this answer consists of."""
    prompt = attempt.prompt
    return _readers[prompt.kind].given(prompt.content, attempt.chosen, attempt.words)


def told(attempt):
    """What this answer brought its writer: explanations, a model answer."""
    prompt = attempt.prompt
    tells = getattr(_readers[prompt.kind], "told", None)
    return [text for text in tells(prompt.content, attempt.chosen) if text] if tells else []


def is_graded(attempt):
    """Whether there is a right and a wrong in what was asked."""
    return getattr(_readers[attempt.prompt.kind], "graded", True)


def ungraded_kinds():
    """The kinds in which nothing is right or wrong."""
    return {kind for kind, reader in _readers.items() if not getattr(reader, "graded", True)}


def share(attempt):
    """How good this answer was, from 0 to 1: right or wrong where it cannot be good in part."""
    prompt = attempt.prompt
    if of_kind := getattr(_readers[prompt.kind], "share", None):
        return of_kind(prompt.content, attempt.chosen)
    return float(attempt.correct)
