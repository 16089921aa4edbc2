"""Numbers that grow by five people at a time, and never go back.

Who reads a number today and again later could reckon what happened in between. So what people
did waits until five of them did something new; it is counted at the end of a week, all at once.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import Membership
from learning.days import week_of
from learning.models import Seat
from learning.reports import AT_LEAST

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Sum:
    """What is told: an amount, and the people behind it."""

    amount: int
    people: frozenset


def beginning(day: date):
    """The moment at which a day of the site's begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


def in_steps(acts, until):
    """The sum of (moment, person, amount) before ``until``, as far as it may be told by now."""
    now, weeks = timezone.now(), defaultdict(list)
    for act in acts:
        end = min(beginning(week_of(timezone.localdate(act[0])) + A_WEEK), until)
        if act[0] < end <= now:
            weeks[end].append(act)
    told, waiting = [], []
    for end in sorted(weeks):
        waiting += weeks[end]
        if len({person for _moment, person, _amount in waiting}) >= AT_LEAST:
            told, waiting = told + waiting, []
    return Sum(sum(amount for *_act, amount in told), frozenset(person for _m, person, _a in told))


class Belonging:
    """Since when what somebody does counts for an institution: as its member, in its seat.

    Who leaves is not taken out of what was told, which would tell what they did; nothing of
    theirs counts that they do afterwards.
    """

    def __init__(self, institution):
        self.spans, self.seats, self.seated = defaultdict(list), {}, {}
        members = Membership.objects.members().filter(institution=institution)
        spans = members.order_by("accepted_at").values_list("user", "accepted_at", "ended_at")
        for user, *span in spans:
            self.spans[user].append(span)
        seats = Seat.objects.held(institution).order_by("taken_at")
        for user, enrollment, taken in seats.values_list(
            "enrollment__user", "enrollment", "taken_at"
        ):
            if user in self.spans:
                self.seats.setdefault(enrollment, taken)
                self.seated.setdefault(user, taken)

    def act(self, moment, user, amount=1, enrollment=None):
        """The act as ``in_steps`` takes it, since it counts; None where it does not."""
        seated = self.seats.get(enrollment) if enrollment else self.seated.get(user)
        if seated is None:
            return None
        for since, ended in self.spans[user]:
            if ended is None or moment < ended:
                return max(moment, since, seated), user, amount
        return None

    def during(self, since, until):
        """How many people belonged to it with a seat, at some time between these moments."""
        return sum(
            any(begun < until and (ended is None or ended > since) for begun, ended in spans)
            and self.seated.get(user, until) < until
            for user, spans in self.spans.items()
        )
