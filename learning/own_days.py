"""Days and mornings as a person has them, in their own time zone."""

import zoneinfo
from datetime import UTC, datetime, time

from django.conf import settings
from django.utils import timezone

MORNING = time(8)


def zone_of(user):
    return zoneinfo.ZoneInfo(user.time_zone or settings.TIME_ZONE)


def day_of(user, moment=None):
    """The person's date at this moment, or today's."""
    return (moment or timezone.now()).astimezone(zone_of(user)).date()


def morning_of(user, day):
    """When the morning of this day of theirs begins."""
    return datetime.combine(day, MORNING, tzinfo=zone_of(user)).astimezone(UTC)
