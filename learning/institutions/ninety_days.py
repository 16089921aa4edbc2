"""What a director is shown of an institution's people: numbers of five of them and more.

About the people whom its coordinators see, in the courses in which they have a seat. No name and
no word of anybody's. A number is left out where fewer than five people stand behind it, and where
it leaves fewer than five of all of them over: who knows all but those could tell about them.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from courses.models.outlines import contact_hours, outline_of_course
from learning.auditing.summary import before_and_after
from learning.models import Commitment, LessonCompletion, SectionText
from learning.months import months_after
from learning.reports import AT_LEAST

from .people import visible_enrollments

DAYS = 90
QUARTERS = 4


@dataclass(frozen=True)
class Period:
    """From one day to another, both included; ``key`` stands in the address."""

    key: str
    name: str
    first: date
    last: date

    @property
    def span(self):
        """Both ends as moments, the second one excluded."""
        return tuple(
            timezone.make_aware(datetime.combine(day, time.min))
            for day in (self.first, self.last + timedelta(days=1))
        )


def periods(today):
    """The last ninety days, and the four whole quarters before today."""
    yield Period("", _("The last 90 days"), today - timedelta(days=DAYS - 1), today)
    begins = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    for _number in range(QUARTERS):
        last, begins = begins - timedelta(days=1), months_after(begins, -3)
        quarter = (begins.month + 2) // 3
        name = _("Quarter %(quarter)d of %(year)d") % {"quarter": quarter, "year": begins.year}
        yield Period(f"{begins.year}-{quarter}", name, begins, last)


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
    """The page of one institution; ``chosen`` is a period's key, nonsense is the first."""

    def __init__(self, institution, chosen=""):
        self.institution = institution
        self.periods = list(periods(timezone.localdate()))
        self.period = next((row for row in self.periods if row.key == chosen), self.periods[0])
        self.enrollments = visible_enrollments(institution).order_by()
        self.users = self.enrollments.values("user")

    @cached_property
    def people(self):
        """How many have a seat; nothing is told of fewer than five."""
        return self.enrollments.aggregate(n=Count("user", distinct=True))["n"]

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
        """Before and after, whenever they were counted; None under five people."""
        return before_and_after(self.users, self.institution)

    def _within(self, field):
        since, until = self.period.span
        return {f"{field}__gte": since, f"{field}__lt": until}

    def _count(self, rows):
        return rows.aggregate(n=Count("user", distinct=True))["n"]

    def _started(self):
        opened = self.enrollments.annotate(opened_at=Min("visits__first_at"))
        people = self._count(opened.filter(**self._within("opened_at")))
        sentence = _("People who opened the first lesson of a course.")
        return figure(_("Started"), sentence, people, people, self.people)

    def _finished(self):
        people = self._count(self.enrollments.filter(**self._within("completed_at")))
        sentence = _("People who completed a course.")
        return figure(_("Finished"), sentence, people, people, self.people)

    def _hours(self):
        """Of the required lessons that were completed in the period, as the outline has them."""
        done = LessonCompletion.objects.filter(
            enrollment__in=self.enrollments, **self._within("completed_at")
        )
        counted = done.order_by().values_list("enrollment__course", "lesson_key")
        minutes, required = 0, set()
        for course, key, number in counted.annotate(n=Count("pk")):
            lesson = outline_of_course(course).by_key.get(key)
            if lesson and lesson.required:
                required.add(key)
                minutes += number * lesson.minutes
        done = done.filter(lesson_key__in=required)
        people = done.aggregate(n=Count("enrollment__user", distinct=True))["n"]
        hours = f"{contact_hours(minutes):.2f}".removesuffix("0")
        sentence = _("The minutes of all required lessons that were completed, divided by 60.")
        return figure(_("Contact hours"), sentence, hours, people)

    def _sections(self):
        ready = SectionText.objects.filter(plan__user__in=self.users, **self._within("ready_at"))
        found = ready.aggregate(n=Count("pk"), people=Count("plan", distinct=True))
        sentence = _("Sections that people marked as ready in the strategy plan of their center.")
        return figure(_("Plan sections ready"), sentence, found["n"], found["people"])

    def _commitments(self):
        """Made in the period, and how many of those are kept by now.

        Who knows both can reckon what is not kept: how many are kept is therefore not told where
        the rest is fewer than five people's.
        """
        made = Commitment.objects.filter(user__in=self.users, **self._within("made_at"))
        kept = Q(ended_as=Commitment.Ending.KEPT)
        found = made.aggregate(
            n=Count("pk"),
            people=Count("user", distinct=True),
            kept=Count("pk", filter=kept),
            keepers=Count("user", filter=kept, distinct=True),
            others=Count("user", filter=~kept, distinct=True),
        )
        sentence = _("What people promised themselves to do at work, each with a day.")
        yield figure(_("Commitments made"), sentence, found["n"], found["people"])
        sentence = _("Of those, what their makers said by now that they did.")
        label, keepers = _("Commitments kept"), found["keepers"]
        if keepers >= AT_LEAST > found["others"]:
            yield Figure(label, sentence, instead=_("Nearly all"))
        else:
            yield figure(label, sentence, found["kept"], keepers)
