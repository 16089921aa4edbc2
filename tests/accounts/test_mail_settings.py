"""When a digest comes, what is quiet, and how the week counts: in the person's own time."""

from datetime import UTC, datetime

import pytest

from accounts.models import MailSettings, User

SUMMER_ENDS = {"digest": "daily", "hour": 1}
SUMMER_BEGINS = {"digest": "daily", "hour": 2}


def wishes(zone="America/New_York", **fields):
    return MailSettings(user=User(time_zone=zone), **fields)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "fields", "now", "expected"),
    [
        # The default: Tuesday at 8
        ("America/New_York", {}, "2026-11-16 12:00", "2026-11-17 13:00"),
        ("America/New_York", {}, "2026-11-17 13:00", "2026-11-24 13:00"),
        ("America/New_York", {}, "2026-11-17 12:59", "2026-11-17 13:00"),
        # Elsewhere it is another moment, and already another day
        ("Asia/Tokyo", {}, "2026-11-16 12:00", "2026-11-16 23:00"),
        ("Pacific/Auckland", {}, "2026-11-16 12:00", "2026-11-16 19:00"),
        ("", {}, "2026-11-16 12:00", "2026-11-17 13:00"),
        # Every day
        ("America/New_York", {"digest": "daily"}, "2026-11-17 14:00", "2026-11-18 13:00"),
        # Summer begins on March 8, 2026, and ends on November 1, at 2 in the morning
        ("America/New_York", {"digest": "daily"}, "2026-03-07 14:00", "2026-03-08 12:00"),
        ("America/New_York", {}, "2026-10-28 00:00", "2026-11-03 13:00"),
        ("America/New_York", {}, "2026-03-05 00:00", "2026-03-10 12:00"),
        # An hour that is skipped, and one that comes twice
        ("America/New_York", SUMMER_BEGINS, "2026-03-08 00:00", "2026-03-08 07:00"),
        ("America/New_York", SUMMER_ENDS, "2026-11-01 00:00", "2026-11-01 05:00"),
        ("America/New_York", SUMMER_ENDS, "2026-11-01 05:00", "2026-11-02 06:00"),
        ("America/New_York", {"digest": "never"}, "2026-11-17 14:00", None),
        ("America/New_York", {"no_mail": True}, "2026-11-17 14:00", None),
    ],
)  # fmt: skip
def test_when_the_next_digest_comes(zone, fields, now, expected):
    found = wishes(zone, **fields).digest_after(utc(now))
    assert found == (expected and utc(expected))


@pytest.mark.parametrize(
    ("fields", "now", "until"),
    [
        ({}, "2026-11-18 00:59", None),  # 19:59
        ({}, "2026-11-18 01:00", "2026-11-18 12:00"),  # 20:00
        ({}, "2026-11-18 06:00", "2026-11-18 12:00"),
        ({}, "2026-11-18 11:59", "2026-11-18 12:00"),
        ({}, "2026-11-18 12:00", None),  # 7:00
        ({"quiet_from": 12, "quiet_to": 14}, "2026-11-18 18:00", "2026-11-18 19:00"),
        ({"quiet_from": 12, "quiet_to": 14}, "2026-11-18 19:00", None),
        ({"quiet_from": 7, "quiet_to": 7}, "2026-11-18 12:30", None),
        ({"quiet_from": 22, "quiet_to": 0}, "2026-11-18 04:30", "2026-11-18 05:00"),
        # Over the nights in which the clocks change
        ({}, "2026-03-08 03:00", "2026-03-08 11:00"),
        ({}, "2026-11-01 03:00", "2026-11-01 12:00"),
    ],
)
def test_quiet_hours(fields, now, until):
    assert wishes(**fields).quiet_until(utc(now)) == (until and utc(until))


def test_a_week_begins_on_their_monday():
    assert wishes().week_of(utc("2026-11-23 04:59")) == utc("2026-11-16 05:00")
    assert wishes().week_of(utc("2026-11-23 05:00")) == utc("2026-11-23 05:00")


@pytest.mark.parametrize(
    ("digest", "now", "period"),
    [
        ("daily", "2026-11-18 04:59", "2026-11-17"),
        ("weekly", "2026-11-18 04:59", "2026-W47"),
        ("weekly", "2027-01-01 12:00", "2026-W53"),
    ],
)
def test_the_period_of_a_digest(digest, now, period):
    assert wishes(digest=digest).period_of(utc(now)) == period


@pytest.mark.django_db
def test_who_moves_gets_the_digest_at_their_hour_there(learner):
    MailSettings.objects.make(learner)
    before = MailSettings.objects.get(user=learner).next_digest_at
    learner.time_zone = "America/Los_Angeles"
    learner.save(update_fields=["time_zone"])
    after = MailSettings.objects.get(user=learner).next_digest_at
    assert {before.astimezone(UTC).hour, after.astimezone(UTC).hour} <= {12, 13, 15, 16}
    assert before.astimezone(UTC).hour != after.astimezone(UTC).hour
