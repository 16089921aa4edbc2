"""Holding a row while something happens to it."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def locked(instance, *related):
    """A transaction that holds the instance's row, and gives the row as it is now.

    Rows that only name it can be added meanwhile: of two people who name each other while each
    holds their own, neither waits for the other.

    SQLite has no row locks; there the transaction, begun IMMEDIATE, holds the
    whole database instead.
    """
    with transaction.atomic():
        # Not ``type``: request.user stands for somebody, and is not of their class.
        rows = instance.__class__._default_manager.select_for_update(of=("self",), no_key=True)
        if related:
            rows = rows.select_related(*related)
        yield rows.get(pk=instance.pk)
