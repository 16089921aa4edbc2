"""A mentor's hours on paper, for a director or a credential body."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from accounts.models.brand import current_look
from community.models import ContactNote, Mentor, Post
from learning import pdf

from .due import answers_of


@dataclass(frozen=True)
class Statement:
    """What one mentor gave between two days: facts as they are noted, nothing estimated."""

    mentor: Mentor
    begins: datetime
    ends: datetime
    months: list[tuple[date, int]]
    mentees: int
    answers: int
    helpful: int

    @classmethod
    def of(cls, mentor, now=None):
        """From the first day to the last, or until now.

        Minutes count that the mentor noted and no mentee objected to; mentees are those
        whose request was accepted; an answer is a reply in somebody else's thread, and
        helpful where at least one reader marked it so.
        """
        ends = mentor.ended_at or now or timezone.now()
        minutes = Counter()
        notes = ContactNote.objects.counted().filter(mentorship__mentor=mentor)
        for day, spent in notes.order_by("day").values_list("day", "minutes"):
            minutes[day.replace(day=1)] += spent
        answers = answers_of([mentor.user_id])
        answers = answers.filter(created_at__gte=mentor.since, created_at__lte=ends)
        return cls(
            mentor=mentor,
            begins=mentor.since,
            ends=ends,
            months=sorted(minutes.items()),
            mentees=mentor.mentorships.accepted().values("mentee").distinct().count(),
            answers=answers.count(),
            helpful=Post.objects.filter(pk__in=answers.filter(marks__isnull=False)).count(),
        )

    @property
    def minutes(self):
        return sum(minutes for _month, minutes in self.months)

    @property
    def hours(self):
        """By month, as they are read: [(first day, "1 h 30 min")]."""
        return [(month, as_hours(minutes)) for month, minutes in self.months]

    @property
    def total(self):
        return as_hours(self.minutes)


def as_hours(minutes):
    """ "1 h 30 min", "45 min", "2 h"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(n)d min") % {"n": rest}
    if not rest:
        return gettext("%(n)d h") % {"n": hours}
    return gettext("%(hours)d h %(rest)d min") % {"hours": hours, "rest": rest}


def render(mentor, now=None):
    """The PDF as bytes: tagged, A4 upright."""
    title = gettext("Statement of mentoring: %(name)s") % {
        "name": mentor.user.name_for_certificates()
    }
    context = {
        "statement": Statement.of(mentor, now),
        "user": mentor.user,
        "title": title,
        "now": now or timezone.now(),
        "site_name": current_look().site_name,
        "language": translation.get_language() or settings.LANGUAGE_CODE,
    }
    html = render_to_string("community/mentor_statement_pdf.html", context)
    return pdf.write_pdf(html, title=title)
