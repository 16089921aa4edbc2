"""Where the lessons of a list stand: in which course, and whether they can still be opened."""

from dataclasses import dataclass

from wagtail.models import Page


@dataclass(frozen=True)
class Place:
    """A lesson's title and course; ``url`` is empty once it is no longer available."""

    title: str
    course_title: str
    url: str


def place(request, rows):
    """Give each row with a ``lesson`` its ``place``. One query, however many rows."""
    rows = list(rows)
    above = set()
    for row in rows:
        above.update(_ancestors(row.lesson))
    found = {
        page["path"]: page
        for page in Page.objects.filter(path__in=above).values("path", "title", "live")
    }
    for row in rows:
        course, module = (found.get(path) for path in _ancestors(row.lesson))
        open_ = row.lesson.live and all(page and page["live"] for page in (course, module))
        row.place = Place(
            row.lesson.title,
            course["title"] if course else "",
            row.lesson.get_url(request) if open_ else "",
        )
    return rows


def _ancestors(lesson):
    """The tree paths of the lesson's course and module."""
    return lesson.course_path, lesson.path[: -lesson.steplen]
