"""Cells for files that people open in a spreadsheet."""

import csv

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
