"""The certificate on paper: opened again, read, and looked into."""

import logging
import re
import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.utils import translation

from learning.certificates import pdf as certificate_pdf
from learning.certificates.pdf import PAPERS, CertificateFacts

pytestmark = pytest.mark.without_database

CODE = "7K4M-QX92-AB0D-1FGH"
FACTS = CertificateFacts(
    holder_name="Amara Delgado-Lindqvist",
    course_title="Beyond the Job Board: Social Media Strategy for Career Centers",
    course_version="2026.2",
    contact_hours=Decimal("6.00"),
    ceu=None,
    completed_on=date(2026, 11, 14),
    outcomes=(
        "Map a community and the value each group can give",
        "Recruit and support alumni mentors safely",
        "Choose measures that change decisions",
    ),
    issuer="Common Thread Institute",
    signatory_name="Dr. Imani Feldt",
    signatory_title="Course author and lead instructor",
    competency_area="Career information resources",
    activity_type="Self-paced online course",
    code=CODE,
    verify_url=f"https://learn.example.edu/verify/{CODE}/",
    site_name="Common Thread",
)
NAME_OF_60 = "Maximiliana Wolfeschlegelstein-Featherstonehaugh of Lindholm"
NAMES = {
    "latin": "Đặng Łucja Ñuñez Þórsdóttir Şahin",
    "greek": "Αλεξάνδρα Παπαδοπούλου",
    "cyrillic": "Олександра Коваленко-Їжакевич",
    "arabic": "فاطمة الزهراء بنت عبد الرحمن",
    "devanagari": "श्रीमती प्रियंका क्षत्रिय",
    "chinese": "歐陽明月 李娜",
    "korean": "김민준 남궁서연",
    "japanese": "山田 さくら ユキ",
    "hebrew": "יעל בן־דוד",
    "mixed": "José 李 (Йосиф)",
}


@pytest.fixture(autouse=True)
def quiet_weasyprint(caplog):
    """WeasyPrint's log lines mean a missing glyph or a broken style."""
    caplog.set_level(logging.WARNING, "weasyprint")
    yield
    assert [record.getMessage() for record in caplog.get_records("call")] == []


@pytest.fixture(params=PAPERS)
def paper(request):
    return request.param


def read(pdf):
    """The text of every page, as lines; words broken at a hyphen stay broken."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    text = "\n".join(pages).replace("\ufffe", "-\n").replace("\u200b", "")
    return [line.strip() for line in text.splitlines()]


def squeezed(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def page_count(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def lowest_text(pdf):
    """Millimeters between the foot of the page and its lowest letter."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        return min(page.get_rect(i)[1] for i in range(page.count_rects())) * 25.4 / 72


def structure(pdf, element=None):
    """The tags of the structure tree, each with its element, in reading order."""
    element = pdf.Root.StructTreeRoot if element is None else element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S), kid
            yield from structure(pdf, kid)


def test_each_fact_stands_on_its_own_line_and_in_order(paper):
    lines = read(certificate_pdf.render(FACTS, paper))
    expected = [
        "Common Thread Institute",
        "Certificate of completion",
        "Amara Delgado-Lindqvist",
        "completed the self-paced professional development course",
        "Beyond the Job Board: Social Media Strategy for Career Centers",
        "Contact hours 6.0",
        "Completed November 14, 2026",
        "Course version 2026.2",
        "Competency area Career information resources",
        "Activity type Self-paced online course",
        "What was demonstrated",
        *FACTS.outcomes,
        "Dr. Imani Feldt",
        "Course author and lead instructor",
        "Anyone can check this certificate at",
        FACTS.verify_url,
        CODE,
        "Record kept by Common Thread",
    ]
    assert [line for line in lines if line.strip("• ")] == expected


def test_ceu_is_printed_only_when_given():
    assert not any("CEU" in line for line in read(certificate_pdf.render(FACTS)))
    lines = read(certificate_pdf.render(replace(FACTS, ceu=Decimal("0.60"))))
    assert "CEU 0.6" in lines


