"""A reply that says something, and one that only wonders as well."""

import pytest

from community.substance import says_something


@pytest.mark.parametrize(
    "text",
    [
        "me too", "Me too!", "+1", "Same here.", "Same here, we’d love to know too.",
        "> How do you begin?\n\nSame question for us", "Following", "👍", "",
        "@Maya Lindqvist same here", "I have the same problem, and I'm interested too",
        "**Following this**", "Great question! Following.", "Any news?", "> only a quote",
    ],
)  # fmt: skip
def test_wondering_as_well_says_nothing(text):
    assert not says_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "Yes.", "No", "Ask the registrar.", "4 pm", "https://example.org/how",
        "Same here: we solved it by calling on Mondays.", "Thanks. Try brackets.",
        "Me too, until we moved it to Tuesdays", "> quoted\n\nNot in our state.",
        "me too " * 40,
    ],
)  # fmt: skip
def test_what_has_a_word_of_its_own_says_something(text):
    assert says_something(text)


@pytest.mark.timeout(30)  # a pattern that goes back and forth takes for ever
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("same here " * 10_000, True), ("i’" * 50_000, True), ("> " * 50_000, False),
        ("@A " * 30_000, True), ("same " * 40, True),
    ],
    ids=lambda value: str(value)[:10],
)  # fmt: skip
def test_hostile_text_is_read_to_its_end(text, said):
    assert says_something(text) is said
