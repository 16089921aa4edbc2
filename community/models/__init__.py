from .answer_steps import AnswerSteps
from .articles import ArticlePage, BlogsPage, CommunityPage, RelatedLearning
from .ask_preferences import AskPreference
from .climbs import Ask, Climb, Rung
from .drafts import Draft
from .file_versions import FileVersion
from .files import SharedFile
from .follows import CourseFollow, FeedReading, PersonFollow, ThreadFollow
from .marks import HelpedMark
from .mentions import Mention
from .mentors import Mentor, MentorInvitation
from .mentorships import ContactNote, Mentorship
from .moderation import ModerationAct, Suspension
from .posts import Post, PostVersion
from .reading import ThreadReading
from .reports import Report
from .shelf_hidings import ShelfHiding
from .spaces import Space
from .threads import Thread
from .working_hours import Absence, Closure, WorkingHours

__all__ = [
    "Absence",
    "AnswerSteps",
    "Ask",
    "AskPreference",
    "Climb",
    "Closure",
    "Rung",
    "WorkingHours",
    "ArticlePage",
    "BlogsPage",
    "CommunityPage",
    "ContactNote",
    "CourseFollow",
    "Draft",
    "FileVersion",
    "FeedReading",
    "HelpedMark",
    "Mention",
    "Mentor",
    "MentorInvitation",
    "Mentorship",
    "ModerationAct",
    "PersonFollow",
    "Post",
    "PostVersion",
    "RelatedLearning",
    "Report",
    "SharedFile",
    "ShelfHiding",
    "Space",
    "Suspension",
    "Thread",
    "ThreadFollow",
    "ThreadReading",
]
