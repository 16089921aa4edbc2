"""Cells for files that people open in a spreadsheet."""

import csv
import io
from datetime import datetime
from itertools import chain, islice, zip_longest

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
MEASURED = 200  # rows that say how wide the columns are
NARROWEST, WIDEST = 9, 60  # characters


def safe_cell(value):
    """A cell that no spreadsheet takes for a formula: text that looks like one gets a quote.

    Numbers stay numbers, negative ones too. Source: OWASP, "CSV Injection".
    """
    if isinstance(value, str) and value.startswith(FORMULA_BEGINS):
        return "'" + value
    return value


def write_rows(file, rows):
    """Write rows of cells, each made safe. Begins with the mark by which Excel knows UTF-8."""
    file.write("\ufeff")
    writer = csv.writer(file)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])


def csv_lines(rows):
    """The same as ``write_rows``, line by line, for an answer that is streamed."""

    class Echo:
        write = staticmethod(lambda line: line)

    writer = csv.writer(Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])


def as_xlsx(rows, title):
    """The bytes of a workbook with one sheet of these rows; the first stays in sight as headings.

    Columns are as wide as the first rows need. Text that looks like a formula is marked as text,
    which needs no quote that one would see.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    rows = iter(rows)
    first = list(islice(rows, MEASURED))
    for number, width in enumerate(_widths(first), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    headings = [_for_excel(sheet, cell) for cell in first[0]] if first else []
    for cell in headings:
        cell.font = Font(bold=True)
    sheet.append(headings)
    for row in chain(first[1:], rows):
        sheet.append([_for_excel(sheet, cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _widths(rows):
    for column in zip_longest(*rows, fillvalue=""):
        yield min(WIDEST, max(NARROWEST, 2 + max(len(str(cell)) for cell in column)))


def _for_excel(sheet, value):
    """Excel knows no time zones and takes no control characters."""
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    if value.startswith(FORMULA_BEGINS):
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell
