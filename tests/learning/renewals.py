"""Certificates that end, for the tests, and what their holders do to renew them."""

import uuid
from datetime import timedelta

from django.utils import timezone

from courses.models import PlanSection
from learning.models import Certificate, CheckIn, Commitment, Plan

WORDS = {"cue": "Monday comes", "act": "ask one question", "confidence": 3}


def ending(certificate, days, months=24):
    """The certificate as it would be, had its last day been set so many days from now."""
    end = timezone.localdate() + timedelta(days=days)
    rows = Certificate.objects.filter(pk=certificate.pk)
    rows.update(valid_until=end, valid_months=months, expiry_told_at=None)
    return Certificate.objects.get(pk=certificate.pk)


def check_in(user, outcome=CheckIn.Outcome.DONE, days_ago=0):
    """An answered check-in of a commitment of theirs."""
    due_on = timezone.localdate()
    made = Commitment.objects.make(user, token=uuid.uuid4(), due_on=due_on, **WORDS)
    row = made.check_ins.first()
    row.answer(outcome)
    answered_at = timezone.now() - timedelta(days=days_ago)
    CheckIn.objects.filter(pk=row.pk).update(answered_at=answered_at)
    return row


def save_section(user, text="We ask before we announce.", days_ago=0):
    """A version of a section of their plan."""
    section = PlanSection.objects.get_or_create(code="P1", defaults={"title": "Purpose"})[0]
    written = Plan.objects.begin(user).text_of(section)
    version = written.submit(text, written.revision)
    version.saved_at = timezone.now() - timedelta(days=days_ago)
    version.save()
    return version


def practice(user):
    """Both things that renew a certificate."""
    check_in(user)
    save_section(user)
