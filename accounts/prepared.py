"""A query that is asked often, built once.

Django takes ten times as long to build some queries as the database does to answer them.
What is kept is the question, never an answer: its SQL with places for the values.
"""

import re
import uuid
from collections import OrderedDict, namedtuple
from datetime import UTC, date, datetime

import django
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.query import get_related_populators

from .models import User

FETCH_MODE = ()  # what Django 6.1 wants to be told in addition
if django.VERSION >= (6, 1):
    from django.db.models.fetch_modes import FETCH_ONE

    FETCH_MODE = (FETCH_ONE,)
KEPT = 200
FIRST_KEY = 2_100_000_000
FIRST_YEAR = 1700
A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Prepared:
    """``build(*shape, **values)`` makes a queryset; calling this with the same gives its rows.

    The query is kept by its shape, so a shape is something that many requests share. Values
    may be a person, a key, a moment, a day, a text or a UUID. While building, others stand in for
    them: a query that asks anything else of a person, or that has a moment of its own in it,
    is refused, because it would be kept with it.
    """

    def __init__(self, build):
        self.build, self._kept = build, OrderedDict()

    def __call__(self, *shape, **values):
        if any(isinstance(value, User) and not _is_plain(value) for value in values.values()):
            return list(self.build(*shape, **values))
        kept = self._kept.get(shape)
        if kept is None:
            kept = self._kept[shape] = _Question(self.build, shape, values)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return kept.ask(values)


def _is_plain(user):
    return user.pk is not None and user.is_active and not user.is_superuser


class _Question:
    def __init__(self, build, shape, values):
        self.alias = connection.alias
        stand_ins = {
            name: _stand_in(value, place) for place, (name, value) in enumerate(values.items())
        }
        queryset = build(*shape, **stand_ins)
        if queryset._prefetch_related_lookups:
            raise ValueError("A prepared query brings nothing that is asked for afterwards.")
        self.is_model = not queryset._fields and queryset._iterable_class.__name__[:5] == "Model"
        self.is_flat = queryset._iterable_class.__name__.startswith("Flat")
        self.row = tuple
        if queryset._iterable_class.__name__.startswith("Named"):
            self.row = namedtuple("Row", queryset._fields)._make
        compiler = queryset.query.get_compiler(self.alias)
        try:
            self.sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            self.sql = None
            return
        places = {_adapted(stand_in): name for name, stand_in in stand_ins.items()}
        self.parameters = [(places.get(_hashable(value)), value) for value in parameters]
        self._refuse_what_is_fixed(stand_ins)
        self.select = compiler.select
        self.count = compiler.col_count
        self.converters = compiler.get_converters([row[0] for row in self.select[: self.count]])
        self.klass_info, self.annotations = compiler.klass_info, compiler.annotation_col_map
        if self.is_model:
            fields = self.klass_info["select_fields"]
            self.begin, self.end = fields[0], fields[-1] + 1
            self.model = self.klass_info["model"]
            own = self.select[self.begin : self.end]
            self.names = [row[0].target.attname for row in own]
            self.populators = get_related_populators(
                self.klass_info, self.select, self.alias, *FETCH_MODE
            )

    def _refuse_what_is_fixed(self, stand_ins):
        found = {name for name, _value in self.parameters}
        if missing := stand_ins.keys() - found:
            raise ValueError(f"The query does not depend on {', '.join(sorted(missing))}.")
        for name, value in self.parameters:
            moment = isinstance(value, date) or (isinstance(value, str) and A_DAY.match(value))
            if name is None and moment:
                raise ValueError(f"{value} would be kept with the query.")

    def ask(self, values):
        if self.sql is None:
            return []
        own = {name: _adapted(value) for name, value in values.items()}
        parameters = [value if name is None else own[name] for name, value in self.parameters]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            rows = cursor.fetchall()
        if self.converters:
            rows = [self._converted(row[: self.count]) for row in rows]
        if self.is_model:
            return [self._object(row) for row in rows]
        return [row[0] for row in rows] if self.is_flat else [self.row(row) for row in rows]

    def _converted(self, row):
        row = list(row)
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        return row

    def _object(self, row):
        made = self.model.from_db(self.alias, self.names, row[self.begin : self.end])
        for populator in self.populators:
            populator.populate(row, made)
        for name, place in (self.annotations or {}).items():
            setattr(made, name, row[place])
        return made


def _stand_in(value, place):
    key = FIRST_KEY + place
    if isinstance(value, User):
        # Everything else of them is read from the database, where they are not.
        names = ["id", "is_active", "is_superuser"]
        return User.from_db(connection.alias, names, [key, True, False])
    if isinstance(value, datetime):
        return datetime(FIRST_YEAR + place, 1, 1, 1, 1, 1, 700_007, tzinfo=UTC)
    if isinstance(value, date):
        return date(FIRST_YEAR + place, 1, 1)
    if isinstance(value, uuid.UUID):
        return uuid.UUID(int=key)
    return f"\x01{key}" if isinstance(value, str) else key


def _adapted(value):
    if isinstance(value, User):
        return value.pk
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, uuid.UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


def _hashable(value):
    return value if getattr(value, "__hash__", None) else None
