"""The calendar: its page, the private feed, single entries; each file opened again and read."""

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core import signing
from django.urls import reverse
from icalendar import Calendar

from accounts.personal_data import everything_of
from learning.models import CalendarFeed, Cohort
from learning.views import calendar as views
from tests.learning.audits import frozen
from tests.learning.plans import make_commitment

pytestmark = pytest.mark.django_db

URL = "/learning/calendar/"
HOSTILE = 'a; b, "c" \\ d\nBEGIN:VEVENT <b> =cmd \u202e 🎉 نحن ' + "x" * 130


@pytest.fixture
def feed(learner):
    row = CalendarFeed.objects.make(learner)
    row.renew()
    return row


def address(feed):
    return reverse("learning:calendar_feed", args=[feed.token])


def read(response):
    """The events of a calendar file by UID."""
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(response.content).walk("VEVENT")
    found = {str(event["UID"]): event for event in events}
    assert len(found) == len(events)
    return found


def titles(response):
    return sorted(str(event["SUMMARY"]) for event in read(response).values())


def uid_of(commitment):
    return f"commitment-{commitment.pk}@{urlsplit(settings.SITE_URL).hostname}"


# What is in it


def test_the_feed_has_check_ins_and_the_day_a_commitment_is_due(
    feed, learner, client, time_machine
):
    time_machine.move_to("2026-11-23T12:00:00Z")
    make_commitment(learner, due_on=date(2027, 1, 15))
    events = read(client.get(address(feed)))
    assert sorted((e["DTSTART"].dt, str(e["SUMMARY"])) for e in events.values()) == [
        (date(2026, 12, 23), "Check-in: 30 days"),
        (date(2027, 1, 15), "A commitment is due"),
        (date(2027, 1, 22), "Check-in: 60 days"),
        (date(2027, 2, 21), "Check-in: 90 days"),
    ]
    for event in events.values():
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
        assert event["DTSTAMP"].dt == datetime(2026, 11, 23, 12, tzinfo=UTC)
        assert str(event["CLASS"]) == "PRIVATE" and str(event["TRANSP"]) == "TRANSPARENT"


def test_entries_lead_to_a_page_that_asks_to_sign_in(feed, learner, client):
    """A check-in's own link answers without signing in, and is not for a calendar."""
    made = make_commitment(learner)
    response = client.get(address(feed))
    pages = {str(event["URL"]) for event in read(response).values()}
    assert pages == {settings.SITE_URL + made.get_absolute_url()}
    assert client.get(made.get_absolute_url()).url.startswith(reverse("account_login"))
    for check_in in made.check_ins.all():
        assert check_in.token not in response.content.decode()


def test_days_are_the_person_s_own_also_over_the_change_of_clocks(
    feed, learner, client, time_machine
):
    """Late on an evening in Honolulu or early in Sydney it is another day in Greenwich."""
    for zone, moment in (
        ("Pacific/Honolulu", "2026-09-30T22:30"),
        ("America/New_York", "2026-10-01T23:30"),
    ):
        learner.time_zone = zone
        learner.save()
        learner.commitments.all().delete()
        at = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
        time_machine.move_to(at)
        make_commitment(learner)
        days = [
            e["DTSTART"].dt
            for e in read(client.get(address(feed))).values()
            if "Check-in" in str(e["SUMMARY"])
        ]
        made = at.date()
        assert sorted(days) == [made + timedelta(days=n) for n in (30, 60, 90)]


def test_the_feed_has_the_last_day_of_a_cohort(feed, enrollment, course, client):
    cohort = Cohort.objects.create(course=course, name="Spring", ends_on=date(2027, 3, 1))
    undated = Cohort.objects.create(course=course, name="Open")
    for row in (cohort, undated):
        row.take_in(enrollment)
    (event,) = read(client.get(address(feed))).values()
    assert event["DTSTART"].dt == date(2027, 3, 1)
    assert str(event["SUMMARY"]) == "The last day of your cohort"
    cohort.members.get().leave()
    assert read(client.get(address(feed))) == {}


