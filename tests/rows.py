"""Rows that many tests begin with: made once by the models, then put back as rows.

A course of the cast costs 236 queries, since each of its pages is checked, indexed and
logged as an author's would be. What that leaves in the database is the same whenever the
site before it was the same; so it is read once, and inserted again in some twenty queries.
"""

from datetime import UTC

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.search.models import IndexEntry

from community.models import Space
from courses import published
from courses.models import Activity

# The same greatest numbers in these: the same site.
TELLING = [ContentType, Page, PageLogEntry, Revision, IndexEntry, Space, Activity]


def tables():
    """Every table of a model; the one for full-text search on SQLite is kept by triggers."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return {name: model for name, model in found.items() if not name.endswith("_fts")}


def everything():
    """All rows: ``{table: (columns, {key: row})}``."""
    with connection.cursor() as cursor:
        return {name: _rows(cursor, name, model) for name, model in tables().items()}


def _rows(cursor, name, model):
    cursor.execute(f"SELECT * FROM {quoted(name)}")
    columns = [column[0] for column in cursor.description]
    key = columns.index(model._meta.pk.column)
    return columns, {row[key]: row for row in cursor.fetchall()}


def quoted(*names):
    return ", ".join(connection.ops.quote_name(name) for name in names)


def insert(cursor, name, columns, rows):
    one = f"({', '.join(['%s'] * len(columns))})"
    at_once = 5000 // len(columns)
    for start in range(0, len(rows), at_once):
        part = rows[start : start + at_once]
        places = ", ".join([one] * len(part))
        cursor.execute(
            f"INSERT INTO {quoted(name)} ({quoted(*columns)}) VALUES {places}",
            [value for row in part for value in row],
        )


class KeptSite:
    """What is in the database now, to be put back after a test with transactions of its own.

    Django would empty every table and fill those of its own again, which takes longer
    than most tests, and leaves out what migrations and the bare site need.
    """

    def __init__(self):
        self.rows = everything()

    def put_back(self):
        names = list(self.rows)
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"TRUNCATE {quoted(*names)}")
            else:
                for name in names:
                    cursor.execute(f"DELETE FROM {quoted(name)}")
            for name, (columns, rows) in self.rows.items():
                insert(cursor, name, columns, list(rows.values()))
        ContentType.objects.clear_cache()


class Kept:
    """``make()``, whose page is put back as rows from the third time on the same site."""

    def __init__(self, make):
        self.make = make
        self.met = set()
        self.made = {}

    def __call__(self):
        site = _site()
        if site in self.made:
            return self.made[site].put_back()
        if site not in self.met:  # perhaps a site that only this test has
            self.met.add(site)
            return self.make()
        before, began = everything(), timezone.now()
        page = self.make()
        self.made[site] = _Difference(page, began, before, everything())
        return page


def _site():
    highest = [f"(SELECT max(id) FROM {quoted(model._meta.db_table)})" for model in TELLING]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(highest)}")
        return cursor.fetchone()


class _Difference:
    """What changed between two readings; its moments move along with the time it is put back."""

    def __init__(self, page, began, before, after):
        self.model, self.pk, self.began = type(page), page.pk, began
        self.inserted, self.updated = [], []
        for name, model in tables().items():
            columns, old = before[name]
            new = after[name][1]
            assert old.keys() <= new.keys(), f"rows of {name} are gone"
            moments = {
                columns.index(field.column)
                for field in model._meta.local_concrete_fields
                if isinstance(field, models.DateTimeField)
            }
            rows = [row for key, row in new.items() if key not in old]
            if rows:
                self.inserted.append((name, columns, moments, rows))
            key = model._meta.pk.column
            for pk, row in old.items():
                if new[pk] != row:
                    self.updated.append((name, columns, moments, key, pk, new[pk]))

    def put_back(self):
        later = timezone.now() - self.began
        with transaction.atomic(), connection.cursor() as cursor:
            for name, columns, moments, rows in self.inserted:
                insert(cursor, name, columns, [self._moved(row, moments, later) for row in rows])
            for name, columns, moments, key, pk, row in self.updated:
                fields = ", ".join(f"{quoted(column)} = %s" for column in columns)
                cursor.execute(
                    f"UPDATE {quoted(name)} SET {fields} WHERE {quoted(key)} = %s",
                    [*self._moved(row, moments, later), pk],
                )
        published.forget()
        return self.model.objects.get(pk=self.pk)

    def _moved(self, row, moments, later):
        return [
            self._later(value, later) if number in moments and value else value
            for number, value in enumerate(row)
        ]

    def _later(self, value, later):
        """A moment since the making began moves, others stay; SQLite's come without a zone."""
        moment = value if value.tzinfo else value.replace(tzinfo=UTC)
        return value if moment < self.began else value + later
