from .answer_steps import AnswerSteps
from .ask_preferences import AskPreference
from .climbs import Ask, Climb, Rung
from .drafts import Draft
from .follows import ThreadFollow
from .marks import HelpedMark
from .mentions import Mention
from .moderation import ModerationAct, Report, Suspension
from .posts import Post, PostVersion
from .reading import ThreadReading
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
    "Draft",
    "HelpedMark",
    "Mention",
    "ModerationAct",
    "Post",
    "PostVersion",
    "Report",
    "Space",
    "Suspension",
    "Thread",
    "ThreadFollow",
    "ThreadReading",
]
