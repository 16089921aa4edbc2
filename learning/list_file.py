"""Reading the lines of a list from a file that somebody uploads, or from what they paste."""

import csv
import io

from django.utils.translation import gettext as _

CELL_AT_MOST = 2000
DELIMITERS = ",;\t"


class UnreadableFile(Exception):
    """It is no such list; the message says what to do."""


def text_of(content):
    """The text of an uploaded file: UTF-8 with or without its mark, UTF-16, else Latin-1."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise UnreadableFile(_("This file cannot be read. Save it as CSV.")) from None
    if b"\0" in content or content.startswith(b"PK"):
        raise UnreadableFile(
            _("This is not a text file. In your spreadsheet, choose “Save as” and then CSV.")
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def rows_of(text):
    """(line, cells) of each line in which something stands, counted from 1."""
    text = text.lstrip("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise UnreadableFile(_("This is no list. Save it as CSV and try again.")) from None
    found = [(n, [_plain(cell) for cell in cells]) for n, cells in enumerate(rows, start=1)]
    return [(n, cells) for n, cells in found if any(cells)]


def _plain(cell):
    return cell.replace("\0", "").strip()[:CELL_AT_MOST]
