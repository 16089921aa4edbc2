"""The plan as a Word document: opened again and read with python-docx."""

import io
import zipfile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from learning.plan_export import docx_words
from tests.learning.test_plan_pdf import HEAVY, HOSTILE, WHOLE, content, render, section

pytestmark = pytest.mark.without_database


def opened(of):
    return Document(io.BytesIO(render(of, "docx")))


def words(text):
    """The paragraphs of a section with this text, its heading left out."""
    paragraphs = opened(content(section("P1", "Purpose", text))).paragraphs
    start = next(n for n, p in enumerate(paragraphs) if p.style.name == "Heading 1")
    return paragraphs[start + 1 :]


def links(document):
    return [
        relation.target_ref
        for relation in document.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.HYPERLINK
    ]


@pytest.fixture(scope="module")
def whole():
    return opened(WHOLE)


def test_it_has_a_title_an_author_and_a_language(whole):
    properties = whole.core_properties
    assert properties.title == "Social media strategy plan: Larkspur Career Center"
    assert properties.author == "Amara Delgado-Lindqvist"
    assert properties.language == "en"
    assert properties.subject == "Revision 3, November 23, 2026"
    assert properties.created.date().isoformat() == "2026-11-23"
    assert properties.comments == ""
    (language,) = {tag.get(qn("w:val")) for tag in whole.styles.element.iter(qn("w:lang"))}
    assert language == "en"


def test_headings_are_headings(whole):
    by_style = {}
    for paragraph in whole.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Title"] == ["Social media strategy plan"]
    assert by_style["Subtitle"] == ["Larkspur Career Center"]
    assert by_style["Heading 1"] == [
        "P1 Purpose", "P2 Community map", "P5 Mentor and alumni pathway", "Commitments",
        "Broadcast audit",
    ]  # fmt: skip


def test_the_contents_lead_to_every_heading(whole):
    body = whole.element.body
    anchors = [a for link in body.iter(qn("w:hyperlink")) if (a := link.get(qn("w:anchor")))]
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert len(anchors) == 5 and set(anchors) == marks
    ids = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(ids)) == len(ids)
    assert any("TOC" in (field.text or "") for field in body.iter(qn("w:instrText")))
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_gaps_and_drafts_say_so(whole):
    texts = [paragraph.text for paragraph in whole.paragraphs]
    assert "Not written yet: P5 Mentor and alumni pathway." in texts
    assert texts[texts.index("P5 Mentor and alumni pathway", 12) + 1] == "Not written yet."
    assert texts[texts.index("P2 Community map", 12) + 1] == "Draft"
    assert "Your shift statement (November 4, 2026)" in texts


def test_commitments_and_the_audit_are_in_it(whole):
    texts = [paragraph.text for paragraph in whole.paragraphs]
    assert "Made on November 20, 2026 · What came of it: Partly" in texts
    (table,) = whole.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["What posts were for", "August 20, 2026", "November 19, 2026"],
        ["Announce", "27 (90%)", "14 (50%)"],
        ["Respond", "2 (7%)", "8 (29%)"],
        ["Invite", "1 (3%)", "6 (21%)"],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_audit_is_a_picture_that_is_described(whole):
    [picture] = whole.inline_shapes
    assert picture._inline.docPr.get("descr").startswith("A bar for each purpose")
    assert picture.width < whole.sections[0].page_width


def test_every_page_has_its_number(whole):
    footer = whole.sections[0].footer
    assert "Larkspur Career Center · Revision 3" in footer.paragraphs[0].text
    assert "PAGE" in footer._element.xml


def test_bold_italic_and_code_are_formatted():
    (paragraph,) = words("We **ask** and *listen* with `#Ask`.")
    found = {run.text: (run.bold, run.italic, run.font.name) for run in paragraph.runs}
    assert found["ask"] == (True, None, None)
    assert found["listen"] == (None, True, None)
    assert found["#Ask"] == (None, None, "Consolas")
    assert found["We "] == (None, None, None)


def test_lists_are_lists_and_numbers_begin_again():
    paragraphs = words("- a\n  - b\n\n1. one\n2. two\n\ntext\n\n1. uno")
    assert [(p.style.name, p.text) for p in paragraphs] == [
        ("List Bullet", "a"), ("List Bullet", "b"), ("List Number", "one"),
        ("List Number", "two"), ("Normal", "text"), ("List Number", "uno"),
    ]  # fmt: skip
    assert paragraphs[1].paragraph_format.left_indent > paragraphs[0].paragraph_format.left_indent
    one, two, uno = (p._p.pPr.numPr.numId.val for p in paragraphs if p.style.name == "List Number")
    assert one == two != uno


def test_quotes_headings_lines_and_code_blocks():
    paragraphs = words("> said\n\n# Big\n\n### Small\n\none\ntwo\n\n```\na\n  b\n```")
    assert [(p.style.name, p.text) for p in paragraphs] == [
        ("Quote", "said"), ("Heading 2", "Big"), ("Heading 2", "Small"), ("Normal", "one\ntwo"),
        ("Code", "a\n  b"),
    ]  # fmt: skip


def test_links_are_links():
    document = opened(
        content(section("P1", "A", "[guide](https://a.example/ü?q=1) <mailto:a@b.example>"))
    )
    assert sorted(links(document)) == ["https://a.example/%C3%BC?q=1", "mailto:a@b.example"]
    (paragraph,) = [p for p in document.paragraphs if "guide" in p.text]
    assert [link.text for link in paragraph.hyperlinks][0] == "guide"


@pytest.mark.parametrize(
    "href",
    ["file:///etc/passwd", "javascript:alert(1)", "//a.example", "/here", "https://",
     "https://a.example:99999/", "http://a.example/%zz", "https://a.example/" + "x" * 3000, ""],
)  # fmt: skip
def test_addresses_that_would_break_the_document_are_left_out(href):
    assert docx_words.address(href) == ""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_stay_words(text):
    short = text[:80]
    made = render(
        content(section("P1", short, text), section("P2", "After", "Still here."), center=short,
                name=short),
        "docx",
    )  # fmt: skip
    document = Document(io.BytesIO(made))
    assert any(p.text == "Still here." for p in document.paragraphs)
    assert all(link.startswith(("http:", "https:", "mailto:")) for link in links(document))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower() or "ole" in name]
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
            if name.endswith(".rels"):
                assert b"attachedTemplate" not in archive.read(name)


def test_a_formula_and_markup_are_text():
    assert [p.text for p in words("=cmd|' /C calc'!A0\n\n<script>x</script>")] == [
        "=cmd|' /C calc'!A0", "<script>x</script>",
    ]  # fmt: skip


def test_right_to_left_is_set_as_such():
    (paragraph,) = words("نحن نستمع")
    assert paragraph._p.pPr.find(qn("w:bidi")) is not None
    assert paragraph.runs[0].font.rtl is True


def test_properties_of_a_paragraph_stand_in_the_order_of_word():
    (paragraph,) = words("- نحن **نستمع** [a](https://a.example)")
    order = [child.tag.rpartition("}")[2] for child in paragraph._p.pPr]
    assert order == [n for n in ("pStyle", "numPr", "bidi", "spacing", "ind") if n in order]
    assert {"pStyle", "bidi", "ind"} <= set(order)


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_what_is_too_much_formatting_is_written_plainly(text):
    assert len(words(text)) < 1_000


def test_an_empty_plan_names_its_gaps():
    texts = [p.text for p in opened(content(section("P1", "Purpose"), center="")).paragraphs]
    assert "Not written yet: P1 Purpose." in texts
    assert opened(content(center="", name="")).paragraphs[0].text == "Social media strategy plan"
