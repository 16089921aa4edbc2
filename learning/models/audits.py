"""The broadcast audit: what a center's last posts were for, counted by who posts them."""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from learning.days import day_of, morning_of

from .certificates import Unchangeable
from .locks import locked

POSTS_AT_MOST = 60
POSTS_AT_LEAST = 5  # below that a percent says nothing
REPEAT_AFTER = timedelta(days=90)
REPEAT_FROM = timedelta(days=60)  # by hand, of the baseline
# What may change on a frozen audit: with whom its numbers are shared, and that it was offered.
STILL_CHANGES = {"shared_with", "shared_at", "offered_at"}


class TooMany(Exception):
    """More posts than one audit holds."""


def percents(counts):
    """Whole percents of these counts that add up to 100; all 0 where there is nothing.

    Each share is rounded down, and what is missing to 100 goes to the largest remainders,
    the first of equal ones. Source: the method of largest remainders (Hamilton).
    """
    whole = sum(counts)
    if not whole:
        return [0] * len(counts)
    parts = [divmod(100 * count, whole) for count in counts]
    found = [int(part) for part, _rest in parts]
    order = sorted(range(len(parts)), key=lambda n: -parts[n][1])  # stable: the first of equals
    for n in order[: 100 - sum(found)]:
        found[n] += 1
    return found


def shares_of(choices, counts):
    """[(label, count, percent)] in the order of the choices, the percents adding up to 100."""
    numbers = [counts.get(value, 0) for value in choices.values]
    return list(zip(choices.labels, numbers, percents(numbers), strict=True))


class AuditQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def frozen(self):
        return self.filter(frozen_at__isnull=False)

    def open(self):
        """Those still being filled in."""
        return self.filter(frozen_at=None)

    def shared(self):
        return self.frozen().filter(shared_at__isnull=False)

    def begin(self, user):
        """The audit that this person fills in now: a baseline first, then repeats.

        None where the next one may not begin yet.
        """
        try:
            with transaction.atomic():
                if row := self.of(user).open().first():
                    return row
                if begins := next_repeat_on(user):
                    if begins > day_of(user):
                        return None
                    return self.create(user=user, kind=Audit.Kind.REPEAT)
                return self.create(user=user, kind=Audit.Kind.BASELINE)
        except IntegrityError:  # begun at the same moment in another tab
            return self.of(user).open().first()


