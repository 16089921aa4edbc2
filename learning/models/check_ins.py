"""Asking how a commitment went, 30, 60 and 90 days after it was made."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.prepared import Prepared
from learning.days import day_of

from .certificates import Unchangeable

MARKS = (30, 60, 90)
LASTS = timedelta(days=60)  # how long after its day the page of a check-in opens
REMIND_AFTER = timedelta(days=5)
OUTCOMES = ["done", "partly", "not_yet", "changed_mind"]


def new_token():
    return secrets.token_urlsafe(24)  # 192 bits


class CheckInQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(commitment__user=user) if user.is_authenticated else self.none()

    def plan(self, commitment, made_on):
        """The three of a commitment, in its maker's own dates."""
        self.bulk_create(
            CheckIn(commitment=commitment, days=days, due_on=made_on + timedelta(days=days))
            for days in MARKS
        )

    def answered(self):
        return self.exclude(answered_at=None)

    def asked(self):
        """Of commitments that go on, not answered yet."""
        return self.filter(answered_at=None, commitment__ended_at=None)

    def due(self, today):
        """Those that wait for an answer; one that a later one took the place of does not."""
        later = CheckIn.objects.filter(
            commitment=OuterRef("commitment"), days__gt=OuterRef("days"), due_on__lte=today
        )
        recent = self.asked().filter(due_on__lte=today, due_on__gt=today - LASTS)
        return recent.filter(~Exists(later))


@dataclass(frozen=True)
class Waiting:
    """What a dashboard says of somebody's check-ins."""

    due: list
    next: object  # the next one ahead, or None

    def __bool__(self):
        return bool(self.due or self.next)


@Prepared
def _asked_since(user, day):
    rows = CheckIn.objects.of(user).asked().filter(due_on__gt=day)
    return rows.select_related("commitment").order_by("due_on", "pk")


def waiting_for(user):
    """The person's due check-ins and the next one ahead, in one query."""
    today = day_of(user)
    newest, ahead = {}, None
    for row in _asked_since(user=user, day=today - LASTS):
        if row.due_on <= today:
            newest[row.commitment_id] = row  # a later one takes the place of an earlier one
        elif ahead is None:
            ahead = row
    return Waiting(list(newest.values()), ahead)


class CheckIn(models.Model):
    """One question, with a page that opens without signing in for who holds its link.

    An answer can be changed until the next one is due.
    """

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        PARTLY = "partly", _("Partly")
        NOT_YET = "not_yet", _("Not yet")
        CHANGED_MIND = "changed_mind", _("Changed my mind")

    commitment = models.ForeignKey(
        "learning.Commitment", on_delete=models.CASCADE, related_name="check_ins"
    )
    days = models.PositiveSmallIntegerField(_("days after it was made"))
    due_on = models.DateField(_("due"))
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    outcome = models.CharField(_("how it went"), max_length=12, choices=Outcome, blank=True)
    note = models.CharField(_("what helped or got in the way"), max_length=600, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "days"], name="one_check_in_per_commitment_and_mark"
            ),
            models.CheckConstraint(
                condition=Q(days__in=MARKS), name="check_ins_come_after_30_60_and_90_days"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="")
                | Q(answered_at__isnull=False, outcome__in=OUTCOMES),
                name="an_answered_check_in_says_how_it_went",
            ),
            models.CheckConstraint(
                condition=Q(reminded_at=None) | Q(told_at__isnull=False),
                name="a_reminder_comes_after_the_question",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(answered_at=None), name="check_ins_to_ask"
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.commitment_id}: {self.days}"

    def get_absolute_url(self):
        return reverse("learning:check_in", args=[self.token])

    @property
    def target(self):
        """What notifications of it are about."""
        return f"check-in:{self.pk}"

    @property
    def last_day(self):
        """The last day on which its page opens."""
        return self.due_on + LASTS

    @property
    def following(self):
        """The next one of its commitment, or None."""
        rows = self.commitment.check_ins_in_order
        return next((row for row in rows if row.days > self.days), None)

    def is_ahead(self, today):
        """Whether it is still to be answered, now or later."""
        return self.answered_at is None and not self.has_passed(today)

    def has_passed(self, today):
        """Whether the next one took its place, or its time is over."""
        following = self.following
        return today > self.last_day or bool(following and following.due_on <= today)

    def answer(self, outcome, note=""):
        """Write down how it went; done or dropped, nothing more is asked of it.

        An answer that changes what ended the commitment lets it go on; where three others do,
        it raises TooMany and is not kept.
        """
        from .commitments import Commitment

        with self.commitment.held() as commitment:
            if commitment.ended_as == Commitment.Ending.REPLACED:
                raise Unchangeable("What another one took the place of takes no answer.")
            endings = {
                self.Outcome.DONE: Commitment.Ending.KEPT,
                self.Outcome.CHANGED_MIND: Commitment.Ending.DROPPED,
            }
            if ending := endings.get(outcome):
                commitment.end(ending)
            else:
                commitment.reopen()
            self.outcome, self.note, self.answered_at = outcome, note, timezone.now()
            self.save(update_fields=["outcome", "note", "answered_at"])
        self.commitment = commitment

    @property
    def can_be_answered(self):
        """Not once the next one is due, its time is over, or another took its place."""
        replaced = self.commitment.ended_as == self.commitment.Ending.REPLACED
        return not replaced and not self.has_passed(day_of(self.commitment.user))
