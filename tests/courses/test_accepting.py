"""Which answers in a learner's own words are the ones an author accepts."""

import pytest

from courses.blocks.accepting import accepts

MATCHES = [
    ("exact", ["HEIC"], "HEIC", True),
    ("exact", ["HEIC"], "heic", False),
    ("exact", ["to  host"], " to host ", True),
    ("loose", ["Don’t announce"], "dont, ANNOUNCE.", True),
    ("loose", ["Straße"], "STRASSE", True),
    ("loose", ["host"], "a host", False),
    ("contains", ["two hours"], "I wait two hours, then", True),
    ("contains", ["our"], "two hours", False),
    ("pattern", ["wait * hours"], "Wait at least two hours.", True),
    ("pattern", ["wait * hours"], "wait", False),
    ("pattern", ["*alum*"], "the alumni", True),
    ("pattern", ["a*a"], "a", False),
    ("pattern", ["lurker"], "Lurker", True),
    ("pattern", ["(a+)+$"], "aaaa", False),
    ("loose", ["host"], "host " * 60, False),
]


@pytest.mark.parametrize(("mode", "accepted", "answer", "right"), MATCHES)
def test_an_answer_is_compared_as_its_author_says(mode, accepted, answer, right):
    assert accepts(accepted, mode, answer) is right


@pytest.mark.timeout(30)  # tried in every way, this one would take years
def test_no_pattern_makes_comparing_slow():
    pattern, answer = "a*" * 60 + "c", "a " * 99 + "b"
    assert not accepts([pattern] * 10, "pattern", answer)
