"""The audit as a drawing: a bar for each purpose, two where it was repeated."""

from django.utils.html import format_html, format_html_join

BAR, GAP, LEFT, WIDTH, RIGHT = 12, 14, 170, 300, 60  # in the drawing's own units
KEY_HEIGHT, KEY_WIDTH = 28, 130
KEY = (
    '<rect x="{}" y="2" width="12" height="12" fill="{}"/>'
    '<text x="{}" y="12" font-size="10" fill="#46544e">{}</text>'
)
FIRST, SECOND = "#9fb3a9", "#14594b"


def audit_svg(audit):
    """SVG; the same numbers stand in the table beside it."""
    tallies = [(audit.baseline, FIRST), (audit.repeat, SECOND)] if audit.repeat else []
    key = format_html_join("", KEY, _key(tallies))
    bars, top = [], KEY_HEIGHT if tallies else 4
    for label, first, second in audit.rows:
        shares = [(first, FIRST if second else SECOND)] + ([(second, SECOND)] if second else [])
        middle = top + len(shares) * BAR / 2 + 4
        bars.append((middle, label, _bars(shares, top)))
        top += len(shares) * (BAR + 2) + GAP
    rows = format_html_join(
        "", '<text x="0" y="{}" font-size="11" fill="#17221e">{}</text>{}', bars
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"'
        " font-family=\"'Atkinson Hyperlegible', sans-serif\">{}{}</svg>",
        LEFT + WIDTH + RIGHT,
        top,
        key,
        rows,
    )


def _key(tallies):
    for index, (tally, fill) in enumerate(tallies):
        left = LEFT + index * KEY_WIDTH
        yield left, fill, left + 18, tally.day


def _bars(shares, top):
    return format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>'
        '<text x="{}" y="{}" font-size="10" fill="#46544e">{}%</text>',
        (
            (
                LEFT,
                top + index * (BAR + 2),
                max(1, WIDTH * share[2] // 100),
                BAR,
                fill,
                LEFT + WIDTH * share[2] // 100 + 6,
                top + index * (BAR + 2) + 10,
                share[2],
            )
            for index, (share, fill) in enumerate(shares)
        ),
    )
