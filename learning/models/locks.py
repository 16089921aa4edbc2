"""Holding a row while something happens to it."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def locked(instance, *related):
    """A transaction that holds the instance's row, and gives the row as it is now.

    SQLite has no row locks; there the transaction, begun IMMEDIATE, holds the
    whole database instead.
    """
    with transaction.atomic():
        # Not ``type``: request.user stands for somebody, and is not of their class.
        rows = instance.__class__._default_manager.select_for_update(of=("self",))
        if related:
            rows = rows.select_related(*related)
        yield rows.get(pk=instance.pk)
