"""Working hours: the calendar that hosts keep, and what is reckoned by it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms.models import modelform_factory

from community.answering.working_time import Calendar
from community.models import Absence, Closure, WorkingHours

NEW_YORK, BERLIN = ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin")
KOLKATA, AUCKLAND = ZoneInfo("Asia/Kolkata"), ZoneInfo("Pacific/Auckland")
WEEKDAYS = frozenset(range(5))


def calendar(zone=NEW_YORK, closures=(), opens=time(9), closes=time(17), days=WEEKDAYS):
    return Calendar(zone, frozenset(days), opens, closes, tuple(closures))


def at(text, zone=NEW_YORK):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


# 2026-11-16 is a Monday.


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-16 09:00", 4, "2026-11-16 13:00"),
        ("2026-11-16 06:30", 4, "2026-11-16 13:00"),
        ("2026-11-16 15:00", 4, "2026-11-17 11:00"),
        ("2026-11-16 13:00", 4, "2026-11-16 17:00"),
        ("2026-11-16 17:00", 4, "2026-11-17 13:00"),
        ("2026-11-16 22:00", 8, "2026-11-17 17:00"),
        ("2026-11-20 16:00", 4, "2026-11-23 12:00"),
        ("2026-11-21 12:00", 4, "2026-11-23 13:00"),
        ("2026-11-16 09:00", 20, "2026-11-18 13:00"),
        ("2026-12-31 15:30", 4, "2027-01-01 11:30"),
    ],
)
@pytest.mark.parametrize("zone", [NEW_YORK, BERLIN, KOLKATA, AUCKLAND])
def test_working_hours_pass_only_while_it_is_open(zone, start, hours, end):
    assert calendar(zone).add_hours(at(start, zone), hours) == at(end, zone)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-16 09:00", "2026-11-17 17:00"),
        ("2026-11-16 05:00", "2026-11-17 17:00"),
        ("2026-11-16 23:59", "2026-11-17 17:00"),
        ("2026-11-20 10:00", "2026-11-23 17:00"),
        ("2026-11-21 10:00", "2026-11-23 17:00"),
        ("2026-11-22 23:00", "2026-11-23 17:00"),
        ("2026-12-31 12:00", "2027-01-01 17:00"),
    ],
)
@pytest.mark.parametrize("zone", [NEW_YORK, BERLIN, KOLKATA, AUCKLAND])
def test_the_end_of_the_next_working_day(zone, start, end):
    assert calendar(zone).end_of_next_day(at(start, zone)) == at(end, zone)


def test_a_moment_counts_by_the_clock_of_the_calendar():
    # Sunday 23:30 in Berlin is Monday morning in Auckland.
    moment = at("2026-11-15 23:30", BERLIN)
    assert calendar(AUCKLAND).is_open(moment)
    assert not calendar(BERLIN).is_open(moment)
    assert calendar(AUCKLAND).end_of_next_day(moment) == at("2026-11-17 17:00", AUCKLAND)
    assert calendar(BERLIN).end_of_next_day(moment) == at("2026-11-16 17:00", BERLIN)


def test_open_from_the_first_moment_up_to_the_last():
    hours = calendar()
    opened = [
        hours.is_open(at(f"2026-11-16 {clock}")) for clock in ("08:59", "09:00", "16:59", "17:00")
    ]
    assert opened == [False, True, True, False]
    assert not hours.is_open(at("2026-11-21 12:00"))


def test_closures_count_for_nothing():
    # Thanksgiving and the day after, then the days around the new year.
    closures = [
        (date(2026, 11, 26), date(2026, 11, 27)),
        (date(2026, 12, 24), date(2027, 1, 3)),
    ]
    hours = calendar(closures=closures)
    assert not hours.is_open(at("2026-11-26 12:00"))
    assert hours.add_hours(at("2026-11-25 15:00"), 4) == at("2026-11-30 11:00")
    assert hours.end_of_next_day(at("2026-11-25 10:00")) == at("2026-11-30 17:00")
    assert hours.end_of_next_day(at("2026-11-26 10:00")) == at("2026-11-30 17:00")
    assert hours.add_hours(at("2026-12-23 16:00"), 8) == at("2027-01-04 16:00")
    assert hours.end_of_next_day(at("2026-12-23 10:00")) == at("2027-01-04 17:00")


def test_when_clocks_change_at_night_a_working_day_is_as_long_as_any():
    hours = calendar(days=range(7))
    # In New York clocks go back on November 1, 2026, and forward on March 14, 2027.
    for before, after in (("2026-10-31", "2026-11-01"), ("2027-03-13", "2027-03-14")):
        assert hours.add_hours(at(f"{before} 16:00"), 4) == at(f"{after} 12:00")
        assert hours.end_of_next_day(at(f"{before} 16:00")) == at(f"{after} 17:00")
    assert at("2026-11-01 17:00") - at("2026-10-31 17:00") == timedelta(days=1)  # on the wall
    gone = at("2026-11-01 17:00").astimezone(UTC) - at("2026-10-31 17:00").astimezone(UTC)
    assert gone == timedelta(hours=25)


def test_an_hour_that_is_skipped_is_not_worked_and_one_that_comes_twice_is_worked_twice():
    nights = calendar(opens=time(0), closes=time(6), days=range(7))
    # March 14, 2027: 2:00 is 3:00. From midnight to six it is five hours.
    assert nights.add_hours(at("2027-03-14 00:00"), 5) == at("2027-03-14 06:00")
    assert nights.between(at("2027-03-13 12:00"), at("2027-03-14 12:00")) == timedelta(hours=5)
    # November 1, 2026: 1:00 to 2:00 comes twice, so it is seven.
    assert nights.add_hours(at("2026-11-01 00:00"), 7) == at("2026-11-01 06:00")
    assert nights.add_hours(at("2026-11-01 00:00"), 3).astimezone(UTC) == datetime(
        2026, 11, 1, 7, tzinfo=UTC
    )


def test_a_day_whose_hours_are_all_skipped_is_no_working_day():
    short = calendar(opens=time(2, 10), closes=time(2, 50), days=range(7))
    assert short.hours_of(date(2027, 3, 14)) is None
    assert short.next_day(date(2027, 3, 13)) == date(2027, 3, 15)


def test_between_and_taking_back_are_the_other_way_around():
    hours = calendar(closures=[(date(2026, 11, 26), date(2026, 11, 27))])
    start, end = at("2026-11-25 15:00"), at("2026-11-30 11:00")
    assert hours.between(start, end) == timedelta(hours=4)
    assert hours.take_back(end, timedelta(hours=4)) == start
    assert hours.between(end, start) == timedelta(0)
    assert hours.between(at("2026-11-21 10:00"), at("2026-11-22 10:00")) == timedelta(0)


@pytest.mark.parametrize("values", [{"days": ()}, {"closes": time(9)}, {"closes": time(8)}])
def test_a_calendar_that_never_opens_is_refused(values):
    with pytest.raises(ValueError, match="open day"):
        calendar(**values)


# As the CMS keeps it


def test_without_a_row_it_is_monday_to_friday_nine_to_five(db, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    assert WorkingHours.current() == calendar(BERLIN)
    assert not WorkingHours.objects.exists()


def test_what_is_set_is_what_counts(db):
    row = WorkingHours.objects.create(
        time_zone="Asia/Kolkata", friday=False, saturday=True, opens_at=time(10)
    )
    Closure.objects.create(
        hours=row, name="Diwali", starts_on=date(2026, 11, 8), ends_on=date(2026, 11, 9)
    )
    days = {0, 1, 2, 3, 5}
    closures = [(date(2026, 11, 8), date(2026, 11, 9))]
    assert WorkingHours.current() == calendar(KOLKATA, closures, opens=time(10), days=days)


def test_the_form_refuses_a_week_without_a_working_day_and_a_day_that_ends_first(db):
    row = WorkingHours(monday=False, tuesday=False, wednesday=False, thursday=False, friday=False)
    with pytest.raises(ValidationError, match="at least one working day"):
        row.full_clean()
    with pytest.raises(ValidationError, match="end after it begins"):
        WorkingHours(opens_at=time(17), closes_at=time(9)).full_clean()
    with pytest.raises(ValidationError, match="time zone"):
        WorkingHours(time_zone="Mars/Olympus").full_clean()


def test_the_database_refuses_them_too(db):
    nothing = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), False)
    for values in (nothing, {"opens_at": time(17), "closes_at": time(9)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            WorkingHours.objects.create(**values)


@pytest.mark.parametrize("model", [Closure, Absence])
def test_dates_run_forward_and_for_a_year_at_most(db, learner, model):
    fields = {"starts_on": date(2026, 12, 24), "ends_on": date(2026, 12, 23)}
    form = modelform_factory(model, fields=["starts_on", "ends_on"])
    assert "comes before" in str(form(fields).errors["ends_on"])
    fields["ends_on"] = date(2030, 1, 1)
    assert "A year at most" in str(form(fields).errors["ends_on"])
    fields["ends_on"] = date(2027, 1, 3)
    assert form(fields).is_valid()
