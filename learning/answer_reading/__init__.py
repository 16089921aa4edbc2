"""What somebody answered, in words: read from the question as it was shown to them.

Reports and a person's own data read attempts through this package alone, so that a new
kind of check is described once; a file describes a family.
"""

from . import (  # noqa: F401 - they register their readers
    arranging,
    options,
    own_words,
    scenes,
    true_false,
)
from .base import Response, given, is_graded, offered, share, told, ungraded_kinds

__all__ = ["Response", "given", "is_graded", "offered", "share", "told", "ungraded_kinds"]
