"""A coordinator's invitation of an address: a link that gives a seat once."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution, Membership

from .enrollments import Enrollment
from .locks import locked
from .seats import SeatGrant

LASTS = timedelta(days=21)
RESEND_AFTER = timedelta(minutes=10)
SENT_AT_MOST = 5


def digest_of(token):
    return hashlib.sha256(token.encode()).hexdigest()


class Used(Exception):
    """The invitation was accepted, taken back or has run out."""


class InvitationQuerySet(models.QuerySet):
    def open(self, now=None):
        """Those that can be accepted, and so keep a seat free."""
        return self.pending().filter(expires_at__gt=now or timezone.now())

    def pending(self):
        return self.filter(accepted_at=None, cancelled_at=None)

    def to(self, user):
        return self.filter(email__iexact=user.email)

    def with_token(self, token):
        rows = self.select_related("institution", "grant__course", "cohort", "made_by")
        return rows.filter(digest=digest_of(token)).first()


class Invitation(models.Model):
    """Sent to an address, whether or not somebody has an account with it.

    The link's token is not stored, only its digest: a link sent again is a new one, and
    the one before opens nothing.
    """

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    grant = models.ForeignKey(SeatGrant, on_delete=models.PROTECT, related_name="invitations")
    cohort = models.ForeignKey(
        "learning.Cohort", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent last"), default=timezone.now)
    sent_times = models.PositiveSmallIntegerField(_("times sent"), default=1)
    expires_at = models.DateTimeField(_("runs out"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True,
        related_name="accepted_invitations",
    )  # fmt: skip
    cancelled_at = models.DateTimeField(_("taken back or declined"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "email"],
                condition=Q(accepted_at=None, cancelled_at=None),
                name="one_pending_invitation_per_address_and_seats",
            )
        ]

    def __str__(self):
        return self.email

    @property
    def is_open(self):
        pending = self.accepted_at is None and self.cancelled_at is None
        return pending and self.expires_at > timezone.now()

    @property
    def can_be_sent_again(self):
        rested = self.sent_at < timezone.now() - RESEND_AFTER
        pending = self.accepted_at is None and self.cancelled_at is None
        return pending and rested and self.sent_times < SENT_AT_MOST

    def new_token(self):
        """A token for another link; the one before opens nothing once this is saved."""
        token = secrets.token_urlsafe(24)
        self.digest, self.expires_at = digest_of(token), timezone.now() + LASTS
        return token

    def cancel(self):
        """Take it back, or decline it: the seat is free again. Later it changes nothing."""
        now = timezone.now()
        self.__class__.objects.pending().filter(pk=self.pk).update(cancelled_at=now)

    def accept(self, user, certificate_name):
        """Enroll this person in the seat, as a member of the institution. Raises Used."""
        with locked(self) as row:
            if not row.is_open:
                raise Used
            row.accepted_at, row.accepted_by = timezone.now(), user
            row.save(update_fields=["accepted_at", "accepted_by"])
            Membership.objects.accept(user, row.institution)
            course = row.grant.course
            enrollment = Enrollment.objects.enroll(user, course, certificate_name=certificate_name)
            if enrollment.wants_name:
                enrollment.settle(certificate_name=certificate_name)
            SeatGrant.objects.seat(row.institution, enrollment, grant=row.grant)
            if row.cohort:
                row.cohort.take_in(enrollment)
        return enrollment

    @classmethod
    @transaction.atomic
    def forget_of(cls, person):
        """Their address goes with their account; what they accepted stays counted."""
        mine = Q(accepted_by=person) | Q(email__iexact=person.email)
        cls.objects.filter(mine, accepted_at=None).delete()
        cls.objects.filter(mine).update(email="former@former.invalid", name="", accepted_by=None)
