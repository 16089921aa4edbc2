"""What python-docx has no word for: language, bookmarks, fields, a header row."""

from datetime import UTC, datetime, time

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

INK, QUIET, SPRUCE = RGBColor(0x17, 0x22, 0x1E), RGBColor(0x46, 0x54, 0x4E), RGBColor(20, 89, 75)
TEXT_FONT, HEADING_FONT, CODE_FONT = "Calibri", "Georgia", "Consolas"
SIZES = {"Title": 26, "Subtitle": 15, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11.5}


def set_up(document, language):
    """Paper, fonts and language of everything."""
    page = document.sections[0]
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.4)
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, TEXT_FONT, 11, INK)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.2
    for name, size in SIZES.items():
        color = SPRUCE if name == "Subtitle" else INK
        _font(styles[name], HEADING_FONT, size, color, bold=name != "Subtitle")
    styles["Subtitle"].font.italic = False
    note = styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = normal
    _font(note, TEXT_FONT, 9.5, QUIET)
    heading = styles.add_style("Contents heading", WD_STYLE_TYPE.PARAGRAPH)
    heading.base_style = normal  # not a heading, or the contents would list themselves
    _font(heading, HEADING_FONT, 14, INK, bold=True)
    heading.paragraph_format.keep_with_next = True
    code = styles.add_style("Code", WD_STYLE_TYPE.PARAGRAPH)
    code.base_style = normal
    _font(code, CODE_FONT, 10, INK)
    for tag in styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)


def _font(style, name, size, color, bold=False):
    style.font.name, style.font.size, style.font.bold = name, Pt(size), bold
    style.font.color.rgb = color
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if "Theme" in attribute or "theme" in attribute:
            del fonts.attrib[attribute]
    for which in ("w:ascii", "w:hAnsi"):
        fonts.set(qn(which), name)


def name_document(document, copy):
    made = datetime.combine(copy.made_on, time(12), UTC)
    properties = document.core_properties
    properties.title = copy.title[:250]
    properties.author = properties.last_modified_by = copy.name.text[:250]
    properties.subject, properties.comments = copy.edition, ""
    properties.language, properties.version = copy.language, str(copy.number)
    properties.created = properties.modified = made


def add_footer(document, text):
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["Note"]
    paragraph.add_run(f"{text} · ")
    _field(paragraph, "PAGE", "1")


def _field(paragraph, instruction, shown):
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown)):
        run = paragraph.add_run(text if kind == "shown" else "")
        if kind in ("begin", "separate"):
            _mark(run, kind)
        elif not kind:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {text} "
            run._r.append(element)
    _mark(paragraph.add_run(), "end")


def _mark(run, kind):
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    run._r.append(element)


def mark_heading(paragraph, anchor):
    """Let the contents lead to this paragraph."""
    number = str(len(list(paragraph.part.element.iter(qn("w:bookmarkStart")))) + 1)
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(tag)
        element.set(qn("w:id"), number)
        if tag == "w:bookmarkStart":
            element.set(qn("w:name"), _bookmark(anchor))
            paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, element)
        else:
            paragraph._p.append(element)


def _bookmark(anchor):
    """A name that Word takes: letters, digits, underscores, at most 40."""
    return "".join(c if c.isalnum() else "_" for c in anchor)[:40]


def add_contents(document, entries):
    """A table of contents that stands there already, and that Word can bring up to date."""
    for index, (anchor, text) in enumerate(entries):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(3)
        if index == 0:
            _mark(paragraph.add_run(), "begin")
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = r' TOC \o "1-1" \h \z \u '
            paragraph.add_run()._r.append(element)
            _mark(paragraph.add_run(), "separate")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _bookmark(anchor))
        run = paragraph.add_run(text)
        link.append(run._r)
        paragraph._p.append(link)
        if index == len(entries) - 1:
            _mark(paragraph.add_run(), "end")
            paragraph.paragraph_format.space_after = Pt(24)


def describe_picture(picture, words):
    """What is read aloud in its place."""
    properties = picture._inline.docPr
    properties.set("descr", words)
    properties.set("name", "audit")


def mark_header_row(table):
    """The first row is a header, repeated on every page."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)
