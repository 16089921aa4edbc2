"""Files that people give each other, and their versions."""

from contextlib import contextmanager

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from community.standing import is_moderator
from courses.models import CourseRole
from learning.models import Enrollment
from learning.models.locks import locked

from .file_versions import FileVersion

QUOTA = 200 * 1024 * 1024


class NoRoom(Exception):
    """The file would take its owner above the quota."""


class SharedFileQuerySet(SearchableQuerySetMixin, models.QuerySet):
    def readable_by(self, user):
        """Those whose audience this person belongs to, whatever became of them."""
        if is_moderator(user):
            return self
        allowed = Q(visibility=SharedFile.Visibility.PUBLIC)
        if user.is_authenticated:
            allowed |= Q(visibility=SharedFile.Visibility.MEMBERS) | Q(owner=user)
            allowed |= Enrollment.objects.active().takes_or_teaches(user)
        return self.filter(allowed)

    def published(self):
        """Shown to their audience: nothing waits, and a version has passed the check."""
        return self.filter(state=SharedFile.State.PUBLISHED).exclude(current=None)

    def visible_to(self, user):
        """What lists and searches show this person; of their own also what still waits."""
        shown = Q(state=SharedFile.State.PUBLISHED, current__isnull=False)
        if user.is_authenticated:
            waiting = [SharedFile.State.PUBLISHED, SharedFile.State.HELD]
            shown |= Q(owner=user, state__in=waiting)
        return self.readable_by(user).filter(shown)

    def open_to(self, user):
        """Those with a page for this person: hidden ones for their owner and who hosts them."""
        kept = self.exclude(state=SharedFile.State.WITHDRAWN)
        if is_moderator(user):
            return kept
        hosted = Q(pk__in=self.hosted_by(user).values("pk"))
        mine = Q(owner=user.pk)
        return kept.filter(Q(pk__in=self.visible_to(user).values("pk")) | hosted | mine)

    def withdrawn_for(self, user):
        """Those that were here for this person and are not any more."""
        return self.readable_by(user).filter(state=SharedFile.State.WITHDRAWN)

    def hosted_by(self, user):
        """Those that this person looks after: all for a moderator, a course's for its hosts."""
        if is_moderator(user):
            return self
        if not user.is_authenticated:
            return self.none()
        return self.filter(course_key__in=CourseRole.objects.course_keys_of(user))

    def matching(self, words):
        """Those with every one of the words in what is said about them."""
        for word in words.split():
            files = self.model.topics.through.objects.filter(topic__name__icontains=word)
            self = self.filter(
                Q(title__icontains=word)
                | Q(description__icontains=word)
                | Q(alternative__icontains=word)
                | Q(current__original_name__icontains=word)
                | Q(pk__in=files.values("sharedfile"))
            )
        return self

    def for_list(self):
        """With what a row of a list shows, in the same query."""
        return self.select_related("current", "owner__institution")


class SharedFileManager(models.Manager.from_queryset(SharedFileQuerySet)):
    def share(self, owner, content, *, topics=(), at=None, note="", checked=True, **values):
        """Share a file for the first time. ``content`` is what ``file_check`` made of it.

        Raises NoRoom above the quota, and leaves nothing then.
        """
        with room_for(owner, content.size):
            at = at or timezone.now()
            file = self.create(owner=owner, made_at=at, **values)
            file.topics.set(topics)
            file._add_version(owner, content, at=at, note=note, checked=checked)
        return file


