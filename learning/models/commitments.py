"""What a person commits to: when, what and by when, in words that never change."""

import uuid
from contextlib import contextmanager

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Activity
from learning.days import day_of

from .certificates import Unchangeable
from .check_ins import CheckIn
from .locks import locked
from .requirements import counts

AT_ONCE = 3  # open commitments of one course
# What may change on a commitment once it is made; its words never do.
CHANGING = {
    "number",
    "ended_at",
    "ended_as",
    "partner",
    *("partner_agreed_at", "partner_declined_at"),
}


class TooMany(Exception):
    """As many commitments as help are open already; one has to end first."""


class CommitmentQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def open(self):
        return self.filter(ended_at=None)

    def kept(self):
        return self.filter(ended_as=Commitment.Ending.KEPT)

    def partnered_by(self, user):
        """Those this person was asked to be the partner of, and did not decline.

        What ended before they agreed is none of theirs any more.
        """
        if not user.is_authenticated:
            return self.none()
        rows = self.filter(partner=user, partner_declined_at=None, user__is_active=True)
        return rows.exclude(partner_agreed_at=None, ended_at__isnull=False)

    def whole(self):
        """With what its row in a list and its page say of it."""
        related = self.select_related("user", "partner", "replaced_by", "replaces")
        return related.prefetch_related("check_ins")

    def make(self, user, *, token, replaces=None, made_at=None, at_most=AT_ONCE, **words):
        """A commitment with its three check-ins; the same form sent twice makes one.

        What it replaces ends with it. Raises TooMany.
        """
        with locked(user) as person:
            if made := self.filter(user=person, token=token).first():
                return made
            made_at = made_at or timezone.now()
            if replaces is not None:
                replaces = self.get(user=person, pk=replaces.pk)
                if not replaces.can_be_replaced:
                    raise Unchangeable("What was kept or replaced is not replaced.")
                replaces.end(Commitment.Ending.REPLACED, made_at)
            self._refuse_more(person, at_most, words)
            enrollment = words.get("enrollment")
            made = self.create(
                user=person, token=token, replaces=replaces, made_at=made_at,
                number=self.free_number(person, enrollment), **words,
            )  # fmt: skip
            CheckIn.objects.plan(made, day_of(person, made_at))
        return made

    def _refuse_more(self, user, at_most, words):
        """One place in a lesson may ask for fewer than a course has room for."""
        here = {"user": user, "lesson_key": words.get("lesson_key")}
        if at_most < AT_ONCE:
            here["block_id"] = words.get("block_id", "")
            if self.filter(**here).open().count() >= at_most:
                raise TooMany

    def free_number(self, user, enrollment):
        taken = self.filter(user=user, enrollment=enrollment).open()
        numbers = set(range(1, AT_ONCE + 1)) - set(taken.values_list("number", flat=True))
        if not numbers:
            raise TooMany
        return min(numbers)


