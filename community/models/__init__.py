from .drafts import Draft
from .file_versions import FileVersion
from .files import SharedFile
from .follows import CourseFollow, FeedReading, PersonFollow, ThreadFollow
from .marks import HelpedMark
from .mentions import Mention
from .moderation import ModerationAct, Report, Suspension
from .posts import Post, PostVersion
from .reading import ThreadReading
from .spaces import Space
from .threads import Thread

__all__ = [
    "CourseFollow",
    "Draft",
    "FileVersion",
    "FeedReading",
    "HelpedMark",
    "Mention",
    "ModerationAct",
    "PersonFollow",
    "Post",
    "PostVersion",
    "Report",
    "SharedFile",
    "Space",
    "Suspension",
    "Thread",
    "ThreadFollow",
    "ThreadReading",
]
