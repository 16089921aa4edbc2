"""Calendar months, as people count them."""

from calendar import monthrange
from datetime import date


def months_after(day, months):
    """The same day so many months later, or the last one that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
