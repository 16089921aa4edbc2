"""HTML to PDF/UA, with the site's own fonts and without the outside world.

What must stay true of every PDF that is made here:

- Nothing in the HTML opens a file or a connection: the fetcher knows ``data:``
  addresses only, so pictures come inside the HTML.
- It is tagged, has a title and a language, and embeds its fonts. Characters
  that the site's fonts lack are taken from Debian's Noto fonts.
- The same HTML gives the same bytes.
"""

import base64
import threading
import zlib
from functools import cache

import pydyf
from django.conf import settings
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

FACES = (
    ("Atkinson Hyperlegible", "normal", 400, "AtkinsonHyperlegible-Regular.ttf"),
    ("Atkinson Hyperlegible", "normal", 700, "AtkinsonHyperlegible-Bold.ttf"),
    ("Atkinson Hyperlegible", "italic", 400, "AtkinsonHyperlegible-Italic.ttf"),
    ("Bitter", "normal", 600, "Bitter-640.ttf"),
    ("IBM Plex Mono", "normal", 600, "IBMPlexMono-SemiBold.ttf"),
)

# WeasyPrint shares one font map and one C library state between calls.
_lock = threading.Lock()


class DoesNotFit(Exception):
    """The content needs more pages than it was given."""


def write_pdf(html, *, title, max_pages=None, styles=None, put_in=None):
    """The PDF of a whole HTML document, as bytes.

    ``html`` names its language (``<html lang>``), which PDF/UA requires, and
    brings its own styles; the fonts of ``FACES`` are there. ``styles`` names a
    style sheet among the templates that comes after those. ``put_in`` is what
    ``drawn`` made of an SVG: it takes the place of the only background picture.
    Raises ``DoesNotFit`` when there are more than ``max_pages`` pages.
    """
    options = {"pdf_variant": "pdf/ua-1"}

    def finish(document, pdf):
        _map_every_glyph(document, pdf)
        if put_in:
            [place] = _forms(pdf)
            place.stream, place.compress = [put_in], False
            place.extra["Filter"] = "/FlateDecode"

    with _lock:
        document = HTML(string=html, url_fetcher=_fetcher()).render(
            font_config=_fonts(), stylesheets=[_parsed(styles)] if styles else [], **options
        )
        if max_pages and len(document.pages) > max_pages:
            raise DoesNotFit(f"{len(document.pages)} pages, at most {max_pages} wanted")
        document.metadata.title = title
        return document.write_pdf(finisher=finish, **options)


def drawn(address, width, height):
    """The drawing of a page's background, in the words of PDF, compressed; sizes in millimeters.

    WeasyPrint reads and draws each curve again for each page: for a large drawing, that takes
    as long as the rest of the page.
    """
    found = []

    def finish(document, pdf):
        found.extend(b"\n".join(map(_as_bytes, form.stream)) for form in _forms(pdf))

    style = f"size: {width}mm {height}mm; background: url({address}) 0 0 / {width}mm {height}mm"
    html = f"<style>@page {{ margin: 0; {style} }}</style>"
    with _lock:
        HTML(string=html, url_fetcher=_fetcher()).write_pdf(finisher=finish)
    [drawing] = found
    return zlib.compress(drawing, level=9)


def _as_bytes(item):
    return item if isinstance(item, bytes) else str(item).encode()


def _forms(pdf):
    """The drawings that pages refer to, as their backgrounds do."""
    streams = [item for item in pdf.objects if isinstance(item, pydyf.Stream)]
    return [item for item in streams if item.extra.get("Subtype") == "/Form"]


def _map_every_glyph(document, pdf):
    """Give an invisible character to glyphs that stand for none of their own.

    PDF/UA wants a Unicode value for each glyph. Where several glyphs draw one
    cluster, as in Devanagari, WeasyPrint gives the text to one of them and
    nothing to the others, and readers then make up a character.
    """
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and b"begincmap" in item.stream:
            item.stream = [
                line[:-2] + b"<200b>" if line.endswith(b" <>") else line for line in item.stream
            ]


def data_uri(media_type, content):
    """Bytes as an address that needs no fetching."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def font_path(name):
    """Where ``script/setup`` puts the static cut called ``name``."""
    return settings.FONT_DIR / name


def font_face_css():
    """The ``@font-face`` rules of the site's fonts, each font inside the CSS."""
    return "\n".join(
        f"@font-face {{ font-family: '{family}'; font-style: {style}; font-weight: {weight};"
        f" src: url({data_uri('font/ttf', font_path(name).read_bytes())}); }}"
        for family, style, weight, name in FACES
    )


def _fetcher():
    return URLFetcher(allowed_protocols=("data",))


@cache
def _parsed(name):
    """A style sheet, parsed once in each process."""
    return CSS(string=render_to_string(name), font_config=_fonts(), url_fetcher=_fetcher())


@cache
def _fonts():
    """The fonts, read once in each process.

    On first use and not on import, since the temporary folder behind it goes
    with the process that made it: a server forks its workers before that.
    """
    fonts = FontConfiguration()
    CSS(string=font_face_css(), font_config=fonts, url_fetcher=_fetcher())
    return fonts
