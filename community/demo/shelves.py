"""The shelves of the demonstration's people, with what stands on them.

A file per shelf in ``shelves/``. A shelf is known by its owner and name: one that is
there already is left alone. What a shelf names and nobody has loaded is left out, as
long as a content file of the demonstration knows it.
"""

from datetime import timedelta
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.demo import workdays_ago
from community.models import ArticlePage, SharedFile, Thread
from courses.demo.files import Source
from courses.models import CoursePage, LessonPage
from learning import bookmark_targets
from learning.models import Bookmark, Enrollment, Shelf

from .discussions import Cast

HERE = Path(__file__).parent
MADE_WORKDAYS_AGO = 3
BETWEEN = timedelta(minutes=4)


def load_shelves(folder=HERE / "shelves"):
    """Put up the shelves that are not there yet. Returns how many."""
    cast = Cast()
    put_up = 0
    for path in sorted(folder.glob("*.yaml")):
        with Source(path) as keys:
            put_up += PuttingUp(keys, cast).tell()
    return put_up


class PuttingUp:
    """One shelf, and its things in their order."""

    def __init__(self, keys, cast):
        self.keys = keys
        self.owner = cast.user(keys.take("by"), keys)
        self.title = keys.take("title")

    def tell(self):
        if Shelf.objects.of(self.owner).filter(title__iexact=self.title).exists():
            self.keys.values.clear()
            return False
        with transaction.atomic():
            self.at = self._begun()
            self.shelf = Shelf.objects.create(
                owner=self.owner,
                title=self.title,
                description=self.keys.take("description", ""),
                is_shared=self.keys.take("shared", False),
                made_at=self.at,
            )
            for values in self.keys.take("items"):
                with Source(f"{self.keys.path}: {values}", values) as item:
                    self._put(item)
        return True

    def _begun(self):
        """A few workdays ago, and after the owner came and enrolled."""
        zone = self.owner.time_zone or settings.TIME_ZONE
        since = Enrollment.objects.of(self.owner).aggregate(at=Max("enrolled_at"))["at"]
        since = max(filter(None, (since, self.owner.date_joined))) + BETWEEN
        return max(workdays_ago(MADE_WORKDAYS_AGO, "16:40", zone), since)

    def _put(self, item):
        kind = next((kind for kind in FINDERS if kind in item.values), None)
        if kind is None:
            raise item.error(f"an item is one of {', '.join(FINDERS)}")
        note, tags = item.take("note", ""), item.take("tags", [])
        found = FINDERS[kind](item, item.take(kind))
        if found is None:
            return
        key, title, since = found
        if kind == Bookmark.Kind.ADDRESS:
            row, _made = Bookmark.objects.keep(self.owner, kind, key, title=title, url=key)
        else:
            row = bookmark_targets.save(self.owner, kind, key)
        if row is None:
            raise item.error(f"{self.owner} may not open this")
        self.at = min(max(self.at, since or self.at) + BETWEEN, timezone.now())
        row.note, row.shelf, row.made_at = note, self.shelf, self.at
        row.full_clean(exclude=["user"])
        row.save(update_fields=["note", "shelf", "made_at"])
        row.set_tags(tags)


# Each finds the key, the title and since when it has been there; None is not loaded yet.


def _lesson(item, path):
    course_slug, _, slug = path.partition("/")
    course = CoursePage.objects.filter(slug=course_slug).first()
    page = course and LessonPage.objects.in_course(course.path).filter(slug=slug).first()
    if page is None:
        raise item.error("there is no such lesson")
    return page.key, page.title, None


def _thread(item, title):
    thread = Thread.objects.filter(title=title).order_by("pk").first()
    if thread is None:
        raise item.error("there is no such thread")
    return thread.pk, title, thread.created_at


def _article(item, slug):
    article = ArticlePage.objects.live().filter(slug=slug).first()
    if article:
        return article.pk, article.title, article.first_published_at
    known = (yaml.safe_load(path.read_text()) for path in (HERE / "articles").glob("*.yaml"))
    return _not_loaded(item, slug in (values["slug"] for values in known), "article")


def _file(item, title):
    file = SharedFile.objects.published().filter(title=title).order_by("pk").first()
    if file:
        return file.pk, title, file.made_at
    known = yaml.safe_load((HERE / "files" / "files.yaml").read_text())
    return _not_loaded(item, title in (values["title"] for values in known), "file")


def _not_loaded(item, is_known, kind):
    if not is_known:
        raise item.error(f"there is no such {kind}")
    return


def _address(item, url):
    return url, item.take("title"), None


FINDERS = {
    "lesson": _lesson,
    "thread": _thread,
    "article": _article,
    "file": _file,
    "address": _address,
}