class Audit(models.Model):
    """One count of a center's last posts: filled in, then frozen for good.

    Only its owner ever sees the posts. ``shared_with`` is the institution that may count
    its numbers among those of five or more others: the owner's own act, taken back at will.
    """

    class Kind(models.TextChoices):
        BASELINE = "baseline", _("First count")
        REPEAT = "repeat", _("Repeat")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="audits"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    frozen_at = models.DateTimeField(_("frozen"), null=True, blank=True)
    shared_with = models.ForeignKey(
        "accounts.Institution", verbose_name=_("shared with"), on_delete=models.PROTECT,
        null=True, blank=True, related_name="+",
    )  # fmt: skip
    shared_at = models.DateTimeField(_("shared"), null=True, blank=True)
    offered_at = models.DateTimeField(_("repeat offered"), null=True, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("broadcast audit")
        verbose_name_plural = _("broadcast audits")
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(kind="baseline"), name="one_baseline_per_person"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(frozen_at=None), name="one_open_audit_per_person"
            ),
            models.CheckConstraint(
                condition=Q(shared_with=None, shared_at=None)
                | Q(shared_with__isnull=False, shared_at__isnull=False, frozen_at__isnull=False),
                name="an_audit_is_shared_once_frozen_with_somebody_and_dated",
            ),
        ]
        indexes = [
            models.Index(
                fields=["frozen_at"],
                condition=Q(kind="baseline", offered_at=None),
                name="audits_to_repeat",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.begun_at:%Y-%m-%d}"

    def save(self, *args, **kwargs):
        changed = kwargs.get("update_fields")
        allowed = bool(changed) and set(changed) <= STILL_CHANGES
        if self.pk and not allowed and Audit.objects.frozen().filter(pk=self.pk).exists():
            raise Unchangeable("A frozen audit is never changed; repeat it instead.")
        super().save(*args, **kwargs)

    @property
    def is_frozen(self):
        return self.frozen_at is not None

    # Filling in

    def add(self, posts, after=None):
        """Add unsaved posts, all or none. Raises Unchangeable and TooMany.

        ``after`` is the number of the last post the writer saw: what stands there since,
        word for word, was sent twice and is not added again.
        """
        with _while_open(self) as row:
            there = list(row.posts.all())
            if after is not None and _same(there, posts, after):
                return
            if len(there) + len(posts) > POSTS_AT_MOST:
                raise TooMany
            last = there[-1].number if there else 0
            for number, post in enumerate(posts, last + 1):
                post.audit, post.number = row, number
            AuditedPost.objects.bulk_create(posts)
        self.__dict__.pop("counted", None)

    def freeze(self, at=None):
        """From now on nothing of it changes. False where there are too few posts; twice is once."""
        with locked(self) as row:
            if row.frozen_at is None:
                if row.posts.count() < POSTS_AT_LEAST:
                    return False
                row.frozen_at = at or timezone.now()
                row.save()
        self.refresh_from_db()
        return True

    # What it shows

    @cached_property
    def counted(self):
        """{"purpose": {value: count}, "content": {value: count}}, in one query."""
        rows = list(self.posts.values_list("purpose", "content"))
        return {
            "purpose": Counter(purpose for purpose, _content in rows),
            "content": Counter(content for _purpose, content in rows),
        }

    @property
    def total(self):
        return sum(self.counted["purpose"].values())

    def shares(self, by="purpose"):
        """[(label, count, percent)] by "purpose" or by "content"."""
        choices = {"purpose": AuditedPost.Purpose, "content": AuditedPost.Content}[by]
        return shares_of(choices, self.counted[by])

    # Sharing

    def share(self, institution):
        """Let this institution count its numbers, or with None nobody any more."""
        self.shared_with = institution
        self.shared_at = timezone.now() if institution else None
        self.save(update_fields=["shared_with", "shared_at"])

    # Repeating

    def day(self, after):
        """The day this long after the audit was frozen, where its owner lives."""
        return day_of(self.user, self.frozen_at) + after

    @property
    def repeat_is_offered_at(self):
        """The morning, ninety days after freezing, in which its owner is told."""
        return morning_of(self.user, self.day(REPEAT_AFTER))


@contextmanager
def _while_open(audit):
    """The audit's row, held; raises Unchangeable where it is frozen."""
    with locked(audit) as row:
        if row.frozen_at is not None:
            raise Unchangeable("A frozen audit takes no posts and loses none.")
        yield row


class AuditedPost(models.Model):
    """One post of the center: what it was for, and what it was about."""

    class Purpose(models.TextChoices):
        ANNOUNCE = "announce", _("Announce")
        RESPOND = "respond", _("Respond")
        INVITE = "invite", _("Invite")

    class Content(models.TextChoices):
        """Each begins with another letter, so that one key chooses it."""

        JOB = "job", _("Job or internship")
        EVENT = "event", _("Event")
        QUESTION = "question", _("Question")
        STUDENT_VOICE = "student_voice", _("Student voice")
        ALUMNI_VOICE = "alumni_voice", _("Alumni voice")
        ADVICE = "advice", _("Tips or advice")
        OTHER = "other", _("Other")

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveSmallIntegerField(_("number"))
    posted_on = models.DateField(_("date"), null=True, blank=True)
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    content = models.CharField(_("content"), max_length=16, choices=Content)
    words = models.CharField(_("what it said"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("audited post")
        verbose_name_plural = _("audited posts")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "number"], name="posts_of_an_audit_are_numbered"
            )
        ]

    def __str__(self):
        return self.words or str(self.number)

    @property
    def coded(self):
        return self.posted_on, self.purpose, self.content, self.words

    def save(self, *args, **kwargs):
        with _while_open(self.audit):
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        with _while_open(self.audit):
            return super().delete(*args, **kwargs)


def _same(there, posts, after):
    """Whether the posts numbered after that one are just these."""
    since = [post.coded for post in there if post.number > after]
    return bool(posts) and since[: len(posts)] == [post.coded for post in posts]


def audits_of(user):
    """(baseline, newest repeat), each None until it is frozen."""
    rows = list(Audit.objects.of(user).frozen().order_by("frozen_at"))
    baseline = next((row for row in rows if row.kind == Audit.Kind.BASELINE), None)
    repeats = [row for row in rows if row.kind == Audit.Kind.REPEAT]
    return baseline, repeats[-1] if repeats else None


def next_repeat_on(user):
    """The day from which this person may count again; None before the baseline is frozen.

    The first repeat may begin sixty days after the baseline, each later one ninety days
    after the repeat before it.
    """
    baseline, repeat = audits_of(user)
    if repeat:
        repeat.user = user
        return repeat.day(REPEAT_AFTER)
    if baseline:
        baseline.user = user
        return baseline.day(REPEAT_FROM)
    return None
