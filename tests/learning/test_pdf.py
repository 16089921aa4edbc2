"""HTML to PDF: fonts inside, nothing from outside, the same bytes again."""

import logging
import sys
from base64 import b64decode
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.template.loader import render_to_string

from learning import pdf

pytestmark = pytest.mark.without_database

PAGE = '<!DOCTYPE html><html lang="en"><style>body{{font-family:Bitter}}</style>{}</html>'
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)

_opened = None


def _note(event, arguments):
    if _opened is not None and event in {"open", "socket.connect", "socket.getaddrinfo"}:
        _opened.append((event, str(arguments[0])))


sys.addaudithook(_note)


@pytest.fixture
def opened():
    """Every file and connection that Python opens while the test has this list."""
    global _opened
    pdf.write_pdf(PAGE.format("warm"), title="Warm")
    _opened = []
    yield _opened
    _opened = None


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "secret.png"
    path.write_bytes(PIXEL)
    return path


REACHING_OUT = [
    '<img alt="x" src="{file}">',
    '<img alt="x" src="http://127.0.0.1:9/x.png">',
    '<img alt="x" src="https://example.org/x.png">',
    '<img alt="x" src="ftp://127.0.0.1/x.png">',
    '<img alt="x" src="/etc/passwd">',
    '<link rel="stylesheet" href="{file}">',
    '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
    '<style>@import "http://127.0.0.1:9/x.css";</style>',
    "<style>@font-face {{ font-family: X; src: url({file}) }}</style>",
    '<style>body {{ background: url("{file}") }}</style>',
    '<style>p::before {{ content: url("http://127.0.0.1:9/x.png") }}</style><p>x</p>',
    '<link rel="attachment" href="{file}">',
    '<a rel="attachment" href="{file}">x</a>',
    '<object data="{file}">x</object><embed src="{file}">',
    '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><image href="{file}"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><use href="{file}#a"/></svg>',
    """<img alt="x" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>
    <image href='{file}' width='9' height='9'/></svg>">""",
    '<base href="file:///etc/"><img alt="x" src="passwd">',
]


@pytest.mark.parametrize("html", REACHING_OUT)
def test_nothing_outside_is_opened(html, picture, opened):
    made = pdf.write_pdf(PAGE.format(html.format(file=picture.as_uri())), title="Closed")
    assert opened == []
    with pikepdf.open(BytesIO(made)) as document:
        assert not any(_is_picture(item) for item in document.objects)
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})


def _is_picture(item):
    return isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"


def test_the_refusal_is_the_reason(picture, caplog):
    """The same picture prints as data, so it is the address that was refused."""
    caplog.set_level(logging.WARNING, "weasyprint")
    pdf.write_pdf(PAGE.format(f'<img alt="x" src="{picture.as_uri()}">'), title="File")
    assert "disallowed protocol" in caplog.text
    address = pdf.data_uri("image/png", PIXEL)
    made = pdf.write_pdf(PAGE.format(f'<img alt="x" src="{address}">'), title="Data")
    with pikepdf.open(BytesIO(made)) as document:
        assert any(_is_picture(item) for item in document.objects)


def test_title_and_language_are_kept():
    made = pdf.write_pdf(PAGE.format("<p>Text</p>"), title="A <title> & more")
    with pikepdf.open(BytesIO(made)) as document:
        assert str(document.docinfo.Title) == "A <title> & more"
        assert str(document.Root.Lang) == "en"


def test_more_pages_than_wanted_are_refused():
    long = PAGE.format('<p style="break-after: page">One</p><p>Two</p>')
    with pytest.raises(pdf.DoesNotFit):
        pdf.write_pdf(long, title="Long", max_pages=1)
    assert pdf.write_pdf(long, title="Long", max_pages=2).startswith(b"%PDF-")


@pytest.mark.parametrize("family, style, weight, file", pdf.FACES)
def test_each_face_of_the_site_is_there(family, style, weight, file):
    """Its name in the PDF is its own, not that of a fallback."""
    css = f"font: {style} {weight} 12pt '{family}'"
    made = pdf.write_pdf(PAGE.format(f'<p style="{css}">Il1 O0</p>'), title="Face")
    with pikepdf.open(BytesIO(made)) as document:
        names = {
            str(item.FontName).replace("-", "")
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        }
    assert any(family.replace(" ", "") in name for name in names)
    assert pdf.font_path(file).is_file()


def test_a_longer_document_numbers_its_pages(caplog):
    caplog.set_level(logging.WARNING, "weasyprint")
    style = render_to_string("learning/document_pdf.css")
    body = "<h1>My reflections</h1>" + "<h2>Lesson</h2><p>What I wrote.</p>" * 60
    html = f'<!DOCTYPE html><html lang="en"><style>{style}</style>{body}</html>'
    made = pdf.write_pdf(html, title="My reflections")
    with pypdfium2.PdfDocument(made) as document:
        pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    assert len(pages) > 2
    for number, lines in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in lines
    assert caplog.records == []
    assert pdf.write_pdf(html, title="My reflections") == made
