"""What the library of prompts and questions keeps: one block, as a lesson would have it."""

from copy import deepcopy

from .body import CHECK_BLOCKS, LessonBody
from .finished import FinishedStream

PROMPTS = ("reflection", "discussion")
LIBRARY_BLOCKS = (*PROMPTS, *CHECK_BLOCKS)


class LibraryContent(FinishedStream):
    """The lesson's own blocks, so that their publish rules hold here as well."""

    def __init__(self, local_blocks=None, **kwargs):
        shared = [(name, deepcopy(LessonBody.base_blocks[name])) for name in LIBRARY_BLOCKS]
        super().__init__([*shared, *(local_blocks or [])], **kwargs)
