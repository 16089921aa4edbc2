"""Whatever accent is accepted, the palette that follows from it stays readable."""

import pytest
from django.core.exceptions import ValidationError

from accounts import palette as derivation
from accounts.models.brand import is_hex_color, is_readable

from .test_contrast import PAIRS, contrast, palette

pytestmark = pytest.mark.without_database

EXTREMES = [
    "#000000", "#010203", "#0A0A0A", "#1A0000", "#00002B", "#0000FF", "#0000EE", "#5A00E0",
    "#4B0082", "#800080", "#B000B0", "#C00000", "#CC0022", "#8A2350", "#A34700", "#7A4B00",
    "#6B5E00", "#556B00", "#006400", "#007000", "#14594B", "#006B6B", "#005F9E", "#1D4E89",
    "#3B3B3B", "#666666", "#404A5A",
]  # fmt: skip
PALE = ["#FFFFFF", "#F3B229", "#FFFF00", "#00FF00", "#8BC34A", "#FF69B4", "#777777", "#00BFFF"]


def with_accent(accent):
    return {**palette(), **derivation.derived(accent)}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("accent", EXTREMES)
def test_every_pair_stays_readable_under_any_accent_that_is_accepted(accent, theme):
    is_readable(accent)
    colors = with_accent(accent)
    for front, back, least in PAIRS:
        ratio = contrast(colors[front][theme], colors[back][theme])
        assert ratio >= least, f"{front} on {back} is {ratio:.2f}:1"


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("accent", EXTREMES)
def test_pointing_at_a_button_can_be_seen(accent, theme):
    colors = derivation.derived(accent)
    assert colors["spruce"][theme] != colors["spruce-hover"][theme]


def test_an_accent_in_the_light_theme_is_the_very_color_that_was_chosen():
    assert derivation.derived("#1D4E89")["spruce"][0] == "#1D4E89"


@pytest.mark.parametrize("color", PALE)
def test_a_pale_color_is_refused_and_the_one_offered_is_accepted(color):
    with pytest.raises(ValidationError) as refusal:
        is_readable(color)
    (message,) = refusal.value.messages
    offered = message.rstrip(".").rpartition(" ")[2]
    assert f"{color} is too pale" in message and ":1" in message
    is_hex_color(offered)
    is_readable(offered)
    for front, back, least in PAIRS:
        for theme in (0, 1):
            assert contrast(*(with_accent(offered)[name][theme] for name in (front, back))) >= least


def test_no_darker_than_it_has_to_be():
    assert derivation.least_contrast(derivation.nearest_darker("#8BC34A")) < 4.7


@pytest.mark.parametrize(
    "color", ["", "green", "14594B", "#145", "#14594G", "#14594B\n", "#14594B0"]
)
def test_what_is_no_color_is_no_color(color):
    with pytest.raises(ValidationError):
        is_hex_color(color)


@pytest.mark.parametrize("name", ["#14594B", "#F5F7F4", "#000000"])
def test_both_computations_agree(name):
    for other in ("#FFFFFF", "#101916"):
        assert derivation.contrast(name, other) == pytest.approx(contrast(name, other))
