"""What goes when somebody deletes their account: each app registers its part.

``@erases`` marks a function that takes the person and removes the rows that were
theirs alone. It runs inside one transaction, while the person's row still says who
they were. What others need (posts, certificates, what a moderator did) stays.
"""

_parts = []


def erases(erase):
    _parts.append(erase)
    return erase


def erase_rows_of(person):
    for erase in _parts:
        erase(person)
