from .answers import Attempt, ChecklistTick, Prompt
from .bookmarks import LessonBookmark
from .certificates import Certificate, CertificateFile
from .enrollments import Enrollment, LessonCompletion, LessonVisit, Override
from .notes import Note
from .reflections import Reflection, ReflectionVersion

__all__ = [
    "Attempt",
    "Certificate",
    "CertificateFile",
    "ChecklistTick",
    "Enrollment",
    "LessonBookmark",
    "LessonCompletion",
    "LessonVisit",
    "Note",
    "Override",
    "Prompt",
    "Reflection",
    "ReflectionVersion",
]
