"""The weeks of somebody in their courses: how many sessions, of how many they meant to have."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.prepared import Prepared
from learning.days import day_of, week_of
from learning.models import Card, StudyDay
from learning.remembering.coming_back import CARD_FOR

from .form import fields_of

WEEKS_SHOWN = 4
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """``monday`` begins it; it ends with its Sunday."""

    monday: date
    sessions: int

    @property
    def sunday(self):
        return self.monday + timedelta(days=6)


class Rhythm:
    """One course's weeks. A week without a session is a week off: nothing is taken away."""

    def __init__(self, enrollment, course, sessions, today):
        self.enrollment, self.course = enrollment, course
        self.goal = enrollment.weekly_goal
        monday = week_of(today)
        self.this_week = Week(monday, sessions[monday])
        first = week_of(day_of(enrollment.user, enrollment.enrolled_at))
        weeks = [monday - number * A_WEEK for number in range(1, WEEKS_SHOWN + 1)]
        self.past = [Week(week, sessions[week]) for week in weeks if week >= first]

    @property
    def fields(self):
        return fields_of(self.enrollment)

    @property
    def words(self):
        done = self.this_week.sessions
        if self.goal:
            return ngettext(
                "%(done)d of %(goal)d session this week",
                "%(done)d of %(goal)d sessions this week",
                self.goal,
            ) % {"done": done, "goal": self.goal}
        return (
            ngettext("%d session this week", "%d sessions this week", done) % done
            if done
            else _("No session yet this week")
        )

    @property
    def bar(self):
        return min(self.this_week.sessions, self.goal)

    @property
    def reached(self):
        return bool(self.goal) and self.this_week.sessions >= self.goal

    @property
    def picks_up(self):
        """Whether the last week had no session, and this one has none yet."""
        return bool(self.past) and not self.past[0].sessions and not self.this_week.sessions

    @property
    def reminders_stopped(self):
        """Whether reminding ended by itself, and nothing has happened since."""
        return not self.enrollment.wants_reminders and self.enrollment.nudged_in_vain


@Prepared
def _days(user, since):
    days = StudyDay.objects.filter(enrollment__user=user, day__gte=since)
    return days.values_list("enrollment", "day")


class Rhythms:
    """What the dashboard shows of all courses: in two queries, however many there are.

    ``states`` are of enrollments annotated by ``with_rhythm``.
    """

    def __init__(self, user, states):
        going = {state.enrollment.pk: state for state in states if not state.completed_at}
        finished = [state.enrollment for state in states if state.completed_at]
        self.today = day_of(user)
        sessions = {pk: Counter() for pk in going}
        if going:
            since = week_of(self.today) - WEEKS_SHOWN * A_WEEK
            for pk, day in _days(user=user, since=since):
                if pk in going:
                    sessions[pk][week_of(day)] += 1
        self.courses = [
            Rhythm(state.enrollment, state.outline.course_title, sessions[pk], self.today)
            for pk, state in going.items()
        ]
        self.several = len(going) > 1
        self.cards = []
        if any(row.remembers for row in finished):
            cards = Card.objects.of(user).open(self.today - CARD_FOR)
            self.cards = list(cards.select_related("enrollment__course"))
