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
    ("error", "spruce-tint", TEXT),
    ("on-error", "error", TEXT),
    ("info", "info-tint", TEXT),
    # Lines of small print and links inside what is tinted.
    *[
        (front, back, TEXT)
        for front in ("ink-2", "spruce", "spruce-hover")
        for back in ("info-tint", "success-tint", "warning-tint", "error-tint", "marigold-tint")
    ],
    ("spruce-hover", "sunken", TEXT),
    ("spruce-hover", "spruce-tint", TEXT),
    ("ink-2", "mulberry-tint", TEXT),
    ("control", "surface", CONTROL),
    ("control", "paper", CONTROL),
    ("control", "spruce-tint", CONTROL),
    ("control", "marigold-tint", CONTROL),
    ("control", "sunken", CONTROL),
    ("spruce", "surface", CONTROL),
    ("spruce", "spruce-tint", CONTROL),
    ("mulberry", "paper", CONTROL),
    ("info", "paper", CONTROL),
    ("warning", "paper", CONTROL),
    ("success", "paper", CONTROL),
    ("error", "paper", CONTROL),
]
# What the focus stands on: every surface of the site.
GROUNDS = [
    "paper", "surface", "sunken", "spruce-tint", "marigold-tint", "mulberry-tint",
    "success-tint", "warning-tint", "error-tint", "info-tint", "spruce",
]  # fmt: skip
BAND = ("#17221E", "#0C1A16")
BOTH = re.compile(r"\{[^{}]*\}")
FRONT = re.compile(r"(?<![\w-])color: var\(--([\w-]+)\)")
BACK = re.compile(r"(?<![\w-])background(?:-color)?: var\(--([\w-]+)\)")
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


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_focus_is_seen_on_every_ground(ground, theme):
    colors = palette()
    ring = colors["marigold"][theme]
    assert contrast(ring, BAND[theme]) >= CONTROL
    behind = colors[ground][theme]
    assert max(contrast(ring, behind), contrast(BAND[theme], behind)) >= CONTROL


def test_the_focus_has_the_bands_that_were_computed():
    css = (settings.BASE_DIR / "static/css/base.css").read_text()
    assert "box-shadow: 0 0 0 2px var(--on-marigold)" in css
    assert tuple(palette()["on-marigold"]) == BAND


def rules_with_both_colors():
    """(style sheet, front, back) of every rule that sets a text color and a background.

    The CMS brings its own colors, which are not of this palette.
    """
    for path in sorted((settings.BASE_DIR / "static/css").glob("*.css")):
        if path.name == "admin.css":
            continue
        for rule in BOTH.findall(path.read_text()):
            for front in FRONT.findall(rule):
                for back in BACK.findall(rule):
                    yield path.name, front, back


def test_every_rule_that_sets_both_colors_is_a_pair_that_is_computed():
    computed = {(front, back) for front, back, least in PAIRS if least == TEXT}
    used = set(rules_with_both_colors())
    assert len(used) > 10
    assert [rule for rule in sorted(used) if rule[1:] not in computed] == []
