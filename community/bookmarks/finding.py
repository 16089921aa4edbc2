"""Bookmarks of what people say, write and share here, and the shelves they share."""

from django.db.models import Count, Exists, F, OuterRef, Q

from community.models import ArticlePage, SharedFile, ShelfHiding, Suspension, Thread
from community.standing import is_moderator
from learning.bookmark_targets import Found, finds
from learning.models import Bookmark, BookmarkTag, Shelf

LONGEST_KEY = 18


@finds(Bookmark.Kind.THREAD)
def find_threads(viewer, keys):
    """Threads this viewer reads; one that was merged is the thread that took its posts."""
    wanted = _numbers(keys)
    visible = Thread.objects.visible_to(viewer).select_related("space")
    known = {str(row.pk): _thread(row) for row in visible.filter(pk__in=wanted)}
    if lacking := wanted - {int(key) for key in known}:
        merged = visible.filter(merged__in=lacking).annotate(was=F("merged__pk"))
        known |= {str(row.was): _thread(row) for row in merged}
    return known


@finds(Bookmark.Kind.FILE)
def find_files(viewer, keys):
    """Shared files that this viewer may have."""
    rows = SharedFile.objects.visible_to(viewer).select_related("owner")
    found = rows.filter(pk__in=_numbers(keys))
    return {
        str(row.pk): Found(row.title, row.get_absolute_url(), row.owner.get_full_name())
        for row in found
    }


@finds(Bookmark.Kind.ARTICLE)
def find_articles(viewer, keys):
    """Articles that are public; a draft is its author's and moves no bookmark."""
    rows = ArticlePage.objects.live().public().filter(pk__in=_numbers(keys))
    return {
        str(row.pk): Found(row.title, row.get_absolute_url(), row.author.get_full_name())
        for row in rows.select_related("author")
    }


def _thread(row):
    return Found(row.title, row.get_absolute_url(), row.space.title)


def _numbers(keys):
    return {int(key) for key in keys if key.isdecimal() and len(key) <= LONGEST_KEY}


def shelves_for(user):
    """The shelves this person may look at: their own, and those that others share.

    What somebody shares is out of sight while they may not post, and what a moderator
    has hidden is for its owner and the moderators.
    """
    unseen = Q(Exists(Suspension.objects.in_force(OuterRef("owner"))))
    if not is_moderator(user):
        unseen |= Q(Exists(ShelfHiding.objects.in_force(OuterRef("pk"))))
    hidden = Shelf.objects.exclude(owner=user.pk).filter(unseen)
    return Shelf.objects.visible_to(user).exclude(pk__in=hidden.values("pk"))


def shared_shelves_for(user):
    """Those that the list of shared shelves shows this person."""
    hidden = ShelfHiding.objects.in_force(OuterRef("pk"))
    return shelves_for(user).filter(~Exists(hidden), is_shared=True)


class BookmarkList:
    """One's own bookmarks, narrowed down as the address says; nonsense is ignored."""

    def __init__(self, user, words, data):
        self.mine = Bookmark.objects.of(user)
        self.q = words
        self.unsorted = bool(data.get("unsorted"))
        self.tags = self._tags(user)
        tag = data.get("tag", "")
        self.tag = tag if tag in {row["name"] for row in self.tags} else ""

    @staticmethod
    def _tags(user):
        rows = BookmarkTag.objects.filter(bookmark__user=user)
        return list(rows.order_by("name").values("name").annotate(n=Count("pk")))

    @property
    def is_narrowed(self):
        return bool(self.q or self.tag or self.unsorted)

    @property
    def rows(self):
        rows = self.mine
        if self.unsorted:
            rows = rows.filter(shelf=None)
        if self.tag:
            rows = rows.tagged(self.tag)
        if self.q:
            rows = rows.about(self.q)
        return rows
