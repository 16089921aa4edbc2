"""Reminders: wanted, weekly at most, on a morning of theirs, and over after two."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from accounts.models import ChannelChoice, MailSettings, Notification, OutgoingMail
from learning.models import Enrollment, Nudge, StudyDay
from learning.rhythm.nudges import nudge
from tests import builders

from .test_parallel import all_at_once

NEW_YORK, AUCKLAND, LOS_ANGELES = "America/New_York", "Pacific/Auckland", "America/Los_Angeles"


def at(zone, *when):
    return datetime(*when, tzinfo=ZoneInfo(zone))


@pytest.fixture
def wanting(enrollment):
    """In New York, enrolled in October, last at work on November 5, wants reminders."""
    enrollment.user.time_zone = NEW_YORK
    enrollment.user.save()
    enrollment.wants_reminders = True
    enrollment.enrolled_at = at(NEW_YORK, 2026, 10, 5, 9)
    enrollment.save()
    StudyDay.objects.create(enrollment=enrollment, day=date(2026, 11, 5))
    return enrollment


def tick_at(moment):
    """The clock's own work, once a minute; twice, so that everything here proves both."""
    with time_machine.travel(moment, tick=False):
        nudge()
        nudge()


def weeks():
    return sorted(Nudge.objects.values_list("week", flat=True))


TUESDAY = at(NEW_YORK, 2026, 11, 17, 9, 5)


def test_a_week_without_a_session_is_told_once_on_a_morning_of_theirs(wanting):
    moment = at(NEW_YORK, 2026, 11, 16, 0)
    told = []
    while moment < at(NEW_YORK, 2026, 11, 23, 0):
        tick_at(moment)
        told.append(Nudge.objects.count())
        if told[-1] == 1 and told[-2] == 0:
            assert moment == at(NEW_YORK, 2026, 11, 17, 9)
        moment += timedelta(hours=1)
    assert weeks() == [date(2026, 11, 16)] and told[-1] == 1
    (row,) = Notification.objects.filter(event="nudge")
    assert row.recipient == wanting.user and row.channel == "mail"


@pytest.mark.parametrize(
    ("zone", "tuesday"),
    [
        (AUCKLAND, (2026, 11, 17)),
        (LOS_ANGELES, (2026, 11, 17)),
        # The weeks that begin after a Sunday on which the clocks were changed.
        (LOS_ANGELES, (2026, 11, 3)),
        (LOS_ANGELES, (2027, 3, 16)),
        (AUCKLAND, (2026, 9, 29)),
        (AUCKLAND, (2027, 4, 6)),
    ],
)
def test_nine_is_nine_where_they_live(wanting, zone, tuesday):
    wanting.user.time_zone = zone
    wanting.user.save()
    StudyDay.objects.update(day=date(*tuesday) - timedelta(days=16))  # two Sundays before
    Enrollment.objects.update(enrolled_at=at(zone, *tuesday) - timedelta(days=40))
    nine = at(zone, *tuesday, 9)
    tick_at(nine.astimezone(ZoneInfo("UTC")) - timedelta(minutes=1))
    assert weeks() == []
    tick_at(nine)
    assert weeks() == [date(*tuesday) - timedelta(days=1)]


def test_a_session_on_the_sunday_or_monday_of_a_week_is_one_of_it(wanting):
    StudyDay.objects.update(day=date(2026, 11, 8))  # the week before last
    tick_at(TUESDAY)
    assert weeks() == [date(2026, 11, 16)]
    Nudge.objects.all().delete()
    for day in (9, 15, 16, 17):
        StudyDay.objects.update(day=date(2026, 11, day))
        tick_at(TUESDAY)
        assert weeks() == []


@pytest.mark.parametrize(
    "changed",
    [
        {"wants_reminders": False},
        {"completed_at": at(NEW_YORK, 2026, 11, 6, 9)},
        {"left_at": at(NEW_YORK, 2026, 11, 6, 9)},
        {"enrolled_at": at(NEW_YORK, 2026, 11, 9, 0)},  # not all of last week
    ],
)
def test_who_is_told_nothing(wanting, changed):
    Enrollment.objects.update(**changed)
    tick_at(TUESDAY)
    assert weeks() == []


def test_nobody_is_told_of_a_course_that_is_taken_down_or_in_a_closed_account(wanting, course):
    course.unpublish()
    tick_at(TUESDAY)
    assert weeks() == []
    course.save_revision().publish()
    wanting.user.is_active = False
    wanting.user.save()
    tick_at(TUESDAY)
    assert weeks() == []


def another_course(learner, worked=None):
    course = builders.make_course("Another course")
    builders.make_lesson(builders.make_module(course), "First steps", [builders.text()])
    row = Enrollment.objects.enroll(
        learner, course, wants_reminders=True, enrolled_at=at(NEW_YORK, 2026, 10, 1, 9)
    )
    if worked:
        StudyDay.objects.create(enrollment=row, day=worked)
    return row


def test_all_courses_together_are_one_nudge_about_the_one_worked_in_last(wanting):
    newer = another_course(wanting.user, date(2026, 11, 7))
    another_course_not_begun = Enrollment.objects.count()
    assert another_course_not_begun == 2
    tick_at(TUESDAY)
    assert Nudge.objects.get().enrollment == newer


def test_a_session_in_any_course_is_one(wanting):
    another_course(wanting.user, date(2026, 11, 12))
    tick_at(TUESDAY)
    assert weeks() == []


def read(user):
    """What they are told, as they would read it."""
    from accounts.events import described

    return [row.sentence for row in described(user, Notification.objects.of(user))]


