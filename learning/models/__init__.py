from .answers import Attempt, ChecklistTick, Prompt
from .bookmarks import Bookmark, BookmarkTag
from .certificates import Certificate, CertificateFile
from .enrollments import Enrollment, LessonCompletion, LessonVisit, Override
from .notes import Note
from .reflections import Reflection, ReflectionVersion
from .shelves import Shelf

__all__ = [
    "Attempt",
    "Bookmark",
    "BookmarkTag",
    "Certificate",
    "CertificateFile",
    "ChecklistTick",
    "Enrollment",
    "LessonCompletion",
    "LessonVisit",
    "Note",
    "Override",
    "Prompt",
    "Reflection",
    "ReflectionVersion",
    "Shelf",
]
