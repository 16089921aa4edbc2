"""What somebody answered, in words: read from the question as it was shown to them.

Reports and a person's own data read attempts through this package alone, so that a new
kind of check is described once; a file describes a family.
"""

from . import options  # noqa: F401 - registers its readers
from .base import Response, given, offered, reads

__all__ = ["Response", "given", "offered", "reads"]
