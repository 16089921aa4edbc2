"""Reckoning in working hours: moments in, moments out, nothing read or stored.

A day's hours are those of the clock on the wall; how long they last is counted in real
time, so that a day on which the clocks change is as long as it is.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """When a site works. ``days`` counts from Monday as 0; ``closures`` are (first, last) dates.

    Raises ValueError for a calendar that is never open.
    """

    zone: ZoneInfo
    days: frozenset[int]
    opens: time
    closes: time
    closures: tuple[tuple[date, date], ...] = ()

    def __post_init__(self):
        if not self.days or self.closes <= self.opens:
            raise ValueError("A calendar has an open day, and closes after it opens.")

    def local_date(self, at):
        return at.astimezone(self.zone).date()

    def works_on(self, day):
        closed = any(first <= day <= last for first, last in self.closures)
        return day.weekday() in self.days and not closed

    def days_between(self, start, end):
        """How many working days have begun after the date of ``start``, until ``end``."""
        day, last, count = self.local_date(start), self.local_date(end), 0
        while day < last:
            day += DAY
            count += self.works_on(day)
        return count

    def hours_of(self, day):
        """The moments at which this date opens and closes, in UTC; None where it stays closed.

        An hour that comes twice counts twice, one that is skipped not at all.
        """
        if not self.works_on(day):
            return None
        opens = datetime.combine(day, self.opens, tzinfo=self.zone)
        closes = datetime.combine(day, self.closes, tzinfo=self.zone).replace(fold=1)
        opens, closes = opens.astimezone(UTC), closes.astimezone(UTC)
        return (opens, closes) if opens < closes else None

    def is_open(self, at):
        """Whether this moment lies in working hours; closing time does not any more."""
        hours = self.hours_of(self.local_date(at))
        return hours is not None and hours[0] <= at < hours[1]

    def add(self, at, amount):
        """The moment at which so much working time, a timedelta, has passed since ``at``."""
        day, left = self.local_date(at), amount
        while True:
            if hours := self.hours_of(day):
                start = max(at, hours[0])
                room = hours[1] - start
                if room > timedelta(0) and left <= room:
                    return (start.astimezone(UTC) + left).astimezone(self.zone)
                left -= max(room, timedelta(0))
            day += DAY

    def add_hours(self, at, hours):
        return self.add(at, timedelta(hours=hours))

    def take_back(self, at, amount):
        """The moment since which so much working time has passed at ``at``."""
        day, left = self.local_date(at), amount
        while True:
            if hours := self.hours_of(day):
                end = min(at, hours[1])
                room = end - hours[0]
                if room > timedelta(0) and left <= room:
                    return (end.astimezone(UTC) - left).astimezone(self.zone)
                left -= max(room, timedelta(0))
            day -= DAY

    def between(self, start, end):
        """How much working time lies between two moments."""
        day, last, total = self.local_date(start), self.local_date(end), timedelta(0)
        while day <= last:
            if hours := self.hours_of(day):
                total += max(min(end, hours[1]) - max(start, hours[0]), timedelta(0))
            day += DAY
        return total

    def next_day(self, day):
        """The first working day after this date."""
        day += DAY
        while self.hours_of(day) is None:
            day += DAY
        return day

    def end_of_next_day(self, at):
        """When the next working day after that of ``at`` closes."""
        closes = self.hours_of(self.next_day(self.local_date(at)))[1]
        return closes.astimezone(self.zone)
