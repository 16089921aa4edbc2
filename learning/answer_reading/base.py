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


def reads(*kinds):
    """Register a pair of functions for these kinds of check.

    The class it decorates has ``offered(content)``, the responses that a question offers
    (none for one that is answered freely), and ``given(content, chosen, words)``, those
    that an answer consists of.
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
