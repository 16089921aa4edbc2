"""The plan as a PDF: opened again and read."""

import io
from datetime import date

import pikepdf
import pypdfium2
import pytest

from learning import pdf as pdf_module
from learning.plan_export import pdf
from learning.plan_export.document import Copy
from learning.plan_export.files import RENDERERS
from tests.learning.plans import pdf_text

pytestmark = pytest.mark.without_database

MADE_ON = date(2026, 11, 23)


def section(code, title, text="", status="ready", **more):
    return {"code": code, "title": title, "text": text, "sources": []} | {
        "status": status if text else "empty", **more,
    }  # fmt: skip


def content(*sections, **more):
    return {
        "center": "Larkspur Career Center",
        "name": "Amara Delgado-Lindqvist",
        "site": "Common Thread",
        "language": "en",
        "made_on": MADE_ON.isoformat(),
        "sections": list(sections),
        "commitments": [],
        "audit": None,
        **more,
    }


WHOLE = content(
    section(
        "P1", "Purpose", "We **ask** first.\n\n- Alumni\n- Juniors",
        sources=[{"kind": "reflection", "label": "Your shift statement", "dated": "2026-11-04"}],
    ),
    section("P2", "Community map", "Who is around us. See [a guide](https://example.org/a).",
            status="draft"),
    section("P5", "Mentor and alumni pathway"),
    commitments=[
        {"sentence": "When Monday comes, I will ask one question by January 15, 2027.",
         "made_on": "2026-11-20", "outcome": "Partly"},
        {"sentence": "When a graduate writes, I will answer by May 1, 2027.",
         "made_on": "2026-11-20", "outcome": ""},
    ],
    audit={
        "baseline": {"on": "2026-08-20", "posts": 30,
                     "shares": [["Announce", 27, 90], ["Respond", 2, 7], ["Invite", 1, 3]]},
        "repeat": {"on": "2026-11-19", "posts": 28,
                   "shares": [["Announce", 14, 50], ["Respond", 8, 29], ["Invite", 6, 21]]},
    },
)  # fmt: skip


def render(of, kind="pdf-a4", number=3):
    return RENDERERS[kind](Copy(of, number))


def words_of(made):
    """All words, with line breaks as spaces."""
    return " ".join(" ".join(pdf_text(made)).split())


@pytest.fixture(scope="module")
def whole():
    return render(WHOLE)


def test_the_first_page_says_whose_plan_of_when_it_is(whole):
    first = " ".join(pdf_text(whole)[0].split())
    for words in (
        "Social media strategy plan",
        "Larkspur Career Center",
        "Amara Delgado-Lindqvist",
        "Revision 3, November 23, 2026",
        "Common Thread",
        "2 of 3 sections written, 1 of them ready.",
        "Not written yet: P5 Mentor and alumni pathway.",
    ):
        assert words in first


