"""Cells for files that people open in a spreadsheet."""

import csv
import io
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")


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
    """The bytes of a workbook with one sheet of these rows, each cell made safe."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for row in rows:
        sheet.append([_for_excel(cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _for_excel(value):
    """Excel knows no time zones and takes no control characters."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, str):
        return ILLEGAL_CHARACTERS_RE.sub("", safe_cell(value))
    return value
