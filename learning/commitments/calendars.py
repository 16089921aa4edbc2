"""Dates of a person's learning, for the calendar they keep elsewhere.

What must stay true: every entry is a whole day in the person's own dates, so that no time
zone moves it; an entry keeps its UID for ever, so that programs replace it instead of adding
another; nothing of a person's words is in it unless they said so.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from learning.certificates.pdf import Text
from learning.models import CheckIn, Cohort, Commitment
from learning.models.audits import REPEAT_AFTER, audits_of

PRODUCT = "-//Common Thread//Learning//EN"
REFRESH = timedelta(hours=12)
LONGEST_TITLE, LONGEST_WORDS = 120, 1000


@dataclass(frozen=True)
class Entry:
    """One day. ``words`` are the person's own or others' names, left out by default."""

    kind: str
    pk: int
    day: date
    title: str
    words: str
    made_at: datetime
    page: str  # its address on the site, which asks to sign in

    @property
    def uid(self):
        return f"{self.kind}-{self.pk}@{urlsplit(settings.SITE_URL).hostname}"

    @property
    def file_url(self):
        """Where this entry alone is downloaded, or ""."""
        if self.kind not in ONE:
            return ""
        return reverse(f"learning:{self.kind.replace('-', '_')}_ics", args=[self.pk])


def entries_of(user):
    """Everything that has a date, in its order."""
    found = [*check_ins_of(user), *commitments_of(user), *_cohorts_of(user), *_audit_of(user)]
    return sorted(found, key=lambda entry: (entry.day, entry.kind, entry.pk))


def check_ins_of(user):
    rows = CheckIn.objects.of(user).asked().select_related("commitment")
    return [
        Entry(
            "check-in",
            row.pk,
            row.due_on,
            _("Check-in: %(days)s days") % {"days": row.days},
            row.commitment.sentence,
            row.commitment.made_at,
            row.commitment.get_absolute_url(),
        )
        for row in rows
    ]


def commitments_of(user):
    return [
        Entry(
            "commitment",
            row.pk,
            row.due_on,
            _("A commitment is due"),
            row.sentence,
            row.made_at,
            row.get_absolute_url(),
        )
        for row in Commitment.objects.of(user).open()
    ]


def _cohorts_of(user):
    rows = Cohort.objects.joined_by(user).exclude(ends_on=None)
    return [
        Entry(
            "cohort",
            row.pk,
            row.ends_on,
            _("The last day of your cohort"),
            row.name,
            row.made_at,
            reverse("learning:cohort", args=[row.pk]),
        )
        for row in rows
    ]


def _audit_of(user):
    """When the center's posts are to be counted again."""
    baseline, repeat = audits_of(user)
    if baseline is None or repeat is not None:
        return []
    baseline.user = user
    return [
        Entry(
            "audit",
            baseline.pk,
            baseline.day(REPEAT_AFTER),
            _("Count your center’s posts again"),
            "",
            baseline.frozen_at,
            reverse("learning:audit"),
        )
    ]


# What can be downloaded alone.
ONE = {"check-in": check_ins_of, "commitment": commitments_of}


def calendar_of(entries, with_words):
    """The entries as an iCalendar file (RFC 5545), as bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _("My learning"))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    for entry in entries:
        calendar.add_component(_event(entry, with_words))
    return calendar.to_ical()


def _event(entry, with_words):
    title, words = entry.title, Text(entry.words, LONGEST_WORDS).text if with_words else ""
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.made_at)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", Text(f"{title}: {words}" if words else title, LONGEST_TITLE).text)
    if words:
        event.add("description", words)
    event.add("url", settings.SITE_URL + entry.page)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
