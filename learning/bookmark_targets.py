"""What bookmarks lead to: each app says it of the kinds of things that are its own.

``find(viewer, keys)`` gives ``{key: Found}`` for those of the things that are there and
that this viewer may open, in as many queries however many there are. What it leaves out
is gone or not theirs to see; which of the two, nobody is told.
"""

from dataclasses import dataclass

from courses.models import LessonPage

from .models import Bookmark
from .places import place


@dataclass(frozen=True)
class Found:
    """How a thing is called today, and where it is."""

    title: str
    url: str
    beside: str = ""  # where it belongs, such as a lesson's course


_finders = {}


def finds(kind):
    """Register the function that finds things of this kind."""

    def register(find):
        _finders[kind] = find
        return find

    return register


def found(viewer, kind, keys):
    """{key: Found} of one kind; nothing where no app knows it."""
    find = _finders.get(kind)
    return find(viewer, list(keys)) if find and keys else {}


def look_up(viewer, bookmarks):
    """Give each bookmark its ``found``: a Found, or None. Outside addresses lead where they say."""
    bookmarks = list(bookmarks)
    for kind in Bookmark.Kind:
        theirs = [row for row in bookmarks if row.kind == kind]
        known = found(viewer, kind, {row.key for row in theirs})
        for row in theirs:
            row.found = known.get(row.key)
            if row.host:
                row.found = Found(row.title, row.url)
    return bookmarks


def save(user, kind, key):
    """Bookmark a thing of the site that this person may open, or None. Returns the bookmark."""
    thing = found(user, kind, [str(key)]).get(str(key))
    if thing is None:
        return None
    bookmark, _made = Bookmark.objects.keep(user, kind, key, title=thing.title, url=thing.url)
    bookmark.found = thing
    return bookmark


@finds(Bookmark.Kind.LESSON)
def find_lessons(viewer, keys):
    """Published lessons: their titles are public, whoever may read what they say."""
    pages = LessonPage.objects.live().filter(translation_key__in=keys)
    rows = place(None, [_Row(page) for page in pages.defer_streamfields()])
    return {
        str(row.lesson.key): Found(row.place.title, row.place.url, row.place.course_title)
        for row in rows
        if row.place.url
    }


@dataclass
class _Row:
    lesson: LessonPage