@pytest.mark.parametrize(
    "hours, shown", [("6", "6.0"), ("0.50", "0.5"), ("6.25", "6.25"), ("120.0", "120.0")]
)
def test_hours_keep_their_precision_without_needless_zeros(hours, shown):
    lines = read(certificate_pdf.render(replace(FACTS, contact_hours=Decimal(hours))))
    assert f"Contact hours {shown}" in lines


def test_empty_fields_leave_no_label_behind():
    facts = replace(FACTS, competency_area="", activity_type="", outcomes=())
    text = "\n".join(read(certificate_pdf.render(facts)))
    assert "Competency" not in text
    assert "Activity" not in text
    assert "demonstrated" not in text


def test_one_landscape_page_of_the_paper_asked_for(paper):
    with pypdfium2.PdfDocument(certificate_pdf.render(FACTS, paper)) as document:
        assert len(document) == 1
        size = [points * 25.4 / 72 for points in document[0].get_size()]
    assert size == pytest.approx(PAPERS[paper], abs=0.1)


@pytest.mark.parametrize("name", ["Li", NAME_OF_60, "W" * 60, "李" * 60, "Ω" * 60, "م" * 60])
def test_a_name_of_sixty_letters_fits_on_two_lines(paper, name):
    assert len(name) <= 60
    pdf = certificate_pdf.render(replace(FACTS, holder_name=name), paper)
    assert page_count(pdf) == 1
    lines = read(pdf)
    start = lines.index("Certificate of completion") + 1
    end = lines.index("completed the self-paced professional development course")
    assert 1 <= end - start <= 2
    assert "".join(lines[start:end]).replace(" ", "") == name.replace(" ", "")


def test_long_names_are_set_smaller():
    names = ["Li Na", "Amara Delgado-Lindqvist Featherstonehaugh", NAME_OF_60]
    sizes = [certificate_pdf._name_fit(name, 239)[0] for name in names]
    assert sizes == [34, 28, 24]


def test_many_long_outcomes_are_counted_instead_of_spilling(paper):
    outcomes = tuple(f"Outcome {i}: {'say what it takes where you work, ' * 4}" for i in range(40))
    pdf = certificate_pdf.render(replace(FACTS, outcomes=outcomes), paper)
    lines = read(pdf)
    listed = sum(line.startswith("Outcome") for line in lines)
    assert page_count(pdf) == 1
    assert listed >= 3
    assert f"and {40 - listed} more" in lines


def test_seven_ordinary_outcomes_are_all_listed(paper):
    outcomes = tuple(f"Design posts and rituals that start peer help ({i})" for i in range(7))
    lines = read(certificate_pdf.render(replace(FACTS, outcomes=outcomes), paper))
    assert [line for line in lines if line.startswith("Design")] == list(outcomes)


@pytest.mark.parametrize("letter", ["W", "W ", "漢", "ض", "Ж", "क्षि "])
def test_the_longest_of_everything_still_fits_on_one_page(paper, letter):
    text = dict.fromkeys(certificate_pdf.LONGEST, letter * 300)
    text |= {"verify_url": FACTS.verify_url, "code": CODE}
    fields = ("course_version", "competency_area", "activity_type")
    text |= dict.fromkeys(fields, letter * 300)
    facts = replace(FACTS, **text, ceu=Decimal("0.6"), outcomes=(letter * 400,) * 30)
    pdf = certificate_pdf.render(facts, paper)
    assert page_count(pdf) == 1
    assert lowest_text(pdf) > 20
    printed = squeezed("".join(read(pdf)))
    longest = certificate_pdf.LONGEST | dict(zip(fields, (20, 90, 60), strict=True))
    for name in text:
        assert squeezed(certificate_pdf.Text(text[name], longest[name]).text) in printed, name


@pytest.mark.parametrize("script", NAMES)
def test_names_of_every_script_print_with_real_glyphs(script, paper):
    pdf = certificate_pdf.render(replace(FACTS, holder_name=NAMES[script]), paper)
    lines = [unicodedata.normalize("NFKC", line) for line in read(pdf)]
    assert unicodedata.normalize("NFKC", NAMES[script]) in lines
    assert_no_missing_glyph(pdf)


