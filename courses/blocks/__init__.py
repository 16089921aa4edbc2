from .body import (
    ASKING_BLOCKS,
    CHECK_BLOCKS,
    INDEXED_BLOCKS,
    PERSONAL_BLOCKS,
    UNGRADED_BLOCKS,
    LessonBody,
)

__all__ = [
    "ASKING_BLOCKS",
    "CHECK_BLOCKS",
    "INDEXED_BLOCKS",
    "PERSONAL_BLOCKS",
    "UNGRADED_BLOCKS",
    "LessonBody",
]
