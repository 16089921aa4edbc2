"""Reading a list of people from a file that somebody uploads, or from what they paste."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from learning.list_file import UnreadableFile, rows_of

ROWS_AT_MOST = 500
BYTES_AT_MOST = 256 * 1024
EMAIL = {"email", "e-mail", "email address", "e-mail address", "mail", "address"}
NAME = {"name", "full name", "display name"}
FIRST, LAST = {"first name", "given name", "first"}, {"last name", "surname", "last"}


@dataclass(frozen=True)
class Entry:
    """A row as it was written. ``line`` counts the rows of the file from 1."""

    line: int
    email: str
    name: str = ""


@dataclass(frozen=True)
class Roster:
    entries: list
    unknown: list  # names of columns that are not read

    def as_csv(self):
        """The same list in the plainest form, for the second step."""
        file = io.StringIO()
        rows = [("email", "name"), *((entry.email, entry.name) for entry in self.entries)]
        csv.writer(file, lineterminator="\n").writerows(rows)
        return file.getvalue()


def read(text):
    """The people of a list. Raises UnreadableFile."""
    rows = rows_of(text)
    if not rows:
        raise UnreadableFile(_("There is nobody in the list. Put one address on each line."))
    head = rows[0][1]
    if any("@" in cell for cell in head):
        email, names, unknown = _guessed(head)
    else:
        email, names, unknown = _named(head)
        rows = rows[1:]
    if not rows:
        raise UnreadableFile(_("There is only a heading. Put one person on each line below it."))
    if len(rows) > ROWS_AT_MOST:
        raise UnreadableFile(
            _("These are %(n)d people; at most %(most)d can be enrolled at once. Split the list.")
            % {"n": len(rows), "most": ROWS_AT_MOST}
        )
    return Roster([_entry(line, cells, email, names) for line, cells in rows], unknown)


def _named(head):
    names = [cell.lower() for cell in head]

    def at(known):
        return next((n for n, name in enumerate(names) if name in known), None)

    email = at(EMAIL)
    if email is None:
        raise UnreadableFile(
            _("No column holds e-mail addresses. Name one of them “email” in the first line.")
        )
    whole = at(NAME)
    parts = [whole] if whole is not None else [n for n in (at(FIRST), at(LAST)) if n is not None]
    used = {email, *parts}
    return email, parts, [cell for n, cell in enumerate(head) if n not in used and cell]


def _guessed(head):
    """Without a heading: the first cell with an @ is the address, one beside it the name."""
    email = next(n for n, cell in enumerate(head) if "@" in cell)
    others = [n for n in range(len(head)) if n != email]
    return email, others[:1], []


def _entry(line, cells, email, names):
    def at(n):
        return cells[n] if n < len(cells) else ""

    words = " ".join(" ".join(at(n) for n in names).split())
    return Entry(line, at(email), words[:120])
