"""What somebody answered, in words: read from the question as it was shown to them.

Reports and a person's own data read attempts through this package alone, so that a new
kind of check is described once; a file describes a family.
"""

from . import arranging, options, own_words, true_false  # noqa: F401 - they register readers
from .base import Response, given, is_graded, offered, told

__all__ = ["Response", "given", "is_graded", "offered", "told"]
