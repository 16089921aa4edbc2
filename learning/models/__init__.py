from .answers import Attempt, ChecklistTick, Prompt
from .audits import Audit, AuditedPost
from .bookmarks import Bookmark, BookmarkTag
from .calendar_feeds import CalendarFeed
from .certificates import Certificate, CertificateFile
from .check_ins import CheckIn
from .cohorts import Announcement, Cohort, CohortMember
from .commitments import Commitment
from .enrollments import Enrollment, LessonCompletion, LessonVisit, Override
from .evaluations import EvaluationAnswer, EvaluationGiven
from .invitations import Invitation
from .look_offers import LookOffer
from .looks import Look
from .notes import Note
from .plan_revisions import PlanFile, PlanRevision
from .plans import Plan, SectionText, SectionVersion, Source
from .reflections import Reflection, ReflectionVersion
from .remembering import Card, Recall, Remembering
from .reviews import Example, Phrase, ReflectionComment
from .rhythm import Nudge, StudyDay
from .seats import InstitutionCode, Seat, SeatGrant
from .self_checks import OwnQuestion, SelfCheck
from .shelves import Shelf

__all__ = [
    "Announcement",
    "Attempt",
    "Audit",
    "AuditedPost",
    "Bookmark",
    "BookmarkTag",
    "CalendarFeed",
    "Card",
    "Certificate",
    "CertificateFile",
    "CheckIn",
    "ChecklistTick",
    "Cohort",
    "CohortMember",
    "Commitment",
    "Enrollment",
    "EvaluationAnswer",
    "EvaluationGiven",
    "Example",
    "InstitutionCode",
    "Invitation",
    "LessonCompletion",
    "LessonVisit",
    "Look",
    "LookOffer",
    "Note",
    "Nudge",
    "Override",
    "OwnQuestion",
    "Phrase",
    "Plan",
    "PlanFile",
    "PlanRevision",
    "Prompt",
    "Recall",
    "Reflection",
    "ReflectionComment",
    "ReflectionVersion",
    "Remembering",
    "Seat",
    "SeatGrant",
    "SectionText",
    "SectionVersion",
    "SelfCheck",
    "Shelf",
    "Source",
    "StudyDay",
]
