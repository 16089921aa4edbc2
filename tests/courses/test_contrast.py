"""The palette stays readable: every pair that the look names, in light and in dark.

Formulas: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and #dfn-contrast-ratio
"""

import re

import pytest
from django.conf import settings

pytestmark = pytest.mark.without_database

TEXT, CONTROL = 4.5, 3.0
TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\);")

# (front, back, least ratio)
PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "sunken", TEXT),
    ("ink-2", "paper", TEXT),
    ("ink-2", "surface", TEXT),
    ("ink-2", "sunken", TEXT),
    ("ink-2", "marigold-tint", TEXT),
    ("ink", "marigold-tint", TEXT),
    ("ink", "spruce-tint", TEXT),
    ("ink-2", "spruce-tint", TEXT),
    ("ink", "mulberry-tint", TEXT),
    ("ink", "success-tint", TEXT),
    ("ink", "warning-tint", TEXT),
    ("ink", "error-tint", TEXT),
    ("ink", "info-tint", TEXT),
    ("on-marigold", "marigold", TEXT),
    ("spruce", "paper", TEXT),
    ("spruce", "surface", TEXT),
    ("spruce", "sunken", TEXT),
    ("spruce", "spruce-tint", TEXT),
    ("spruce", "marigold-tint", TEXT),
    ("spruce-hover", "paper", TEXT),
    ("spruce-hover", "surface", TEXT),
    ("on-spruce", "spruce", TEXT),
    ("on-spruce", "spruce-hover", TEXT),
    ("mulberry", "paper", TEXT),
    ("mulberry", "surface", TEXT),
    ("mulberry", "mulberry-tint", TEXT),
    ("success", "success-tint", TEXT),
    ("warning", "warning-tint", TEXT),
    ("error", "error-tint", TEXT),
    ("error", "surface", TEXT),
    ("error", "paper", TEXT),
    ("error", "marigold-tint", TEXT),
    ("on-error", "error", TEXT),
    ("info", "info-tint", TEXT),
    ("control", "surface", CONTROL),
    ("control", "paper", CONTROL),
    ("control", "spruce-tint", CONTROL),
    ("control", "marigold-tint", CONTROL),
    ("spruce", "surface", CONTROL),
]
# The ratios that LOOK's table prints, light and dark.
PUBLISHED = {
    ("ink", "paper"): (15.18, 15.61),
    ("ink-2", "paper"): (7.39, 9.67),
    ("control", "surface"): (4.46, 4.96),
    ("spruce", "paper"): (7.61, 10.00),
    ("mulberry", "mulberry-tint"): (6.96, 7.35),
    ("error", "surface"): (7.28, 8.04),
}


def palette():
    css = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    return {name: (light, dark) for name, light, dark in TOKEN.findall(css)}


def luminance(color):
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front, back):
    lighter, darker = sorted((luminance(front), luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_every_pair_is_readable(front, back, least, theme):
    colors = palette()
    ratio = contrast(colors[front][theme], colors[back][theme])
    assert ratio >= least, f"{front} on {back} is {ratio:.2f}:1"


@pytest.mark.parametrize("pair", PUBLISHED)
def test_the_formula_gives_the_ratios_that_were_computed_for_the_palette(pair):
    front, back = (palette()[name] for name in pair)
    computed = [contrast(front[theme], back[theme]) for theme in (0, 1)]
    assert computed == pytest.approx(PUBLISHED[pair], abs=0.006)


def test_black_on_white_is_the_most_there_is():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_every_color_has_a_light_and_a_dark_value():
    css = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    root = css.split(":root {", 1)[1].split("--text:", 1)[0]
    declared = re.findall(r"--([\w-]+):", root)
    assert set(declared) == set(palette())
