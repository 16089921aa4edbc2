"""Days, weeks and mornings as they are where somebody lives."""

import zoneinfo
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

MORNING, NOON = 9, 12


def zone_of(user):
    return zoneinfo.ZoneInfo(user.time_zone or settings.TIME_ZONE)


def local_now(user, moment=None):
    """This moment on the person's own clock."""
    return (moment or timezone.now()).astimezone(zone_of(user))


def day_of(user, moment=None):
    """The person's own day that a moment lies in; left out, it is now."""
    return local_now(user, moment).date()


def week_of(day):
    """The Monday of a day's week, which stands for the week."""
    return day - timedelta(days=day.weekday())


def beginning_of(user, day):
    """When a day of theirs begins, as a moment."""
    return datetime.combine(day, time(), tzinfo=zone_of(user)).astimezone(UTC)


def morning_of(user, day):
    """When a morning of theirs begins."""
    return datetime.combine(day, time(MORNING), tzinfo=zone_of(user)).astimezone(UTC)
