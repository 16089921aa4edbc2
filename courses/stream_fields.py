"""Stream fields whose blocks may change without a migration."""

from django.db import models
from wagtail.fields import StreamField


class FreeStreamField(StreamField):
    """A stream field that keeps its blocks out of the schema.

    The column holds JSON whatever the blocks are, so a block or a label that changes alters
    nothing in the database. A migration that mends stored content names its blocks itself.
    """

    def __init__(self, block_types=(), **kwargs):
        super().__init__(block_types, **kwargs)

    def deconstruct(self):
        return models.Field.deconstruct(self)
