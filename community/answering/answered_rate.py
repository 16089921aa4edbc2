"""The share of posts that were answered by the end of the next working day."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone

from community.models import Climb
from community.models.climbs import WAITS

PERIOD = timedelta(days=28)
AT_LEAST = 5
KEEP_SECONDS = 300
CACHE_KEY = "answered-rate"


@dataclass(frozen=True)
class AnsweredRate:
    """``counted`` posts, of which ``in_time`` were answered in time, and ``answered`` at all."""

    counted: int
    in_time: int
    answered: int

    @property
    def can_be_told(self):
        """Fewer than AT_LEAST say nothing about a rate."""
        return self.counted >= AT_LEAST

    @property
    def percent(self):
        """A whole number, rounded down, so that 100 means all of them; None for too few."""
        return self.in_time * 100 // self.counted if self.can_be_told else None


def rate_of(rows, now):
    """The rate over posts given as (begun, due, answered or None), all moments.

    counted  = posts begun in the 28 days before ``now`` (the first moment included) that are
               answered, or whose due moment has come;
    in time  = those of them answered at their due moment or before;
    rate     = in time / counted.

    Due is the end of the working day after the one on which the post was begun, by the
    site's calendar with its closures. What waits and is not due yet counts for nothing.
    The measure is the project's own; it is the promise that members are given.
    """
    counted = in_time = answered = 0
    for begun, due, at in rows:
        if not now - PERIOD <= begun <= now or (at is None and due > now):
            continue
        counted += 1
        answered += at is not None
        in_time += at is not None and at <= due
    return AnsweredRate(counted, in_time, answered)


def answered_rate(now=None):
    """The site's rate, kept for five minutes.

    Every post that climbs counts, except what nobody was to answer any more: taken down,
    locked, or solved by its own writer.
    """
    kept = cache.get(CACHE_KEY) if now is None else None
    if kept is None:
        at = now or timezone.now()
        counts = Q(how=Climb.How.ANSWERED) | WAITS
        climbs = Climb.objects.filter(counts, begun_at__gte=at - PERIOD, begun_at__lte=at)
        kept = rate_of(climbs.values_list("begun_at", "due_at", "closed_at"), at)
        if now is None:
            cache.set(CACHE_KEY, kept, KEEP_SECONDS)
    return kept