class SharedFile(index.Indexed, models.Model):
    """Something to take home: its address stays, whatever version lies there.

    ``current`` is the version that is given out, the newest that passed the check; it
    can be made again from the versions by ``settle``.
    """

    class License(models.TextChoices):
        BY = "cc-by", _("CC BY 4.0: use and change it, name its author")
        BY_SA = "cc-by-sa", _("CC BY-SA 4.0: the same, and share what you make of it alike")
        BY_NC = "cc-by-nc", _("CC BY-NC 4.0: use and change it, name its author, sell nothing")
        ZERO = "cc0", _("CC0 1.0: do with it as you like")
        RESERVED = "reserved", _("All rights reserved: shared for reading here")

    class Visibility(models.TextChoices):
        MEMBERS = "members", _("Everyone with an account")
        PUBLIC = "public", _("Everyone, also without an account")
        ENROLLED = "enrolled", _("Only people who take the course chosen below")

    class State(models.TextChoices):
        PUBLISHED = "published", _("Published")
        HELD = "held", _("Waiting for a glance")
        HIDDEN = "hidden", _("Hidden by a moderator")
        WITHDRAWN = "withdrawn", _("Withdrawn by its owner")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shared_files"
    )
    title = models.CharField(_("title"), max_length=160)
    description = models.TextField(_("description"), max_length=2000)
    alternative = models.TextField(_("in other words"), max_length=4000, blank=True)
    license = models.CharField(_("license"), max_length=12, choices=License, default=License.BY)
    topics = models.ManyToManyField(
        "courses.Topic", verbose_name=_("topics"), blank=True, related_name="shared_files"
    )
    visibility = models.CharField(
        _("who can see it"), max_length=12, choices=Visibility, default=Visibility.MEMBERS
    )
    course_key = models.UUIDField(_("course key"), null=True, blank=True, db_index=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PUBLISHED)
    made_at = models.DateTimeField(_("shared"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    current = models.OneToOneField(
        "community.FileVersion",
        verbose_name=_("version given out"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = SharedFileManager()

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("description"),
        index.SearchField("alternative"),
        index.FilterField("state"),
        index.FilterField("visibility"),
    ]

    class Meta:
        verbose_name = _("shared file")
        verbose_name_plural = _("shared files")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="shared_files_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(visibility="enrolled") | Q(course_key__isnull=False),
                name="a_file_for_a_course_names_it",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("community:file", args=[self.pk, slugify(self.title)[:60] or "file"])

    @property
    def target(self):
        """What notifications about this file are about: seeing it clears them."""
        return f"file:{self.pk}"

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    @property
    def license_url(self):
        """Where a public license stands; "" for what is not under one."""
        if self.license == self.License.RESERVED:
            return ""
        if self.license == self.License.ZERO:
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        return f"https://creativecommons.org/licenses/{self.license.removeprefix('cc-')}/4.0/"

    def add_version(self, by, content, *, note="", at=None, checked=True):
        """Put a new version in the old one's place. Raises NoRoom above the owner's quota."""
        with room_for(self.owner, content.size), locked(self) as row:
            version = row._add_version(by, content, note=note, at=at, checked=checked)
        self.refresh_from_db()
        return version

    def _add_version(self, by, content, *, note, at, checked):
        newest = self.versions.order_by("-number").values_list("number", flat=True).first()
        at = at or timezone.now()
        version = FileVersion(
            file=self,
            number=(newest or 0) + 1,
            original_name=content.name,
            extension=content.extension,
            content_type=content.content_type,
            size=content.size,
            sha256=content.sha256,
            note=note,
            by=by,
            made_at=at,
            checked_at=at if checked else None,
        )
        version.store(content.file)
        self.settle()
        return version

    def settle(self):
        """Let ``current`` be the newest version that may be given out."""
        newest = self.versions.given_out().order_by("-number").first()
        if self.current_id != (newest and newest.pk):
            self.current = newest
            self.save(update_fields=["current"])

    def edit(self, topics, **values):
        """Say something else about it; its versions stay as they are."""
        for name, value in values.items():
            setattr(self, name, value)
        self.edited_at = timezone.now()
        self.save()
        self.topics.set(topics)

    @transaction.atomic
    def withdraw(self):
        """Take it back. What lies on the disk is removed after ``KEEP``; the row stays."""
        now = timezone.now()
        self._become(self.State.WITHDRAWN, withdrawn_at=now)
        self.versions.filter(withdrawn_at=None).update(withdrawn_at=now)
        self.settle()
        self.reports.open().update(resolved_at=now)

    @property
    def in_acts(self):
        """How the row of an act names it."""
        return {"file": self}

    def hide(self):
        self._become(self.State.HIDDEN)

    def hold(self):
        """Wait for a moderator's glance, as a newcomer's file does."""
        self._become(self.State.HELD)

    def publish(self):
        """Show a file that was held or hidden."""
        self._become(self.State.PUBLISHED)

    def _become(self, state, **values):
        self.state = state
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *values])


@contextmanager
def room_for(owner, size):
    """A transaction that holds the owner's row, so that two at once keep to one quota.

    Raises NoRoom where so many bytes more would be too many.
    """
    with locked(owner) as row:
        if size > room_left(row):
            raise NoRoom
        yield


def room_left(owner):
    """How many bytes this person may still share; what is on the disk counts."""
    kept = FileVersion.objects.filter(file__owner=owner, removed_at=None)
    used = kept.aggregate(total=Sum("size"))["total"] or 0
    return max(QUOTA - used, 0)
