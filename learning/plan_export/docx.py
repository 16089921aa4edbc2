"""The plan as a Word document: real headings, a list of contents, lists and a table."""

from io import BytesIO

from django.utils.translation import gettext, ngettext
from docx import Document
from docx.shared import Cm

from .audit_picture import audit_png
from .docx_page import (
    add_contents,
    add_footer,
    describe_picture,
    mark_header_row,
    mark_heading,
    name_document,
    set_up,
)
from .docx_words import STEP, Words, add_line


def render(copy):
    """DOCX bytes: no macro, nothing fetched; links lead to the web or to mail."""
    document = Document()
    set_up(document, copy.language)
    name_document(document, copy)
    add_footer(document, f"{copy.center or copy.name} · {copy.edition}")
    _first_page(document, copy)
    words = Words(document)
    for number, section in enumerate(copy.sections):
        heading = _heading(document, section.anchor, str(section))
        heading.paragraph_format.page_break_before = number == 0
        _section(document, section, words)
    if copy.commitments:
        _commitments(document, copy)
    if copy.audit:
        _audit(document, copy.audit)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _first_page(document, copy):
    add_line(document, copy.heading, "Title")
    if copy.center:
        add_line(document, copy.center.text, "Subtitle")
    add_line(document, copy.name.text)
    add_line(document, f"{copy.edition} · {copy.site}", "Note")
    add_line(document, copy.state)
    if copy.gaps:
        names = "; ".join(str(section) for section in copy.gaps)
        add_line(document, gettext("Not written yet: %(sections)s.") % {"sections": names})
    add_line(document, gettext("Contents"), "Contents heading")
    entries = [(section.anchor, str(section)) for section in copy.sections]
    if copy.commitments:
        entries.append(("commitments", gettext("Commitments")))
    if copy.audit:
        entries.append(("audit", gettext("Broadcast audit")))
    add_contents(document, entries)


def _heading(document, anchor, text):
    paragraph = add_line(document, text, "Heading 1")
    mark_heading(paragraph, anchor)
    return paragraph


def _lead(document, text):
    """A small line that stays with what follows it."""
    add_line(document, text, "Note").paragraph_format.keep_with_next = True


def _section(document, section, words):
    if section.is_gap:
        add_line(document, gettext("Not written yet."), "Note")
    else:
        if not section.is_ready:
            _lead(document, gettext("Draft"))
        words.add(section.html)
    if section.sources:
        _lead(document, gettext("Brought in from:"))
        for source in section.sources:
            add_line(document, f"{source.label} ({source.day})", "List Bullet")
    if section.unlisted:
        more = gettext("and %(n)s more") % {"n": section.unlisted}
        add_line(document, more, "List Bullet")


def _commitments(document, copy):
    _heading(document, "commitments", gettext("Commitments"))
    for row in copy.commitments:
        add_line(document, row.sentence.text, "List Bullet").paragraph_format.keep_with_next = True
        made = gettext("Made on %(day)s") % {"day": row.made_on}
        came = gettext("What came of it: %(outcome)s") % {"outcome": row.outcome}
        note = add_line(document, f"{made} · {came}", "Note")
        note.paragraph_format.left_indent = STEP


def _audit(document, audit):
    _heading(document, "audit", gettext("Broadcast audit"))
    tallies = [audit.baseline] + ([audit.repeat] if audit.repeat else [])
    for tally in tallies:
        counted = ngettext(
            "%(posts)s post counted on %(day)s.", "%(posts)s posts counted on %(day)s.", tally.posts
        )
        add_line(document, counted % {"posts": tally.posts, "day": tally.day})
    picture = document.add_picture(BytesIO(audit_png(audit)), width=Cm(16))
    describe_picture(picture, gettext("A bar for each purpose; the table has the same numbers."))
    heads = [gettext("What posts were for"), *(tally.day for tally in tallies)]
    table = document.add_table(rows=1, cols=len(heads), style="Light List")
    mark_header_row(table)
    _fill(table.rows[0], heads)
    for label, first, second in audit.rows:
        shares = [f"{share[1]} ({share[2]}%)" for share in (first, second) if share]
        _fill(table.add_row(), [label, *shares])


def _fill(row, texts):
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text
