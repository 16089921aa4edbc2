"""How many rows the database hands over: what queries cost beside their number.

A query that nobody counts twice may still bring a row for each of ten thousand learners.
"""

from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db.backends.utils import CursorWrapper

ONE, SOME = "fetchone", ("fetchmany", "fetchall")


@dataclass
class Handed:
    """``rows`` so far."""

    rows: int = 0

    def through(self, name, fetch):
        """``fetch``, counting what it brings."""

        def fetching(*arguments, **options):
            found = fetch(*arguments, **options)
            self.rows += found is not None if name == ONE else len(found)
            return found

        return fetching


@contextmanager
def rows_handed():
    """Count all that Django's cursors bring, those of ``iterator()`` on PostgreSQL too."""
    handed, look_up, go_through = Handed(), CursorWrapper.__getattr__, CursorWrapper.__iter__

    def attribute(wrapper, name):
        found = look_up(wrapper, name)
        return handed.through(name, found) if name in (ONE, *SOME) else found

    def each(wrapper):
        for row in go_through(wrapper):
            handed.rows += 1
            yield row

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CursorWrapper, "__getattr__", attribute)
        patch.setattr(CursorWrapper, "__iter__", each)
        yield handed