def test_the_feed_has_the_day_on_which_an_audit_is_repeated(feed, learner, client, time_machine):
    learner.time_zone = "America/Los_Angeles"
    learner.save()
    time_machine.move_to("2026-08-20T05:00:00Z")  # still the 19th there
    frozen(learner, "aaaaari")
    (event,) = read(client.get(address(feed))).values()
    assert event["DTSTART"].dt == date(2026, 11, 17)
    time_machine.move_to("2026-11-20T12:00:00Z")
    frozen(learner, "aaaaari")
    assert read(client.get(address(feed))) == {}


def test_what_ended_vanishes(feed, learner, client):
    kept, dropped, open_one = (make_commitment(learner, act=f"do {n}") for n in range(3))
    kept.check_ins.get(days=30).answer("done")
    dropped.end("dropped")
    events = read(client.get(address(feed)))
    assert len(events) == 4
    assert f"commitment-{open_one.pk}@" in " ".join(events)


def test_entries_keep_their_uid_and_the_same_dates_give_the_same_bytes(feed, learner, client):
    make_commitment(learner)
    first = client.get(address(feed))
    feed.renew()
    assert client.get(address(feed)).content == first.content


def test_an_empty_calendar_is_a_calendar(feed, client):
    assert read(client.get(address(feed))) == {}


# Words


def test_no_words_of_the_person_s_are_in_it_by_default(feed, learner, client, enrollment, course):
    make_commitment(learner, cue="my cue", act="my secret act")
    Cohort.objects.create(course=course, name="Named", ends_on=date(2027, 3, 1)).take_in(enrollment)
    content = client.get(address(feed)).content.decode()
    for words in ("my cue", "secret act", "Named", learner.display_name, learner.email):
        assert words not in content


def test_words_come_in_and_go_out_by_the_person_s_own_act(feed, learner, client, as_learner):
    made = make_commitment(learner, act="ask one question")
    page = as_learner.post(reverse("learning:calendar_words"), {"with_words": "1"}, follow=True)
    assert "Your own words are in the calendar" in page.content.decode()
    event = read(client.get(address(feed)))[uid_of(made)]
    assert str(event["DESCRIPTION"]) == made.sentence
    as_learner.post(reverse("learning:calendar_words"))
    assert "ask one question" not in client.get(address(feed)).content.decode()


def test_hostile_words_stay_inside_their_line(feed, learner, client):
    made = make_commitment(learner, act=HOSTILE)
    feed.show_words(True)
    response = client.get(address(feed))
    lines = response.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert all(len(line) <= 75 for line in lines)
    assert response.content.count(b"\r\nBEGIN:VEVENT") == 4
    event = read(response)[uid_of(made)]
    words = str(event["DESCRIPTION"])
    assert 'a; b, "c" \\ d BEGIN:VEVENT <b> =cmd' in words and "🎉 نحن" in words
    assert "\u202e" not in words and len(str(event["SUMMARY"])) <= 120


def test_titles_are_the_same_without_words(feed, learner, client):
    make_commitment(learner)
    assert titles(client.get(address(feed))) == [
        "A commitment is due", "Check-in: 30 days", "Check-in: 60 days", "Check-in: 90 days",
    ]  # fmt: skip


# The address


def test_the_address_cannot_be_guessed(feed):
    secret = feed.token.rpartition(".")[0]
    assert len(secret) >= 32  # characters of 6 bits each: 192 bits
    assert CalendarFeed.objects.at(secret) is None
    assert CalendarFeed.objects.at(feed.token[:-1]) is None
    other = signing.Signer(salt="elsewhere", sep=".").sign(secret)
    assert CalendarFeed.objects.at(other) is None
    assert CalendarFeed.objects.at(feed.token) == feed


@pytest.mark.parametrize("token", ["x", ".", "a.b", "%00", "é.é", "a" * 3000])
def test_what_is_no_address_costs_no_query(client, django_assert_num_queries, token):
    with django_assert_num_queries(0):
        assert CalendarFeed.objects.at(token) is None
    assert client.get(f"{URL}{token}.ics").status_code == 404