class Commitment(models.Model):
    """One statement, its check-ins, and how it ended; made smaller or moved, it is another one.

    At most three of a course are open at once: each has a ``number`` that no other open one has.
    """

    class Confidence(models.IntegerChoices):
        ONE = 1, gettext_lazy("1, a hope")
        TWO = 2, gettext_lazy("2")
        THREE = 3, gettext_lazy("3, as likely as not")
        FOUR = 4, gettext_lazy("4")
        FIVE = 5, gettext_lazy("5, nearly certain")

    class Ending(models.TextChoices):
        KEPT = "kept", gettext_lazy("Kept")
        DROPPED = "dropped", gettext_lazy("Dropped")
        REPLACED = "replaced", gettext_lazy("Replaced by another")
        PAST = "past", gettext_lazy("Asked for the last time")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="commitments"
    )
    enrollment = models.ForeignKey(
        "learning.Enrollment", on_delete=models.SET_NULL, null=True, blank=True,
        related_name="commitments",
    )  # fmt: skip
    lesson_key = models.UUIDField(gettext_lazy("lesson key"), null=True, blank=True)
    block_id = models.CharField(gettext_lazy("block"), max_length=36, blank=True)
    number = models.PositiveSmallIntegerField(gettext_lazy("number"))
    cue = models.CharField(gettext_lazy("when"), max_length=200)
    act = models.CharField(gettext_lazy("I will"), max_length=200)
    due_on = models.DateField(gettext_lazy("by"))
    confidence = models.PositiveSmallIntegerField(gettext_lazy("how sure"), choices=Confidence)
    obstacle = models.CharField(gettext_lazy("likely obstacle"), max_length=300, blank=True)
    response = models.CharField(gettext_lazy("what I will do then"), max_length=300, blank=True)
    partner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=gettext_lazy("accountability partner"),
        on_delete=models.PROTECT, null=True, blank=True, related_name="partnered_commitments",
    )  # fmt: skip
    partner_agreed_at = models.DateTimeField(gettext_lazy("agreed"), null=True, blank=True)
    partner_declined_at = models.DateTimeField(gettext_lazy("declined"), null=True, blank=True)
    made_at = models.DateTimeField(gettext_lazy("made"), default=timezone.now)
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    replaces = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    ended_at = models.DateTimeField(gettext_lazy("ended"), null=True, blank=True)
    ended_as = models.CharField(
        gettext_lazy("how it ended"), max_length=8, choices=Ending, blank=True
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("commitment")
        verbose_name_plural = gettext_lazy("commitments")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(
                fields=["made_at"], condition=Q(ended_at=None), name="commitments_to_close"
            )
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__gte=1, confidence__lte=5),
                name="how_sure_one_is_goes_from_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=AT_ONCE),
                name="commitments_are_numbered_1_to_3",
            ),
            models.UniqueConstraint(
                fields=["enrollment", "number"], condition=Q(ended_at=None),
                name="at_most_3_open_commitments_per_enrollment",
            ),
            models.UniqueConstraint(
                fields=["user", "number"], condition=Q(ended_at=None, enrollment=None),
                name="at_most_3_open_commitments_outside_courses",
            ),
            models.UniqueConstraint(
                fields=["user", "token"], name="a_form_sent_twice_makes_one_commitment"
            ),
            models.CheckConstraint(
                condition=Q(partner=None) | ~Q(partner=F("user")),
                name="nobody_is_their_own_partner",
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=False)
                | Q(partner_agreed_at=None, partner_declined_at=None),
                name="only_a_partner_agrees_or_declines",
            ),
            models.CheckConstraint(
                condition=Q(partner_agreed_at=None) | Q(partner_declined_at=None),
                name="a_partner_agrees_or_declines",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_as="")
                | (Q(ended_at__isnull=False) & ~Q(ended_as="")),
                name="a_commitment_that_ended_says_how",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.sentence

    def save(self, *args, **kwargs):
        changed = kwargs.get("update_fields")
        if self.pk and (changed is None or not set(changed) <= CHANGING):
            raise Unchangeable("The words of a commitment never change; make another one.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("learning:commitment", args=[self.pk])

    @property
    def sentence(self):
        """The whole statement."""
        return sentence_of(self.cue, self.act, self.due_on)

    @property
    def target(self):
        """What notifications about it are about."""
        return f"commitment:{self.pk}"

    @cached_property
    def check_ins_in_order(self):
        return sorted(self.check_ins.all(), key=lambda row: row.days) if self.pk else []

    @property
    def outcome(self):
        """That of the newest answered check-in, or None."""
        answered = [row for row in self.check_ins_in_order if row.answered_at]
        return answered[-1].outcome if answered else None

    @property
    def outcome_label(self):
        return CheckIn.Outcome(self.outcome).label if self.outcome else ""

    @property
    def is_open(self):
        return self.ended_at is None

    @property
    def next_check_in(self):
        """The next one that is asked or will be; None once it ended or all are past."""
        if not self.is_open:
            return None
        today = day_of(self.user)
        return next((row for row in self.check_ins_in_order if row.is_ahead(today)), None)

    @property
    def can_go_on(self):
        """Whether it was dropped, and one of its check-ins is still ahead."""
        if self.ended_as != self.Ending.DROPPED:
            return False
        today = day_of(self.user)
        return not self.check_ins_in_order[-1].has_passed(today)

    @property
    def can_be_replaced(self):
        """Made smaller or moved: while it is open, or where it was left undone; once."""
        return self.ended_as in ("", self.Ending.DROPPED, self.Ending.PAST)

    @property
    def partner_agreed(self):
        return self.partner_id is not None and self.partner_agreed_at is not None

    @property
    def waits_for_partner(self):
        asked = self.partner_id is not None
        return asked and not (self.partner_agreed_at or self.partner_declined_at)

    @contextmanager
    def held(self):
        """The row as it is now, while nothing else happens to its maker's commitments.

        Whatever ends one or takes it up again holds it: their numbers depend on each other.
        """
        with locked(self.user) as person:
            row = Commitment.objects.get(pk=self.pk)
            row.user = person
            yield row

    def drop(self):
        """End it undone. False if it had ended already."""
        with self.held() as row:
            if not row.is_open:
                return False
            row.end(self.Ending.DROPPED)
        return True

    def resume(self):
        """Take up what was dropped. False if it cannot go on; raises TooMany."""
        with self.held() as row:
            if not row.can_go_on:
                return False
            row.reopen()
        return True

    def end(self, how, moment=None):
        """Kept, dropped or replaced: no check-in of it is asked any more. Call it while held."""
        self.ended_at, self.ended_as = moment or timezone.now(), how
        self.save(update_fields=["ended_at", "ended_as"])

    def reopen(self):
        """It goes on after all. Call it while held. Raises TooMany where three others do."""
        if self.is_open:
            return
        self.number = Commitment.objects.free_number(self.user, self.enrollment)
        self.ended_at, self.ended_as = None, ""
        self.save(update_fields=["number", "ended_at", "ended_as"])

    def agree(self):
        """The partner will hear of it. Declining later ends that again. False if it is no news."""
        return self._partner_says(agreed=timezone.now())

    def decline(self):
        return self._partner_says(declined=timezone.now())

    def _partner_says(self, agreed=None, declined=None):
        with locked(self) as row:
            asked = row.partner_id is not None and row.partner_declined_at is None
            is_news = asked and not (agreed and (row.partner_agreed_at or row.ended_at))
            if is_news:
                row.partner_agreed_at, row.partner_declined_at = agreed, declined
                row.save(update_fields=["partner_agreed_at", "partner_declined_at"])
        self.partner_agreed_at = row.partner_agreed_at
        self.partner_declined_at = row.partner_declined_at
        return is_news

    def go_alone(self):
        """Its maker wants no partner any more."""
        self.partner = self.partner_agreed_at = self.partner_declined_at = None
        self.save(update_fields=["partner", "partner_agreed_at", "partner_declined_at"])


def sentence_of(cue, act, due_on):
    """How a statement reads."""
    words = {"cue": cue, "act": act, "date": date_format(due_on, "F j, Y")}
    return _("When %(cue)s, I will %(act)s by %(date)s.") % words


@counts("commitment")
def commitments_made(enrollment, lesson_key):
    """The blocks at which one was made, whatever came of it.

    With three open ones in the course there is no room for another: then all are done.
    """
    rows = Commitment.objects.filter(enrollment=enrollment)
    if rows.open().count() >= AT_ONCE:
        asked = Activity.objects.current().filter(kind="commitment", lesson_key=lesson_key)
        return set(asked.values_list("block_id", flat=True))
    return set(rows.filter(lesson_key=lesson_key).values_list("block_id", flat=True))
