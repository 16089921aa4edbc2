"""A certificate as a PDF: one page, A4 or Letter, from facts alone.

Knows no model: whoever issues a certificate hands over its facts and keeps the
bytes. The same facts give the same bytes for one ``TEMPLATE_VERSION`` (and one
set of installed fonts), which is why issued bytes are stored and not made again.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from fontTools.ttLib import TTFont

from learning import pdf

from .weave import place_svg, weave_svg

# Raise with every change that a holder could see; stored with the bytes. What ends has been
# on paper since version 2; a certificate without an end looks as in version 1.
TEMPLATE_VERSION = 2
WITHOUT_AN_END = 1

STYLES = "learning/certificate_pdf.css"

# Width and height in millimeters, landscape.
PAPERS = {"a4": (297, 210), "letter": (279.4, 215.9)}
SIDE_MARGIN = 29

NAME_SIZES = (34, 28, 24)
SMALLER_NAME_SIZES = (21, 18, 15, 12)
POINT = 25.4 / 72

# From airy to tight: the first that fits on the page is taken. The last resort,
# "tiny", is for facts of a length that no course has.
ROOMS = ("grand", "airy", "easy", "regular", "close", "tight")
LAST_RESORT = "tiny"
MOST_OUTCOMES = 12

# Letters kept of each field, a Chinese or Korean one counting as two.
LONGEST = {
    "holder_name": 120,
    "course_title": 180,
    "issuer": 100,
    "signatory_name": 60,
    "signatory_title": 80,
    "site_name": 50,
    "verify_url": 250,
    "code": 40,
}
LONGEST_OUTCOME = 180

# Invisible characters that reorder what follows them: they could make a name
# read as another. Joiners stay, Persian and Hindi need them.
_REORDERING = {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}


@dataclass(frozen=True)
class CertificateFacts:
    """What a certificate says.

    ``ceu`` is None where no provider authority allows it, ``valid_until`` where it does not
    expire, ``renewed_on`` where it never was renewed.
    """

    holder_name: str
    course_title: str
    course_version: str
    contact_hours: Decimal
    ceu: Decimal | None
    completed_on: date
    outcomes: tuple[str, ...]
    issuer: str
    signatory_name: str
    signatory_title: str
    competency_area: str
    activity_type: str
    code: str
    verify_url: str
    site_name: str
    valid_until: date | None = None
    renewed_on: date | None = None


def template_version(ends):
    """The version by which a certificate is printed, as it is stored with it."""
    return str(TEMPLATE_VERSION if ends else WITHOUT_AN_END)


def render(facts, paper="a4"):
    """The certificate as PDF bytes; ``paper`` is ``"a4"`` or ``"letter"``.

    Always one page: space gives way first, then the last outcomes, which are
    counted instead of listed.
    """
    with translation.override(settings.LANGUAGE_CODE):
        context = _context(facts, paper)
        outcomes = context["outcomes"]
        title = gettext("Certificate of completion: %(course)s, %(name)s") % {
            "course": context["course_title"].text,
            "name": context["holder_name"].text,
        }
        for room, listed in _attempts(len(outcomes)):
            html = render_to_string(
                "learning/certificate_pdf.html",
                context
                | {
                    "title": title,
                    "room": room,
                    "outcomes": outcomes[:listed],
                    "unlisted": len(facts.outcomes) - listed,
                },
            )
            try:
                return pdf.write_pdf(
                    html, title=title, max_pages=1, styles=STYLES, put_in=_weave(*PAPERS[paper])
                )
            except pdf.DoesNotFit:
                continue
    raise pdf.DoesNotFit("no outcome fits under this title and name")


def _attempts(outcomes):
    """How much room to give and how many outcomes to list, best first."""
    for room in ROOMS:
        yield room, outcomes
    for listed in range(outcomes - 1, -1, -1):
        yield ROOMS[-1], listed
    yield LAST_RESORT, 0


def _context(facts, paper):
    width, height = PAPERS[paper]
    texts = {name: Text(getattr(facts, name), longest) for name, longest in LONGEST.items()}
    size, name_width = _name_fit(texts["holder_name"].text, width - 2 * SIDE_MARGIN)
    return texts | {
        "language": settings.LANGUAGE_CODE,
        "width": width,
        "height": height,
        "side_margin": SIDE_MARGIN,
        "weave": pdf.data_uri("image/svg+xml", place_svg(width, height).encode()),
        "name_size": size,
        "name_width": name_width,
        "facts": [fact for fact in _facts(facts) if fact["value"]],
        "outcomes": [Text(text, LONGEST_OUTCOME) for text in facts.outcomes[:MOST_OUTCOMES]],
        "qr": _qr(facts.verify_url),
    }


def _facts(facts):
    """The facts list, label and value; empty values are left out by the caller."""
    rows = (
        (gettext("Contact hours"), _decimal(facts.contact_hours), 20),
        (gettext("CEU"), "" if facts.ceu is None else _decimal(facts.ceu), 20),
        (gettext("Completed"), _day(facts.completed_on), 30),
        (gettext("Renewed"), _day(facts.renewed_on), 30),
        (gettext("Valid until"), _day(facts.valid_until), 30),
        (gettext("Course version"), facts.course_version, 20),
        (gettext("Competency area"), facts.competency_area, 90),
        (gettext("Activity type"), facts.activity_type, 60),
    )
    return [{"label": label, "value": Text(value, longest)} for label, value, longest in rows]


def _day(day):
    return date_format(day, "F j, Y") if day else ""


class Text:
    """One field, made fit to print, with the direction and language of its script."""

    def __init__(self, text, longest):
        self.text = _shortened(" ".join("".join(map(_printable, text)).split()), longest)

    def __str__(self):
        return self.text

    def __bool__(self):
        return bool(self.text)

    @property
    def attributes(self):
        """``dir`` by the first letter that has one, as browsers do for ``dir="auto"``.

        ``lang`` only where it chooses between shapes of the same character.
        """
        language = _east_asian_language(self.text)
        return format_html(
            'dir="{}"{}',
            _direction(self.text),
            format_html(' lang="{}"', language) if language else "",
        )


def _shortened(text, longest):
    """The text, or its beginning and an ellipsis where it is too wide."""
    width = 0
    for index, character in enumerate(text):
        width += 2 if _is_wide(character) else 1
        if width > longest:
            return text[: index - 1].rstrip() + "\u2026"
    return text


def _is_wide(character):
    return unicodedata.east_asian_width(character) in {"W", "F"}


def _printable(character):
    category = unicodedata.category(character)
    if character in _REORDERING or category in {"Cs", "Co", "Cn"}:
        return ""
    return " " if category in {"Cc", "Zl", "Zp"} else character


def _direction(text):
    for character in text:
        bidirectional = unicodedata.bidirectional(character)
        if bidirectional in {"R", "AL"}:
            return "rtl"
        if bidirectional == "L":
            return "ltr"
    return "ltr"


def _east_asian_language(text):
    names = {unicodedata.name(c, "").split(" ")[0] for c in text if ord(c) > 0x10FF}
    if names & {"HIRAGANA", "KATAKANA"}:
        return "ja"
    if "HANGUL" in names:
        return "ko"
    return "zh-Hans" if "CJK" in names else ""


def _name_fit(name, available):
    """Type size in points and block width in millimeters for a name.

    34, 28 or 24 points where the name stands on one line, else 24 on two lines
    of about equal length, else smaller.
    """
    for size in NAME_SIZES:
        if _ems(name) * size * POINT <= available * 0.98:
            return size, available
    for size in (NAME_SIZES[-1], *SMALLER_NAME_SIZES):
        widest = _widest_of_two_lines(name) * size * POINT
        if widest <= available * 0.98:
            return size, min(available, round(widest * 1.03, 1))
    return SMALLER_NAME_SIZES[-1], available


def _widest_of_two_lines(name):
    """The longer line, in ems, when a name is broken at its best space."""
    words = name.split(" ")
    breaks = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    if not breaks:  # broken anywhere; leave a letter's width of slack
        return _ems(name) / 2 + 1
    return min(max(_ems(first), _ems(second)) for first, second in breaks)


def _ems(text):
    """Width in ems in the heading face, and a safe guess for scripts it lacks."""
    return sum(map(_em, text))


def _em(character):
    if (advance := _advances().get(ord(character))) is not None:
        return advance
    if unicodedata.combining(character):
        return 0
    if _is_wide(character):
        return 1
    return 0.85 if character.isupper() else 0.68


@cache
def _weave(width, height):
    """The border, drawn once in each process: the same on every certificate of a paper size."""
    address = pdf.data_uri("image/svg+xml", weave_svg(width, height).encode())
    return pdf.drawn(address, width, height)


@cache
def _advances():
    with TTFont(pdf.font_path("Bitter-640.ttf"), lazy=True) as font:
        metrics, units = font["hmtx"], font["head"].unitsPerEm
        return {code: metrics[glyph][0] / units for code, glyph in font.getBestCmap().items()}


def _decimal(number):
    """At least one decimal and no needless zeros: 6 is "6.0", 6.25 stays."""
    whole, _, rest = format(number, "f").partition(".")
    return f"{whole}.{rest.rstrip('0') or '0'}"


def _qr(url):
    """The address as a QR code; the white page around it is its quiet zone."""
    code = segno.make(url, micro=False, error="m")
    return code.svg_data_uri(border=0, omitsize=True, dark="#17221E")
