from .answers import Attempt, ChecklistTick, Prompt
from .bookmarks import Bookmark, BookmarkTag
from .certificates import Certificate, CertificateFile
from .cohorts import Announcement, Cohort, CohortMember
from .enrollments import Enrollment, LessonCompletion, LessonVisit, Override
from .evaluations import EvaluationAnswer, EvaluationGiven
from .invitations import Invitation
from .looks import Look
from .notes import Note
from .plan_revisions import PlanFile, PlanRevision
from .plans import Plan, SectionText, SectionVersion, Source
from .reflections import Reflection, ReflectionVersion
from .reviews import Example, Phrase, ReflectionComment
from .seats import InstitutionCode, Seat, SeatGrant
from .shelves import Shelf

__all__ = [
    "Announcement",
    "Attempt",
    "Bookmark",
    "BookmarkTag",
    "Certificate",
    "CertificateFile",
    "ChecklistTick",
    "Cohort",
    "CohortMember",
    "Enrollment",
    "EvaluationAnswer",
    "EvaluationGiven",
    "Example",
    "InstitutionCode",
    "Invitation",
    "LessonCompletion",
    "LessonVisit",
    "Look",
    "Note",
    "Override",
    "Phrase",
    "Plan",
    "PlanFile",
    "PlanRevision",
    "Prompt",
    "Reflection",
    "ReflectionComment",
    "ReflectionVersion",
    "Seat",
    "SeatGrant",
    "SectionText",
    "SectionVersion",
    "Shelf",
    "Source",
]