def test_a_new_address_ends_the_old_one_at_once(as_learner, client, learner):
    as_learner.post(reverse("learning:renew_calendar"))
    old = address(CalendarFeed.objects.get(user=learner))
    assert client.get(old).status_code == 200
    page = as_learner.post(reverse("learning:renew_calendar"), follow=True).content.decode()
    new = CalendarFeed.objects.get(user=learner)
    assert "The old address has ended" in page and new.url in page
    assert client.get(old).status_code == 404
    assert client.get(address(new)).status_code == 200


def test_switching_off_ends_it_at_once(as_learner, feed, client):
    page = as_learner.post(reverse("learning:stop_calendar"), follow=True).content.decode()
    assert "Make an address" in page
    assert client.get(address(feed)).status_code == 404


def test_a_suspended_or_deleted_account_has_no_feed(feed, learner, client):
    learner.is_active = False
    learner.save()
    assert client.get(address(feed)).status_code == 404
    learner.is_active = True
    learner.save()
    assert client.get(address(feed)).status_code == 200
    learner.erase()
    assert client.get(address(feed)).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_nobody_keeps_or_finds_the_feed(feed, client):
    response = client.get(address(feed))
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_asking_all_the_time_is_told_to_wait(feed, client, monkeypatch):
    monkeypatch.setattr(views, "FEEDS_AN_HOUR", 2)
    statuses = [client.get(address(feed)).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert client.get(address(feed))["Retry-After"] == "3600"


def test_the_address_is_off_until_it_is_asked_for(as_learner, learner):
    page = as_learner.get(URL).content.decode()
    assert "Make an address" in page and ".ics" not in page
    assert not CalendarFeed.objects.exists()


def test_the_page_is_kept_nowhere(as_learner, feed):
    response = as_learner.get(URL)
    assert feed.url in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


# One entry


def test_one_entry_can_be_downloaded(as_learner, learner):
    made = make_commitment(learner)
    check_in = made.check_ins.get(days=60)
    page = as_learner.get(URL).content.decode()
    for url, title in (
        (f"{URL}check-ins/{check_in.pk}.ics", "Check-in: 60 days"),
        (f"{URL}commitments/{made.pk}.ics", "A commitment is due"),
    ):
        assert url in page
        response = as_learner.get(url)
        assert titles(response) == [title]
        assert response["Content-Disposition"].startswith("attachment")


def test_others_entries_are_not_found(client_for, other_learner, learner):
    made = make_commitment(learner)
    theirs = client_for(other_learner)
    assert theirs.get(f"{URL}commitments/{made.pk}.ics").status_code == 404
    assert theirs.get(f"{URL}check-ins/{made.check_ins.first().pk}.ics").status_code == 404
    assert "Monday comes" not in theirs.get(URL).content.decode()


def test_an_entry_that_ended_is_not_found(as_learner, learner):
    made = make_commitment(learner)
    made.end("dropped")
    assert as_learner.get(f"{URL}commitments/{made.pk}.ics").status_code == 404


# Queries and data


def test_more_entries_cost_no_more_queries(
    feed, learner, client, as_learner, django_assert_max_num_queries
):
    make_commitment(learner)
    as_learner.get(URL)
    for act in ("b", "c"):
        with django_assert_max_num_queries(8):
            client.get(address(feed))
        with django_assert_max_num_queries(14):
            as_learner.get(URL)
        make_commitment(learner, act=act)


def test_my_data_says_whether_there_is_an_address_and_not_which(feed, learner):
    part = everything_of(learner)["calendar_feed"]
    assert part["on"] is True and part["with_my_words"] is False
    assert feed.secret not in str(part)


def test_every_line_is_text_that_programs_take(feed, learner, client):
    make_commitment(learner)
    content = client.get(address(feed)).content.decode()
    assert content.startswith("BEGIN:VCALENDAR\r\n") and content.endswith("END:VCALENDAR\r\n")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in content
    assert re.search(r"\r\nUID:commitment-\d+@\S+\r\n", content)
