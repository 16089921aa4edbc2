"""How many working days something waits; an app above this one knows when people are at work."""

from datetime import datetime, time, timedelta

from django.utils import timezone

LONGEST_REST = timedelta(days=366)  # whoever closes for longer works on no day

_calendars = []


def keeps_the_calendar(current):
    """Register the function that returns the site's calendar."""
    _calendars[:] = [current]
    return current


def calendar():
    return _calendars[0]()


class Ages:
    """The ages of many things, by one calendar."""

    def __init__(self):
        self.calendar, self.now = calendar(), timezone.now()

    def of(self, moment):
        """The working days since: none on the same day."""
        return self.calendar.days_between(moment, self.now)

    def older_than(self, days):
        """The moment before which something is at least so many working days old.

        Looking back ends also where a calendar has no working day.
        """
        day = self.calendar.local_date(self.now)
        furthest = day - LONGEST_REST - timedelta(weeks=days)
        while days > 0 and day > furthest:
            days -= self.calendar.works_on(day)
            day -= timedelta(days=1)
        return datetime.combine(day + timedelta(days=1), time(), tzinfo=self.calendar.zone)