def test_other_fields_may_be_in_any_script_too():
    for name in NAMES.values():
        facts = replace(FACTS, course_title=name, issuer=name, outcomes=(name,))
        assert page_count(certificate_pdf.render(facts)) == 1


def assert_no_missing_glyph(pdf):
    """No text refers to glyph 0, which fonts draw as an empty box."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for operands, operator in pikepdf.parse_content_stream(document.pages[0]):
            if str(operator) != "TJ":
                continue
            for part in operands[0]:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    glyphs = {raw[i : i + 2] for i in range(0, len(raw), 2)}
                    assert b"\0\0" not in glyphs


@pytest.mark.parametrize(
    "name, attributes",
    [
        ("Amara", 'dir="ltr"'),
        ("(1) فاطمة Smith", 'dir="rtl"'),
        ("José فاطمة", 'dir="ltr"'),
        ("יעל", 'dir="rtl"'),
        ("李娜", 'dir="ltr" lang="zh-Hans"'),
        ("김민준", 'dir="ltr" lang="ko"'),
        ("山田 さくら", 'dir="ltr" lang="ja"'),
        ("", 'dir="ltr"'),
    ],
)
def test_direction_follows_the_first_letter_that_has_one(name, attributes):
    assert certificate_pdf.Text(name, 60).attributes == attributes


def test_characters_that_reorder_or_hide_text_are_left_out():
    text = certificate_pdf.Text("Ann\u202eeil\u2066 \x00Lee\n\u2028Roe\ud800", 60)
    assert text.text == "Anneil Lee Roe"
    joined = "می\u200cنا"
    assert certificate_pdf.Text(joined, 60).text == joined


def test_it_is_tagged_titled_and_in_a_language(paper):
    with pikepdf.open(BytesIO(certificate_pdf.render(FACTS, paper))) as pdf:
        title = f"Certificate of completion: {FACTS.course_title}, {FACTS.holder_name}"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).lower().startswith("en")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == title
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == title
            assert metadata["pdfuaid:part"] == "1"
        tags = [tag for tag, _ in structure(pdf)]
    assert tags[0] == "/Document"
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == 1
    assert tags.count("/L") == 2
    assert tags.count("/LI") == 5 + len(FACTS.outcomes)
    assert tags.count("/Link") == 1


def test_the_qr_code_is_the_only_figure_and_has_a_description():
    with pikepdf.open(BytesIO(certificate_pdf.render(FACTS))) as pdf:
        figures = [element for tag, element in structure(pdf) if tag == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == [f"QR code that opens {FACTS.verify_url}"]
        left, _, right, _ = (float(x) for x in figures[0].A.BBox)
    assert (right - left) / 96 * 25.4 == pytest.approx(22, abs=0.1)


def test_the_border_is_an_artifact_and_all_else_is_tagged():
    with pikepdf.open(BytesIO(certificate_pdf.render(FACTS))) as pdf:
        depth, untagged, artifacts = 0, [], 0
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                depth += 1
                artifacts += str(operands[0]) == "/Artifact"
            elif name == "EMC":
                depth -= 1
            elif name in {"TJ", "Tj", "Do", "f", "S"} and not depth:
                untagged.append(name)
    assert untagged == []
    assert artifacts >= 1


@pytest.mark.parametrize("script", NAMES)
def test_every_font_is_embedded_and_maps_to_text(script):
    pdf = certificate_pdf.render(replace(FACTS, holder_name=NAMES[script]))
    with pikepdf.open(BytesIO(pdf)) as document:
        items = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        descriptors = [item for item in items if item.get("/Type") == "/FontDescriptor"]
        fonts = [item for item in items if item.get("/Subtype") == "/Type0"]
        assert len(fonts) == len(descriptors) >= 4
        assert all("/FontFile2" in d or "/FontFile3" in d for d in descriptors)
        assert not any(b"<>" in font.ToUnicode.read_bytes() for font in fonts)


def test_text_is_ink_on_white():
    """Greyscale and copiers keep it: nothing written is lighter than dark grey."""
    with pikepdf.open(BytesIO(certificate_pdf.render(FACTS))) as pdf:
        color, used = None, set()
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operator) in {"rg", "scn"}:
                color = tuple(float(x) for x in operands)
            elif str(operator) == "TJ":
                used.add(color)
    assert used
    assert all(max(color) < 0.34 for color in used)


def test_the_same_facts_give_the_same_bytes(paper):
    first = certificate_pdf.render(FACTS, paper)
    assert len(first) < 60_000
    for name in NAMES.values():
        certificate_pdf.render(replace(FACTS, holder_name=name), paper)
    assert certificate_pdf.render(FACTS, paper) == first


def test_the_bytes_do_not_depend_on_the_readers_language():
    first = certificate_pdf.render(FACTS)
    with translation.override("es"):
        assert certificate_pdf.render(FACTS) == first


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    '"><img src="http://127.0.0.1:9/x.png">',
    "</style><link rel=stylesheet href=http://127.0.0.1:9/a.css>",
    "<link rel=attachment href=file:///etc/passwd>",
    "</p></body></html><p>after",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "&lt;b&gt; &amp; &#0; <!-- -->",
    "]]> <?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "url(file:///etc/passwd) @import 'http://127.0.0.1:9/';",
    "%s %(name)s {0} {name!r} \\u0000 \\N{DASH}",
    "\x00\x07\x1b[31m\u202e\u2066\ufeff\u2028",
    "Z" + "\u0301\u0316" * 50,
    "(\\) << /JS (app.alert(1)) >> endobj",
    "' onload='alert(1)' x='",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text):
    strings = {
        name: text
        for name, field in CertificateFacts.__annotations__.items()
        if field is str and name not in {"verify_url", "code"}
    }
    pdf = certificate_pdf.render(replace(FACTS, **strings, outcomes=(text,) * 3))
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
        assert "/OpenAction" not in document.Root
        assert [tag for tag, _ in structure(document)].count("/Figure") == 1
        for annotation in document.pages[0].get("/Annots", []):
            assert str(annotation.A.URI) == FACTS.verify_url
    shown = squeezed("".join(read(pdf)))
    visible = squeezed(certificate_pdf.Text(text, 60).text)
    if visible.isascii() and visible:
        assert visible[:20] in shown


def test_a_hostile_address_stays_an_address():
    url = 'https://learn.example.edu/verify/"><img src=file:///etc/passwd>&amp;/'
    with pikepdf.open(BytesIO(certificate_pdf.render(replace(FACTS, verify_url=url)))) as pdf:
        assert [tag for tag, _ in structure(pdf)].count("/Figure") == 1


def test_the_border_that_is_drawn_once_looks_as_drawn_in_place(paper, monkeypatch):
    made = certificate_pdf.render(FACTS, paper)
    monkeypatch.setattr(certificate_pdf, "place_svg", certificate_pdf.weave_svg)
    monkeypatch.setattr(certificate_pdf, "_weave", lambda width, height: None)
    assert pixels(made) == pixels(certificate_pdf.render(FACTS, paper))
    monkeypatch.undo()
    monkeypatch.setattr(certificate_pdf, "_weave", lambda width, height: None)
    assert pixels(made) != pixels(certificate_pdf.render(FACTS, paper))


def pixels(made):
    with pypdfium2.PdfDocument(made) as document:
        return document[0].render(scale=2).to_pil().tobytes()


def test_the_border_is_drawn_once_in_each_process(paper, monkeypatch):
    certificate_pdf.render(FACTS, paper)
    monkeypatch.setattr(certificate_pdf, "weave_svg", None)  # nobody asks for its curves again
    assert page_count(certificate_pdf.render(replace(FACTS, holder_name="Rosa Lind"), paper)) == 1
