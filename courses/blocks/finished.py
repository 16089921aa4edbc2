"""A body that is published only once every placeholder of its template has given way."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.placeholders import is_placeholder


class PlaceholderLeft(ValidationError):
    """Said at the field that still asks its author for a text."""

    def __init__(self):
        super().__init__(_("Put your own text here, without the brackets."))


class FinishedStream(blocks.StreamBlock):
    """What a template asks for is refused where it stands; a draft saves with it."""

    def clean(self, value):
        left = {} if self.is_deferred_validation else _left_in_stream(value)
        try:
            value = super().clean(value)
        except StreamBlockValidationError as error:
            raise StreamBlockValidationError(
                block_errors=left | error.block_errors, non_block_errors=error.non_block_errors
            ) from error
        if left:
            raise StreamBlockValidationError(block_errors=left)
        return value


def _left_in_stream(value):
    return _only_errors((index, _left(child.value)) for index, child in enumerate(value))


def _left(value):
    """What is wrong with a value that holds placeholders, as deep as they stand; or None.

    ``courses.placeholders.texts_in`` walks the same places in the raw data of a block, where no
    kind of block is known. Here each step up wraps what was found in the error of its block.
    """
    if isinstance(value, blocks.StructValue):
        errors = _only_errors((name, _left(inner)) for name, inner in value.items())
        return StructBlockValidationError(block_errors=errors) if errors else None
    if isinstance(value, blocks.list_block.ListValue):
        errors = _only_errors(enumerate(map(_left, value)))
        return ListBlockValidationError(block_errors=errors) if errors else None
    text = getattr(value, "source", value)
    return PlaceholderLeft() if isinstance(text, str) and is_placeholder(text) else None


def _only_errors(pairs):
    return {name: error for name, error in pairs if error}