def test_it_is_tagged_and_has_a_title_and_a_language(whole):
    with pikepdf.open(io.BytesIO(whole)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en"
        assert document.docinfo["/Title"] == "Social media strategy plan: Larkspur Career Center"
        assert document.docinfo["/Author"] == "Amara Delgado-Lindqvist"
        kinds = {str(item.get("/S", "")) for item in document.objects if _is_element(item)}
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/Table", "/TH", "/Figure", "/Link"} <= kinds


def _is_element(item):
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"


def test_the_contents_lead_to_the_sections_and_name_their_pages(whole):
    pages = pdf_text(whole)
    first = " ".join(pages[0].split())
    for words in ("P1 Purpose", "P2 Community map", "Commitments", "Broadcast audit"):
        page = next(n for n, text in enumerate(pages[1:], 2) if words in " ".join(text.split()))
        line = first[first.index("Contents") :]
        after = line[line.index(words) + len(words) :].lstrip(" .…")
        assert after.startswith(str(page)), (words, after[:20])
    with pikepdf.open(io.BytesIO(whole)) as document:
        links = [a for a in document.pages[0].get("/Annots", []) if a.Subtype == "/Link"]
        assert {str(link.Dest) for link in links} == {
            "section-p1", "section-p2", "section-p5", "commitments", "audit",
        }  # fmt: skip


def test_every_page_has_its_number(whole):
    pages = pdf_text(whole)
    for number, text in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in text
    assert "Larkspur Career Center · Revision 3, November 23, 2026" in pages[1]


def test_sections_say_what_was_written_what_is_a_draft_and_what_is_missing(whole):
    text = words_of(whole)
    assert "We ask first." in text and "**" not in text
    assert "P2 Community map Draft Who is around us." in text
    assert "P5 Mentor and alumni pathway Not written yet." in text
    assert "Your shift statement (November 4, 2026)" in text


def test_commitments_say_what_came_of_them_by_then(whole):
    text = words_of(whole)
    assert "I will ask one question by January 15, 2027." in text
    assert "Made on November 20, 2026 · What came of it: Partly" in text
    assert "Made on November 20, 2026 · What came of it: No answer yet" in text


def test_the_audit_is_drawn_and_stands_in_a_table(whole):
    text = words_of(whole)
    assert "Announce 27 (90%) 14 (50%)" in text
    assert "30 posts counted on August 20, 2026, 28 on November 19, 2026" in text
    with pikepdf.open(io.BytesIO(whole)) as document:
        figures = [item for item in document.objects if _is_element(item)]
        (alt,) = [str(item.Alt) for item in figures if str(item.S) == "/Figure"]
    assert "table below" in alt


@pytest.mark.parametrize(
    ("kind", "size"), [("pdf-a4", (595, 842)), ("pdf-letter", (612, 792)), ("open-a4", (595, 842))]
)
def test_papers(kind, size):
    with pypdfium2.PdfDocument(render(content(section("P1", "Purpose")), kind)) as document:
        assert all((round(page.get_width()), round(page.get_height())) == size for page in document)


def test_an_empty_plan_names_its_gaps():
    text = words_of(render(content(section("P1", "Purpose"), section("P2", "Map"), center="")))
    assert "Nothing is written yet." in text
    assert "Not written yet: P1 Purpose; P2 Map." in text
    assert text.count("Not written yet") == 3


def test_a_plan_without_sections_is_a_page():
    assert "Social media strategy plan" in words_of(render(content(center="", name="")))


def test_the_same_content_gives_the_same_bytes():
    plain = content(section("P1", "Purpose", "Words."))
    assert render(plain) == render(plain)


HOSTILE = {
    "script": "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "formula": "=cmd|' /C calc'!A0",
    "right to left": "نحن نستمع قبل أن نتكلم. \u202eabc",
    "emoji": "Ask 🎉 👩🏽‍💻 first",
    "scripts": "我们先倾听 नमस्ते 한국어 ไทย ქართული",
    "controls": "one\x00two\x0bthree\x1b[31m\ufffe",
    "nested": "> " * 60 + "deep\n\n" + "".join("  " * n + "- item\n" for n in range(60)),
    "brackets": "[" * 5000 + "](" * 5000,
    "entities": "&amp;&lt;&#0;&nbsp;",
    "styles": '<style>@import "file:///etc/passwd"</style>',
    "file link": "[a](file:///etc/passwd) [b](javascript:alert(1)) ![c](file:///etc/passwd)",
    "one word": "w" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_printed_as_words(text):
    short = text[:80]
    made = render(
        content(section("P1", short, text), section("P2", "After", "Still here."), center=short,
                name=short)
    )  # fmt: skip
    assert "Still here." in words_of(made)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert "/JavaScript" not in document.Root.get("/Names", {})
        addresses = [
            str(annotation.A.URI)
            for page in document.pages
            for annotation in page.get("/Annots", [])
            if "/URI" in annotation.get("/A", {})
        ]
    assert all(address.startswith(("http", "mailto")) for address in addresses)


def test_markup_is_printed_as_typed():
    assert "<script>alert(1)</script>" in words_of(
        render(content(section("P1", "A", "<script>alert(1)</script>")))
    )


HEAVY = {
    "stars": "*a* " * 5_000,
    "lines": "a\n" * 10_000,
    "paragraphs": "a\n\n" * 6_000,
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_what_is_too_much_formatting_is_printed_plainly(text, monkeypatch):
    laid_out = []
    monkeypatch.setattr(pdf, "write_pdf", lambda html, **more: laid_out.append(html) or b"")
    render(content(section("P1", "Purpose", text)))
    assert laid_out[0].count("<") < 2_500
    assert laid_out[0].count("a") > 5_000


def test_what_is_beyond_the_room_is_named_instead(monkeypatch):
    monkeypatch.setattr(pdf, "MOST", 300)
    text = words_of(
        render(content(section("P1", "Short", "Fits."), section("P2", "Long", "word " * 100)))
    )
    assert "Fits." in text
    assert "Left out of this PDF, which is full." in text and "word word" not in text


def test_what_stands_beside_the_sections_takes_room(monkeypatch):
    sources = [{"kind": "reflection", "label": "s" * 250, "dated": "2026-11-04"}] * 100
    promises = [{"sentence": "p" * 500, "made_on": "2026-11-04", "outcome": ""}] * 100
    whole = content(section("P1", "Short", "Fits.", sources=sources), commitments=promises)
    copy = Copy(whole, 1)
    assert (len(copy.sections[0].sources), copy.sections[0].unlisted) == (20, 80)
    assert len(copy.commitments) == 30
    monkeypatch.setattr(pdf, "MOST", 20_000)
    assert [fits for _section, fits in pdf._on_paper(copy)] == [False]


def test_nothing_outside_is_opened():
    with pytest.raises(ValueError, match="not.*allowed|scheme|protocol"):
        pdf_module._fetcher().fetch("file:///etc/passwd")
