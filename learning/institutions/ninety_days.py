"""What a director is shown of an institution's people: numbers of five of them and more.

About its members, in the courses in which they have a seat, by quarters that do not overlap. No
name and no word of anybody's. A number is left out where fewer than five people stand behind it,
and where it leaves fewer than five of all of them over: who knows all but those could tell about
them. What two readings differ by is what five people did, at least (``in_steps``).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from courses.models.outlines import contact_hours, outline_of_course
from learning.auditing.summary import before_and_after, sharers
from learning.commitments.summary import made_and_kept
from learning.days import week_of
from learning.models import Enrollment, LessonCompletion, SectionText
from learning.months import months_after
from learning.reports import AT_LEAST

from .in_steps import Belonging, beginning, in_steps

QUARTERS = 4
A_DAY = timedelta(days=1)
OPENS_AFTER = timedelta(days=28)  # before that, the page opens with the quarter before


@dataclass(frozen=True)
class Period:
    """A quarter; ``last`` is the last day that is counted by now, ``key`` stands in the address."""

    key: str
    name: str
    first: date
    last: date
    ends: date

    @property
    def span(self):
        """Both ends as moments, the second one excluded."""
        return beginning(self.first), beginning(self.ends + A_DAY)

    @property
    def counted_until(self):
        return beginning(self.last + A_DAY)


def periods(today):
    """The quarter that runs, up to its last Sunday, and the four before it."""
    begins = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    sunday = week_of(today) - A_DAY
    for number in range(QUARTERS + 1):
        ends = months_after(begins, 3) - A_DAY
        if number or sunday >= begins:
            quarter = {"quarter": (begins.month + 2) // 3, "year": begins.year}
            name = (
                _("Quarter %(quarter)d of %(year)d")
                if number
                else _("Quarter %(quarter)d of %(year)d, so far")
            )
            key = f"{begins.year}-{quarter['quarter']}"
            yield Period(key, name % quarter, begins, ends if number else sunday, ends)
        begins = months_after(begins, -3)


def opening(found, today):
    """The period with which the page opens."""
    return next(row for row in found if today - row.first >= OPENS_AFTER)


@dataclass(frozen=True)
class Figure:
    """``number`` is None where it would tell about fewer than five people: ``instead`` says so."""

    label: str
    sentence: str
    number: object = None
    instead: str = ""


def figure(label, sentence, number, people, among=None):
    """The number, if ``people`` stand behind it; ``among`` are those they could be told from."""
    if people < AT_LEAST:
        return Figure(label, sentence, instead=_("Fewer than 5"))
    if among is not None and among - people < AT_LEAST:
        return Figure(label, sentence, instead=_("%d or more") % (among - AT_LEAST + 1))
    return Figure(label, sentence, number)


class NinetyDays:
    """The page of one institution; ``chosen`` is a period's key, nonsense is left aside."""

    def __init__(self, institution, chosen=""):
        today = timezone.localdate()
        self.institution = institution
        self.periods = list(periods(today))
        by_key = {row.key: row for row in self.periods}
        self.period = by_key.get(chosen) or opening(self.periods, today)
        self.belonging = Belonging(institution)
        self.enrollments = Enrollment.objects.filter(pk__in=list(self.belonging.seats)).order_by()

    @cached_property
    def people(self):
        """How many had a seat in this time; nothing is told of fewer than five."""
        return self.belonging.during(self.period.span[0], self.period.counted_until)

    @property
    def tells(self):
        return self.people >= AT_LEAST

    @cached_property
    def figures(self):
        return [
            self._started(),
            self._finished(),
            self._hours(),
            self._sections(),
            *self._commitments(),
        ]

    @cached_property
    def audits(self):
        """Before and after, as they were shared by then; None under five people."""
        until = self.period.counted_until
        shared = sharers(list(self.belonging.seated), self.institution, until)
        people = self._sum((moment, user) for user, moment in shared).people
        return before_and_after(people, self.institution, until)

    def _within(self, field):
        since, until = self.period.span
        return {f"{field}__gte": since, f"{field}__lt": until}

    def _sum(self, acts):
        """What may be told of acts; each is what ``Belonging.act`` takes."""
        counted = (self.belonging.act(*act) for act in acts)
        return in_steps([act for act in counted if act], self.period.span[1])

    def _people(self, acts):
        """The same of people: each counts once, since their first act."""
        first = {}
        for act in sorted(filter(None, (self.belonging.act(*act) for act in acts))):
            first.setdefault(act[1], act)
        return len(in_steps(first.values(), self.period.span[1]).people)

    def _started(self):
        opened = self.enrollments.annotate(opened_at=Min("visits__first_at"))
        opened = opened.filter(**self._within("opened_at")).values_list("opened_at", "user", "pk")
        people = self._people((at, user, 1, pk) for at, user, pk in opened)
        sentence = _("People who opened the first lesson of a course.")
        return figure(_("Started"), sentence, people, people, self.people)

    def _finished(self):
        finished = self.enrollments.filter(**self._within("completed_at"))
        finished = finished.values_list("completed_at", "user", "pk")
        people = self._people((at, user, 1, pk) for at, user, pk in finished)
        sentence = _("People who completed a course.")
        return figure(_("Finished"), sentence, people, people, self.people)

    def _hours(self):
        """Of the required lessons that were completed in the period, as the outline has them."""
        done = LessonCompletion.objects.filter(
            enrollment__in=list(self.belonging.seats), **self._within("completed_at")
        ).order_by()
        minutes = _RequiredMinutes()
        done = done.values_list(
            "completed_at", "enrollment__user", "enrollment", "enrollment__course", "lesson_key"
        )
        found = self._sum(
            (at, user, minutes[course, key], pk)
            for at, user, pk, course, key in done.iterator()
            if minutes[course, key]
        )
        hours = f"{contact_hours(found.amount):.2f}".removesuffix("0")
        sentence = _("The minutes of all required lessons that were completed, divided by 60.")
        return figure(_("Contact hours"), sentence, hours, len(found.people))

    def _sections(self):
        ready = SectionText.objects.filter(
            plan__user__in=list(self.belonging.seated), **self._within("ready_at")
        )
        found = self._sum(ready.order_by().values_list("ready_at", "plan__user"))
        sentence = _("Sections that people marked as ready in the strategy plan of their center.")
        return figure(_("Plan sections ready"), sentence, found.amount, len(found.people))

    def _commitments(self):
        """Made and kept in the period.

        How many are kept is not told where fewer than five of their makers did not keep any.
        """
        since, until = self.period.span
        rows = [
            (moment, user, 1, enrollment, kind)
            for enrollment, user, *moments in made_and_kept(self.enrollments)
            for kind, moment in zip(("made", "kept"), moments, strict=True)
            if moment and moment < until
        ]
        ever = self._sum(row[:4] for row in rows if row[4] == "made")
        made, kept = (
            self._sum(row[:4] for row in rows if row[4] == kind and row[0] >= since)
            for kind in ("made", "kept")
        )
        sentence = _("What people promised themselves to do at work, each with a day.")
        yield figure(_("Commitments made"), sentence, made.amount, len(made.people))
        sentence = _("Commitments that people reported as kept in this period.")
        label = _("Commitments kept")
        if len(kept.people) >= AT_LEAST > len(ever.people - kept.people):
            yield Figure(label, sentence, instead=_("Nearly all"))
        else:
            yield figure(label, sentence, kept.amount, len(kept.people))


class _RequiredMinutes(dict):
    """{(course, key of a lesson): its minutes, or 0 where it is not required}"""

    def __missing__(self, place):
        course, key = place
        lesson = outline_of_course(course).by_key.get(key)
        self[place] = lesson.minutes if lesson and lesson.required else 0
        return self[place]
