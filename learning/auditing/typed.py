"""What was typed into an audit that takes no posts any more, as lines to copy."""

import csv
import io

from . import posts_file
from .forms import ROWS

CELLS = ("posted_on", "purpose", "content", "words")  # in the order of a file's columns
LONGEST = 200


def rows_typed(data):
    """The rows of the form, as a list that the next count takes when it is pasted; "" for none."""
    return _as_list(_cells(data, f"row{place}-") for place in range(1, ROWS + 1))


def post_typed(data):
    """The one post that was edited."""
    return _as_list([_cells(data, "")])


def list_typed(data):
    return data.get("text", "")[: posts_file.BYTES_AT_MOST]


def _cells(data, prefix):
    return [data.get(f"{prefix}{name}", "").strip()[:LONGEST] for name in CELLS]


def _as_list(rows):
    rows = [cells for cells in rows if any(cells)]
    if not rows:
        return ""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows([posts_file.HEADINGS, *rows])
    return lines.getvalue()
