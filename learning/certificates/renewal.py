"""Renewing a certificate that ends: by what its holder does, not by sitting in the course again.

It takes, within twelve months, one answered check-in on a commitment, whatever came of it, and
one section of the strategy plan that was saved with words. An export of the plan does not count:
it can be made without touching a word.
"""

from datetime import timedelta

from django.db import transaction
from django.utils.functional import cached_property

from accounts.reach import is_withheld
from learning.days import beginning_of, day_of
from learning.models import CheckIn, SectionVersion
from learning.months import months_after
from learning.tasks import render_certificate

OPENS_BEFORE = timedelta(days=90)
MONTHS_AFTER = 12
MONTHS_OF_PRACTICE = 12


class NotRenewable(Exception):
    """The certificate cannot be renewed today; ``Renewal`` says why."""


class Renewal:
    """Whether this certificate can be renewed today, and what that takes."""

    def __init__(self, certificate):
        self.certificate = certificate
        self.user = certificate.enrollment.user
        self.today = day_of(self.user)

    @property
    def opens_on(self):
        return self.certificate.valid_until - OPENS_BEFORE

    @property
    def closes_on(self):
        """The last day."""
        return months_after(self.certificate.valid_until, MONTHS_AFTER)

    @property
    def practice_since(self):
        """The first day that counts."""
        return months_after(self.today, -MONTHS_OF_PRACTICE)

    @property
    def new_end(self):
        """Until when the renewed one would be valid."""
        return self.certificate.renewed_validity(self.today)[1]

    @cached_property
    def state(self):
        """ "revoked", "withheld", "early", "late", "missing" or "ready"."""
        if self.certificate.revoked_at:
            return "revoked"
        if not self.user.is_active or is_withheld(self.user):
            return "withheld"
        if self.today < self.opens_on:
            return "early"
        if self.today > self.closes_on:
            return "late"
        return "ready" if self.check_in and self.section else "missing"

    @property
    def is_open(self):
        return self.state in {"missing", "ready"}

    @cached_property
    def check_in(self):
        """The newest that was answered in time, or None. How it went is not asked."""
        answered = CheckIn.objects.of(self.user).answered()
        found = answered.filter(answered_at__gte=self._since)
        return found.select_related("commitment").order_by("-answered_at").first()

    @cached_property
    def section(self):
        """The version of a section of the plan that was saved last, in time, with words."""
        saved = SectionVersion.objects.filter(written__plan__user=self.user)
        found = saved.filter(saved_at__gte=self._since).exclude(text="")
        return found.select_related("written__section").order_by("-saved_at").first()

    @cached_property
    def waiting_check_in(self):
        """One that could be answered now, or None."""
        return CheckIn.objects.of(self.user).due(self.today).first()

    @property
    def _since(self):
        return beginning_of(self.user, self.practice_since)

    def carry_out(self):
        """Issue the certificate that continues it; raises NotRenewable."""
        if self.state != "ready":
            raise NotRenewable(self.state)
        with transaction.atomic():
            new = self.certificate.renew(self.today)
            transaction.on_commit(lambda: render_certificate.enqueue(new.pk))
        return new
