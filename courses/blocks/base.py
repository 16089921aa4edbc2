"""What every block of a lesson shares."""

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


def word_count(text):
    """How many words a learner reads, given plain text, RichText or HTML."""
    return len(strip_tags(str(getattr(text, "source", text) or "")).split())


def at_least(number, block, **options):
    """A list of as many of these as publishing asks for, and with so many to begin with."""
    empty = [block.get_default() for _number in range(number)]
    return blocks.ListBlock(block, default=empty, min_num=number, **options)


class LessonBlock(blocks.StructBlock):
    """A block whose rules hold when a lesson is published.

    A draft always saves, however unfinished: Wagtail defers validation then, and
    so do the rules in ``publish_errors``.
    """

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and (errors := self.publish_errors(value)):
            whole = errors.pop("", None)
            raise StructBlockValidationError(
                block_errors={
                    name: error if isinstance(error, Exception) else ValidationError(error)
                    for name, error in errors.items()
                },
                non_block_errors=ErrorList([whole]) if whole else None,
            )
        return value

    def publish_errors(self, value):
        """What must be mended before publishing, as {field name: message}.

        The empty name stands for the block as a whole.
        """
        return {}

    def advice(self, value):
        """What would make it better but stops nothing: messages for the author."""
        return []
