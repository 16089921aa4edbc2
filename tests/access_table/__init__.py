"""Who may do what: a row for every address of the site. Held against it by test_access."""

from . import (
    accounts,
    articles,
    cms,
    discussions,
    files,
    institutions,
    learning,
    lessons,
    mentors,
    moderation,
    plans,
    shelves,
    site,
)

PARTS = [
    site, accounts, lessons, learning, plans, institutions, discussions, shelves, files, articles,
    mentors, moderation, cms,
]  # fmt: skip
TABLE = {key: row for part in PARTS for key, row in part.TABLE.items()}
assert len(TABLE) == sum(len(part.TABLE) for part in PARTS), "An address has two rows."
