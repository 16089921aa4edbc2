"""What a person wants to find again."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .shelves import Shelf

SCHEMES = ("http", "https")
MOST_TAGS = 10
LONGEST_TAG = 40


class BookmarkQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def keep(self, user, kind, key, *, title, url):
        """Save something; what is saved already stays as it is. Returns (bookmark, made)."""
        saved = {"kind": kind, "title": title[:LONGEST_TITLE], "url": url}
        return self.get_or_create(user=user, target=target_of(kind, key), defaults=saved)

    def drop(self, user, kind, key):
        """Take a bookmark away; doing it again changes nothing."""
        self.filter(user=user, target=target_of(kind, key)).delete()

    def tagged(self, tag):
        return self.filter(tags__name=tag)

    def about(self, words):
        """Those that have these words, as typed, in what their owner sees of them."""
        tags = BookmarkTag.objects.filter(bookmark=OuterRef("pk"), name__icontains=words)
        anywhere = Q(title__icontains=words) | Q(note__icontains=words) | Q(url__icontains=words)
        return self.filter(anywhere | Q(Exists(tags)))


class Bookmark(models.Model):
    """A lesson, a thread, an article, a file or an outside address, once for each person.

    ``target`` names it, as "thread:4". ``title`` and ``url`` are those of the day it was
    saved: they outlive their source. What it is called now, and whether this reader may
    open it, the app that it belongs to says: see ``learning.bookmark_targets``.
    """

    class Kind(models.TextChoices):
        LESSON = "lesson", _("Lesson")
        THREAD = "thread", _("Discussion")
        ARTICLE = "article", _("Article")
        FILE = "file", _("File")
        ADDRESS = "address", _("Outside address")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    target = models.CharField(_("target"), max_length=80)
    title = models.CharField(_("title"), max_length=255)
    url = models.CharField(_("address"), max_length=2000, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    shelf = models.ForeignKey(
        Shelf,
        verbose_name=_("shelf"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="bookmarks",
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = BookmarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "target"], name="one_bookmark_per_person_and_target"
            )
        ]
        indexes = [models.Index(fields=["user", "-made_at"], name="bookmarks_of_a_person")]

    def __str__(self):
        return self.title

    @property
    def key(self):
        """What the app of this kind knows its target by."""
        return self.target.partition(":")[2]

    @property
    def is_outside(self):
        return self.kind == self.Kind.ADDRESS

    @property
    def host(self):
        """Where an outside address leads, as browsers write it; "" for one that leads nowhere."""
        return host_of(self.url) if self.is_outside else ""

    @transaction.atomic
    def set_tags(self, names):
        """These tags and no others."""
        names = normalized_tags(names)
        self.tags.exclude(name__in=names).delete()
        self.tags.bulk_create(
            [BookmarkTag(bookmark=self, name=name) for name in names], ignore_conflicts=True
        )


LONGEST_TITLE = Bookmark._meta.get_field("title").max_length


class BookmarkTag(models.Model):
    """A word of its owner's own, in lower case."""

    bookmark = models.ForeignKey(Bookmark, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(_("tag"), max_length=LONGEST_TAG)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["bookmark", "name"], name="a_bookmark_has_a_tag_once")
        ]

    def __str__(self):
        return self.name


def target_of(kind, key):
    """The name of what is saved; that of an outside address is as long for every address."""
    if kind == Bookmark.Kind.ADDRESS:
        key = hashlib.sha256(str(key).encode()).hexdigest()
    return f"{kind}:{key}"


def host_of(url):
    """The host that a browser would ask, or "" for what is not a plain web address."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in SCHEMES or parts.username is not None:
            return ""
        return host.encode("idna").decode("ascii") if not host.isascii() else host
    except ValueError:
        return ""


def normalized_tags(names):
    """Tags in lower case, each once, in their order: no "#" before them, single spaces."""
    found = {}
    for name in names:
        tidy = " ".join(name.replace("\x00", "").replace(",", " ").lstrip("# ").lower().split())
        if tidy:
            found[tidy[:LONGEST_TAG].rstrip()] = None
    return list(found)[:MOST_TAGS]
