"""Reading a center's posts from a file that somebody uploads, or from what they paste."""

import csv
import io
from dataclasses import astuple, dataclass

from django.utils.translation import gettext as _

from learning.list_file import UnreadableFile, rows_of
from learning.models import AuditedPost

BYTES_AT_MOST = 64 * 1024
ROWS_AT_MOST = 200
HEADINGS = ["date", "purpose", "content", "words"]
EXAMPLES = [
    ("2026-11-02", "announce", "event", "Résumé drop-in, Wednesday 12 to 2"),
    ("2026-11-03", "respond", "question", "Whether sophomores may apply to the state program"),
    ("2026-11-05", "invite", "advice", "How did you know whose turn it was in a video panel?"),
]
KNOWN = {
    "day": {"date", "day", "posted", "posted on"},
    "purpose": {"purpose", "what it was for", "for"},
    "content": {"content", "what it was about", "about", "kind"},
    "words": {"words", "what it said", "a few words", "text"},
}
ALSO_CALLED = {
    "announcement": "announce", "response": "respond", "answer": "respond",
    "invitation": "invite", "jobs": "job", "internship": "job", "events": "event",
    "questions": "question", "student": "student_voice", "alumni": "alumni_voice",
    "alumna": "alumni_voice", "alumnus": "alumni_voice", "tips": "advice", "tip": "advice",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A row as it was written. ``line`` counts the rows of the file from 1."""

    line: int
    day: str
    purpose: str
    content: str
    words: str


@dataclass(frozen=True)
class PostList:
    entries: list
    unknown: list  # names of columns that are not read
    has_content: bool  # whether a column says what each post was about

    def as_csv(self):
        """The same list in the plainest form, for the second step."""
        lines = io.StringIO()
        rows = [HEADINGS, *(astuple(entry)[1:] for entry in self.entries)]
        csv.writer(lines, lineterminator="\n").writerows(rows)
        return lines.getvalue()


def read(text):
    """The posts of a list. Raises UnreadableFile."""
    rows = rows_of(text)
    if not rows:
        raise UnreadableFile(_("There is nothing in the list. Put one post on each line."))
    places, unknown = _places(rows[0][1])
    entries = [_entry(line, cells, places) for line, cells in rows[1:]]
    entries = [entry for entry in entries if any(astuple(entry)[1:])]
    if not entries:
        raise UnreadableFile(_("There are only headings. Put one post on each line below them."))
    if len(entries) > ROWS_AT_MOST:
        raise UnreadableFile(
            _("These are %(n)d rows; an audit holds 60 posts. Keep the newest.")
            % {"n": len(entries)}
        )
    return PostList(entries, unknown, "content" in places)


def _places(head):
    """{field: index of its column}, and the names of the columns that are not read."""
    names = [cell.lower().partition(",")[0].partition("(")[0].strip() for cell in head]
    found = {}
    for n, name in enumerate(names):
        field = next((field for field, known in KNOWN.items() if name in known), None)
        if field and field not in found:
            found[field] = n
    if "purpose" not in found:
        raise UnreadableFile(
            _("No column says what each post was for. Name one “purpose” in the first line.")
        )
    return found, [cell for n, cell in enumerate(head) if n not in found.values() and cell]


def _entry(line, cells, places):
    def at(field):
        n = places.get(field, len(cells))
        return _without_quote(cells[n]) if n < len(cells) else ""

    purpose = choice(at("purpose"), AuditedPost.Purpose)
    content = choice(at("content"), AuditedPost.Content)
    return Entry(line, at("day"), purpose, content, at("words"))


def _without_quote(cell):
    """Our own files put a quote before what a spreadsheet would take for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell


def choice(typed, choices):
    """The value that is meant by itself, its label, its first letter or a near word.

    What is none of these comes back as it is, and is refused where the post is checked.
    """
    word = " ".join(typed.lower().replace("_", " ").split())
    for value, label in choices.choices:
        if word and word in (value.replace("_", " "), str(label).lower(), str(label)[0].lower()):
            return value
    other = ALSO_CALLED.get(word)
    return other if other in choices.values else typed
