"""Moments as whole seconds, taken from the database as narrow numbers."""

from django.db.models import BigIntegerField, Func


class Seconds(Func):
    """A moment as seconds since 1970: 200,000 of them cost no 200,000 datetimes."""

    output_field = BigIntegerField()

    def as_sqlite(self, compiler, connection, **extra):
        template = "CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler, connection, **extra):
        template = "FLOOR(EXTRACT(EPOCH FROM %(expressions)s))::bigint"
        return self.as_sql(compiler, connection, template=template, **extra)


DAY = 24 * 60 * 60