def test_after_two_without_a_response_it_stops_and_says_so(wanting, client_for):
    moment = TUESDAY
    for _week in range(5):
        tick_at(moment)
        moment += timedelta(days=7)
    assert weeks() == [date(2026, 11, 16), date(2026, 11, 23)]
    second, first = read(wanting.user)
    assert "We stop here. Come back any time" in second and "We stop here" not in first
    wanting.refresh_from_db()
    assert not wanting.wants_reminders
    with time_machine.travel(moment):
        as_learner = client_for(wanting.user)
        page = as_learner.get("/learning/").content.decode()
        assert "We sent two reminders and stopped there" in page
        StudyDay.objects.create(enrollment=wanting, day=date(2026, 12, 20))
        page = as_learner.get("/learning/").content.decode()
        assert "We sent two reminders" not in page


def test_switched_on_again_there_are_two_more(wanting):
    for days in (0, 7, 14):
        tick_at(TUESDAY + timedelta(days=days))
    Enrollment.objects.update(wants_reminders=True)
    for days in (21, 28, 35, 42):
        tick_at(TUESDAY + timedelta(days=days))
    assert weeks() == [date(2026, 11, 16) + timedelta(days=days) for days in (0, 7, 21, 28)]
    assert list(Nudge.objects.values_list("is_last", flat=True)) == [True, False, True, False]


def test_a_session_in_between_is_a_response(wanting):
    tick_at(TUESDAY)
    StudyDay.objects.create(enrollment=wanting, day=date(2026, 11, 18))
    for days in (7, 14, 21, 28):
        tick_at(TUESDAY + timedelta(days=days))
    assert weeks() == [date(2026, 11, 16), date(2026, 11, 30), date(2026, 12, 7)]


# By mail


def mailed(moment):
    """What is sent in the half hour from here on."""
    mail.outbox.clear()
    with time_machine.travel(moment, tick=False) as clock:
        for _minutes in range(3):
            call_command("tick")
            clock.shift(timedelta(minutes=11))
    return [str(each.body) for each in mail.outbox if "is where you left it" in str(each.body)]


def test_it_comes_by_mail_with_a_link_to_the_lesson_and_one_that_ends_it(wanting, lessons):
    (text,) = mailed(TUESDAY)
    assert lessons[0].get_url() in text and lessons[0].title in text
    assert "/unsubscribe/" in mail.outbox[0].extra_headers["List-Unsubscribe"]
    assert "One-Click" in mail.outbox[0].extra_headers["List-Unsubscribe-Post"]
    assert mailed(TUESDAY + timedelta(hours=1)) == []


def test_who_came_back_before_it_was_sent_gets_no_mail(wanting, lesson):
    with time_machine.travel(TUESDAY, tick=False):
        nudge()
        wanting.reach(lesson)
    assert mailed(TUESDAY + timedelta(minutes=15)) == []


def test_it_keeps_to_the_budget_and_to_what_was_chosen(wanting):
    with time_machine.travel(TUESDAY - timedelta(days=1)):
        wishes = MailSettings.objects.make(wanting.user)
    MailSettings.objects.filter(pk=wishes.pk).update(weekly_budget=0, digest="never")
    assert mailed(TUESDAY) == [] and Notification.objects.get().channel == "digest"
    MailSettings.objects.update(weekly_budget=5)
    ChannelChoice.objects.choose(wanting.user, "nudge", "site")
    assert mailed(TUESDAY + timedelta(days=7)) == []
    assert OutgoingMail.objects.filter(kind="notice").count() == 0
    assert Nudge.objects.count() == 2


def test_to_switch_it_off_ends_what_was_not_mailed_yet(wanting, as_learner, course):
    with time_machine.travel(TUESDAY, tick=False):
        nudge()
        as_learner.post(f"/learning/courses/{course.pk}/rhythm/", {"weekly_goal": "2"})
    assert mailed(TUESDAY + timedelta(minutes=15)) == []


def test_it_says_nothing_of_a_course_that_was_finished_or_left_since(wanting):
    tick_at(TUESDAY)
    assert len(read(wanting.user)) == 1
    Enrollment.objects.update(left_at=TUESDAY)
    assert read(wanting.user) == []


def test_they_are_in_my_data_and_go_with_the_account(wanting, as_learner):
    tick_at(TUESDAY)
    data = as_learner.get("/accounts/data/download/").json()
    assert data["nudges"][0]["course"] == wanting.course.title
    wanting.user.erase()
    assert not Nudge.objects.exists()


@pytest.mark.parametrize("people", [5, 40])
def test_waiting_costs_the_same_however_many_wait(
    wanting, course, people, django_assert_max_num_queries
):
    for number in range(people):
        person = builders.make_person(f"P {number}", f"p{number}@example.org", time_zone=NEW_YORK)
        Enrollment.objects.enroll(person, course, wants_reminders=True)
    with (
        time_machine.travel(at(NEW_YORK, 2026, 11, 17, 8, 59)),
        django_assert_max_num_queries(1),
    ):
        nudge()
    StudyDay.objects.all().delete()
    Nudge.objects.create(user=wanting.user, enrollment=wanting, week=date(2026, 11, 16))
    with time_machine.travel(TUESDAY), django_assert_max_num_queries(2):
        nudge()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_tell_once(wanting):
    with time_machine.travel(TUESDAY, tick=False):
        results = all_at_once(lambda number: nudge(), 4)
    assert results == [None] * 4
    assert Nudge.objects.count() == 1
    assert Notification.objects.filter(event="nudge").count() == 1
