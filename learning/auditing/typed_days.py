"""Days as people type them."""

import re
from datetime import date

ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ].*)?")
AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}|[0-9]{2}))?")
DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
EARLIEST = 2000


def day_meant(typed, today):
    """The day that is meant: 2026-11-03, 11/3/2026, 11/3/26, 3.11.2026, or 11/3 for the last one.

    Raises ValueError for anything else, for days after today and before the year 2000.
    """
    typed = typed.strip()
    if match := ISO.fullmatch(typed):
        found = date(*map(int, match.groups()))
    elif match := DOTTED.fullmatch(typed):
        found = date(*map(int, reversed(match.groups())))
    elif match := AMERICAN.fullmatch(typed):
        month, day = int(match[1]), int(match[2])
        found = date(_year(match[3]), month, day) if match[3] else _last(month, day, today)
    else:
        raise ValueError("no day")
    if found > today or found.year < EARLIEST:
        raise ValueError("not one of the last years")
    return found


def _year(typed):
    return int(typed) + (2000 if len(typed) == 2 else 0)


def _last(month, day, today):
    this_year = date(today.year, month, day)
    return this_year if this_year <= today else date(today.year - 1, month, day)
