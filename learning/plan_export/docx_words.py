"""What people write, in a Word document: the cleaned HTML as paragraphs, lists and links."""

import re
import unicodedata
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

from docx.enum.dml import MSO_THEME_COLOR
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from accounts.rich_text import SCHEMES

# What XML 1.0 has no room for: Word calls a document with one of these broken.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_AN_ADDRESS = re.compile(r"[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]")
LONGEST_ADDRESS = 2000
DEEPEST = 6  # steps to the right
STEP = Cm(0.63)
# Word wants the properties of a paragraph in the order of its schema.
AFTER_BIDI = [
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr",
    "w:pPrChange",
]  # fmt: skip
HEADINGS = {"h3": "Heading 2", "h4": "Heading 3"}


def clean(text):
    """The text without the characters that no document can hold."""
    return _NOT_XML.sub("", text)


def add_line(document, text, style=None):
    """One paragraph of plain text in the direction of its script."""
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(clean(text))
    if is_right_to_left(text):
        _turn(paragraph)
        run.font.rtl = True
    return paragraph


def is_right_to_left(text):
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def _turn(paragraph):
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(OxmlElement("w:bidi"), *AFTER_BIDI)


class Words(HTMLParser):
    """Adds pieces of clean HTML to the end of a document. Knows the cleaner's tags, no others."""

    def __init__(self, document):
        super().__init__(convert_charrefs=True)
        self.document = document

    def add(self, html):
        self.reset()
        self.paragraph, self.lists, self.quotes = None, [], 0
        self.bold = self.italic = self.code = self.verbatim = 0
        self.href = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        match tag:
            case "p" | "h3" | "h4" | "pre":
                self.verbatim += tag == "pre"
                style = HEADINGS.get(tag) or ("Code" if tag == "pre" else None)
                if not (self._in_new_item() and style is None):
                    self._begin(style)
            case "ul" | "ol":
                self.lists.append(_Numbers(self.document) if tag == "ol" else None)
            case "li":
                self._begin_item()
            case "blockquote":
                self.quotes += 1
                self.paragraph = None
            case "br":
                self._run("").add_break()
            case "strong":
                self.bold += 1
            case "em":
                self.italic += 1
            case "code":
                self.code += 1
            case "a":
                self.href = address(dict(attributes).get("href") or "")

    def handle_endtag(self, tag):
        match tag:
            case "p" | "h3" | "h4" | "li" | "pre":
                self.verbatim -= tag == "pre"
                self.paragraph = None
            case "ul" | "ol":
                self.lists.pop()
                self.paragraph = None
            case "blockquote":
                self.quotes -= 1
                self.paragraph = None
            case "strong":
                self.bold -= 1
            case "em":
                self.italic -= 1
            case "code":
                self.code -= 1
            case "a":
                self.href = ""

    def handle_data(self, data):
        if self.verbatim:
            for index, line in enumerate(data.rstrip("\n").split("\n")):
                if index:
                    self._run("").add_break()
                self._run(line)
        elif self.paragraph is not None or data.strip():
            self._run(data.replace("\n", ""))  # a writer's own line breaks come as <br>

    def _in_new_item(self):
        """Whether the paragraph is the first of a list item, and stands there already."""
        return bool(self.lists) and self.paragraph is not None and not self.paragraph.runs

    def _begin(self, style):
        if style is None:
            style = "Quote" if self.quotes else "List Continue" if self.lists else None
        self.paragraph = self.document.add_paragraph(style=style)
        deep = min(len(self.lists) + self.quotes, DEEPEST)
        if deep:
            self.paragraph.paragraph_format.left_indent = STEP * deep

    def _begin_item(self):
        numbers = self.lists[-1] if self.lists else None
        self.paragraph = self.document.add_paragraph(
            style="List Number" if numbers else "List Bullet"
        )
        if numbers:
            numbers.count(self.paragraph)
        layout = self.paragraph.paragraph_format
        layout.left_indent = STEP * min(len(self.lists) + self.quotes, DEEPEST)
        layout.first_line_indent = -STEP

    def _run(self, text):
        if self.paragraph is None:
            self._begin(None)
        if is_right_to_left(text) and not self.paragraph.runs:
            _turn(self.paragraph)
        run = self.paragraph.add_run(clean(text))
        run.bold, run.italic = bool(self.bold) or None, bool(self.italic) or None
        if self.code:
            run.font.name = "Consolas"
        if is_right_to_left(text):
            run.font.rtl = True
        if self.href:
            self._link(run)
        return run

    def _link(self, run):
        run.font.underline = True
        run.font.color.theme_color = MSO_THEME_COLOR.HYPERLINK
        key = self.paragraph.part.relate_to(
            self.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), key)
        self.paragraph._p.append(link)
        link.append(run._r)


class _Numbers:
    """The numbers of one list, which begin at one again."""

    def __init__(self, document):
        numbering = document.part.numbering_part.element
        style = document.styles["List Number"].element
        first = numbering.num_having_numId(style.pPr.numPr.numId.val)
        self.number = numbering.add_num(first.abstractNumId.val)
        self.number.add_lvlOverride(ilvl=0).add_startOverride(1)

    def count(self, paragraph):
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = self.number.numId


def address(href):
    """The address as Word takes it, or "" for one that would break the document."""
    href = quote(clean(href).strip(), safe="-._~:/?#@!$&'()*+,;=%")
    try:
        parts = urlsplit(href)
        host = parts.hostname
        _port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES or len(href) > LONGEST_ADDRESS:
        return ""
    if parts.scheme.lower() != "mailto" and not host:
        return ""
    if _NOT_AN_ADDRESS.search(href) or re.search(r"%(?![0-9A-Fa-f]{2})", href):
        return ""
    return href
