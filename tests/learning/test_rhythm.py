"""Sessions by the learner's own days, weeks that lose nothing, and what the dashboard says."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.models import Enrollment, Remembering, StudyDay
from tests import builders

URL = "/learning/"


def at(zone, *when):
    return datetime(*when, tzinfo=ZoneInfo(zone))


def lives_in(user, zone):
    user.time_zone = zone
    user.save()


def days_of(enrollment):
    return sorted(enrollment.study_days.values_list("day", flat=True))


def html(client):
    return client.get(URL).content.decode()


def sessions(enrollment, *days):
    StudyDay.objects.bulk_create(StudyDay(enrollment=enrollment, day=day) for day in days)


# What a session is


@pytest.mark.parametrize(
    ("zone", "utc", "day"),
    [
        ("Pacific/Auckland", datetime(2026, 11, 22, 11, 30, tzinfo=ZoneInfo("UTC")), (11, 23)),
        ("America/Los_Angeles", datetime(2026, 11, 23, 7, 30, tzinfo=ZoneInfo("UTC")), (11, 22)),
        # The evening before and of the day on which the clocks are set back.
        ("America/Los_Angeles", datetime(2026, 11, 1, 6, 30, tzinfo=ZoneInfo("UTC")), (10, 31)),
        ("America/Los_Angeles", datetime(2026, 11, 2, 7, 30, tzinfo=ZoneInfo("UTC")), (11, 1)),
    ],
)
def test_a_session_is_a_day_where_the_learner_lives(enrollment, lesson, zone, utc, day):
    lives_in(enrollment.user, zone)
    with time_machine.travel(utc, tick=False):
        enrollment.reach(lesson)
    assert days_of(enrollment) == [date(2026, *day)]


def test_a_day_is_one_session_whatever_is_done_in_it(as_learner, enrollment, lesson):
    check = builders.blocks_of(lesson, "single_choice")[0]
    data = {"option": builders.right_options(check)}
    with time_machine.travel(at("America/New_York", 2026, 11, 23, 9)) as clock:
        for _twice in range(2):
            as_learner.post(reverse("learning:answer_check", args=[lesson.pk, check.id]), data)
            as_learner.post(reverse("learning:reach", args=[lesson.pk]))
            clock.shift(timedelta(hours=5))
        assert len(days_of(enrollment)) == 1
        clock.shift(timedelta(hours=12))
        as_learner.post(reverse("learning:reach", args=[lesson.pk]))
    assert days_of(enrollment) == [date(2026, 11, 23), date(2026, 11, 24)]


def test_completing_a_lesson_is_a_session_too(as_learner, enrollment, lessons):
    builders.do_everything(enrollment, lessons[0])
    as_learner.post(reverse("learning:complete_lesson", args=[lessons[0].pk]))
    assert StudyDay.objects.filter(enrollment=enrollment).count() == 1


def test_looking_is_none_and_neither_is_a_visit_of_somebody_else(
    as_learner, client_for, other_learner, enrollment, lessons
):
    as_learner.get(lessons[0].get_url())
    as_learner.get(URL)
    client_for(other_learner).post(reverse("learning:reach", args=[lessons[0].pk]))
    assert not StudyDay.objects.exists()


def test_after_the_first_act_of_a_day_nothing_more_is_written(
    as_learner, enrollment, lesson, django_capture_on_commit_callbacks
):
    url = reverse("learning:reach", args=[lesson.pk])
    with django_capture_on_commit_callbacks(execute=True):
        as_learner.post(url)
    with CaptureQueriesContext(connection) as queries:
        as_learner.post(url)
    assert not [query for query in queries if "studyday" in query["sql"]]
    # What was rolled back was not remembered as written.
    StudyDay.objects.all().delete()
    cache.clear()
    as_learner.post(url)
    assert StudyDay.objects.count() == 1


# The week on the dashboard


MONDAY_TO_SUNDAY = [
    (at("Pacific/Auckland", 2026, 11, 23, 0, 30), "Pacific/Auckland"),
    (at("Pacific/Auckland", 2026, 11, 29, 23, 30), "Pacific/Auckland"),
    (at("America/Los_Angeles", 2026, 11, 23, 0, 30), "America/Los_Angeles"),
    (at("America/Los_Angeles", 2026, 11, 29, 23, 30), "America/Los_Angeles"),
]


@pytest.mark.parametrize(("now", "zone"), MONDAY_TO_SUNDAY)
def test_a_week_is_monday_to_sunday_of_the_person(as_learner, learner, enrollment, now, zone):
    lives_in(learner, zone)
    Enrollment.objects.update(weekly_goal=3, enrolled_at=now - timedelta(days=30))
    sessions(enrollment, *(date(2026, 11, day) for day in (22, 23, 29, 30)))
    with time_machine.travel(now):
        assert "2 of 3 sessions this week" in html(as_learner)


@pytest.mark.parametrize(
    ("zone", "changes"),
    [
        ("America/Los_Angeles", date(2026, 3, 8)),
        ("America/Los_Angeles", date(2026, 11, 1)),
        ("Pacific/Auckland", date(2026, 4, 5)),
        ("Pacific/Auckland", date(2026, 9, 27)),
    ],
)
def test_a_week_in_which_the_clocks_change_has_seven_days(
    as_learner, learner, enrollment, lesson, zone, changes
):
    lives_in(learner, zone)
    monday = changes - timedelta(days=changes.weekday())
    begun = datetime(monday.year, monday.month, monday.day, tzinfo=ZoneInfo(zone))
    Enrollment.objects.update(weekly_goal=3, enrolled_at=begun - timedelta(days=20))
    week = [monday + timedelta(days=number) for number in range(-1, 8)]
    for day in week:
        with time_machine.travel(
            datetime(day.year, day.month, day.day, 23, 45, tzinfo=ZoneInfo(zone)), tick=False
        ):
            enrollment.reach(lesson)
    assert days_of(enrollment) == week
    inside = [day for day in week if monday + timedelta(days=1) < day < week[-1]]
    StudyDay.objects.filter(day__in=inside).delete()
    last = datetime(changes.year, changes.month, changes.day, 23, 50, tzinfo=ZoneInfo(zone))
    with time_machine.travel(last):
        assert "2 of 3 sessions this week" in html(as_learner)
    with time_machine.travel(last + timedelta(minutes=20)):
        assert "1 of 3 sessions this week" in html(as_learner)


@pytest.fixture
def thursday():
    with time_machine.travel(at("America/New_York", 2026, 11, 19, 15)) as clock:
        yield clock


@pytest.fixture
def going(thursday, enrollment):
    """In the course since four weeks, with a goal of three."""
    enrollment.weekly_goal = 3
    enrollment.enrolled_at = at("America/New_York", 2026, 10, 22, 9)
    enrollment.save()
    return enrollment


def test_the_bar_says_what_it_is_and_more_than_planned_is_not_too_much(as_learner, going, course):
    sessions(going, *(date(2026, 11, day) for day in (16, 17, 18, 19)))
    page = html(as_learner)
    assert "4 of 3 sessions this week" in page and "As you planned" in page
    assert f'<progress max="3" value="3" aria-label="Sessions this week in {course.title}">' in page


def test_a_missed_week_takes_nothing_away(as_learner, going):
    sessions(going, date(2026, 11, 3), date(2026, 11, 5))
    page = html(as_learner)
    assert "Pick up any time" in page and "0 of 3 sessions this week" in page
    assert "November 2 – November 8" in page and "2 sessions" in page and "A week off" in page
    assert "streak" not in page.lower()


def test_who_came_last_week_or_this_one_is_not_told_to_pick_up(as_learner, going):
    sessions(going, date(2026, 11, 12))
    assert "Pick up any time" not in html(as_learner)
    StudyDay.objects.update(day=date(2026, 11, 18))
    assert "Pick up any time" not in html(as_learner)


def test_weeks_before_enrolling_are_no_weeks_off(as_learner, going):
    Enrollment.objects.update(enrolled_at=at("America/New_York", 2026, 11, 17, 9))
    page = html(as_learner)
    assert "A week off" not in page and "Pick up any time" not in page


def test_without_a_goal_there_is_a_number_and_no_bar(as_learner, going):
    Enrollment.objects.update(weekly_goal=0)
    page = html(as_learner)
    assert "No session yet this week" in page and "Sessions this week in" not in page
    sessions(going, date(2026, 11, 18))
    assert "1 session this week" in html(as_learner)


def test_a_person_with_many_courses_sees_the_weeks_of_two_and_unfolds_the_rest(
    as_learner, learner, going
):
    folded = "Your week in the other courses"
    Enrollment.objects.enroll(learner, builders.make_course("A second"))
    assert folded not in html(as_learner)
    Enrollment.objects.enroll(learner, builders.make_course("A third"))
    before, after = html(as_learner).split(folded)
    weeks = "Earlier weeks, and how often you mean to come"
    assert (before.count(weeks), after.count(weeks)) == (2, 1)


def test_it_shows_nothing_of_anybody_else_and_nothing_of_a_finished_course(
    as_learner, going, other_enrollment
):
    sessions(other_enrollment, date(2026, 11, 17), date(2026, 11, 18))
    assert "0 of 3 sessions this week" in html(as_learner)
    Enrollment.objects.filter(pk=going.pk).update(completed_at=at("UTC", 2026, 11, 18))
    assert "Your week" not in html(as_learner)


# Choosing


def test_the_goal_and_the_rest_are_changed_on_the_dashboard(as_learner, going, course):
    url = reverse("learning:rhythm", args=[course.pk])
    assert f'action="{url}"' in html(as_learner)
    data = {"weekly_goal": "2", "wants_reminders": "on", "remembers": "on"}
    assert as_learner.post(url, data)["Location"] == URL
    going.refresh_from_db()
    assert (going.weekly_goal, going.wants_reminders) == (2, True)
    assert Remembering.objects.on().get().enrollment == going
    as_learner.post(url, {"weekly_goal": "0"})
    going.refresh_from_db()
    assert (going.weekly_goal, going.wants_reminders) == (0, False)
    assert not Remembering.objects.on().exists() and Remembering.objects.exists()


@pytest.mark.parametrize("typed", ["7", "", "-1", "=cmd", "<script>", "\x00", "2️⃣", "9" * 200])
def test_a_goal_that_does_not_exist_is_said_and_changes_nothing(as_learner, going, course, typed):
    response = as_learner.post(reverse("learning:rhythm", args=[course.pk]), {"weekly_goal": typed})
    page = response.content.decode()
    assert response.status_code == 422 and "There is a problem" in page
    assert "<title>Error: " in page and "<script>alert" not in page
    going.refresh_from_db()
    assert going.weekly_goal == 3


def test_it_is_nobody_elses_to_choose(client, client_for, other_learner, instructor, going, course):
    url = reverse("learning:rhythm", args=[course.pk])
    for person in (other_learner, instructor):
        assert client_for(person).get(url).status_code == 404
        assert client_for(person).post(url, {"weekly_goal": "1"}).status_code == 404
    assert client.post(url, {"weekly_goal": "1"}).status_code == 302
    going.refresh_from_db()
    assert going.weekly_goal == 3


def test_enrolling_asks_whether_to_be_asked_again_and_ticks_nothing(as_learner, course):
    url = reverse("learning:enroll", args=[course.pk])
    page = as_learner.get(url).content.decode()
    assert "when a week goes by without a session" in page
    assert "Ask me two questions from earlier modules" in page
    assert not re.search(r'type="checkbox"[^>]*checked', page)
    as_learner.post(url, {"certificate_name": "A", "weekly_goal": "1", "remembers": "on"})
    assert Remembering.objects.on().get().enrollment.weekly_goal == 1


@pytest.mark.parametrize("weeks", [1, 60])
@pytest.mark.parametrize("courses", [1, 5])
def test_the_dashboard_costs_the_same_however_much_was_done(
    as_learner, learner, going, weeks, courses, django_assert_max_num_queries
):
    rows = [going]
    for number in range(courses - 1):
        course = builders.make_course(f"Course {number}")
        builders.make_lesson(builders.make_module(course), "L", [builders.text()])
        rows.append(Enrollment.objects.enroll(learner, course))
    for row in rows:
        sessions(row, *(date(2026, 11, 19) - timedelta(days=3 * each) for each in range(weeks)))
        Remembering.objects.choose(row, True)
    html(as_learner)
    with django_assert_max_num_queries(16):
        assert html(as_learner).count("this week</strong>") == courses


def test_sessions_are_in_my_data_and_go_with_the_account(as_learner, learner, going):
    sessions(going, date(2026, 11, 18))
    data = as_learner.get("/accounts/data/download/").json()
    assert data["sessions"] == [{"course": going.course.title, "day": "2026-11-18"}]
    learner.erase()
    assert not StudyDay.objects.exists()
