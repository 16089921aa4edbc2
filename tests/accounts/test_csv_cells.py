"""Files for spreadsheets carry no formulas (S13)."""

import io

import pytest

from accounts.csv_cells import safe_cell, write_rows


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_what_looks_like_a_formula_is_text(begin):
    assert safe_cell(f"{begin}1+1") == f"'{begin}1+1"


@pytest.mark.parametrize("value", ["a=1", "", "5%", -3, 2.5, None])
def test_everything_else_stays(value):
    assert safe_cell(value) == value


def test_rows_begin_with_the_mark_of_utf_8():
    file = io.StringIO()
    write_rows(file, [["Zoë", "=1"], [1, -2]])
    assert file.getvalue() == "\ufeffZoë,'=1\r\n1,-2\r\n"
