"""The page of numbers: whose it is, what it shows at which size, the file."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.health.report import HealthReport
from community.models import Post, Space, Thread
from courses.models import CourseRole
from tests import builders

pytestmark = pytest.mark.django_db

URL = reverse("community:health")
DAY = timedelta(days=1)


@pytest.fixture
def course_space(course):
    return Space.objects.get(kind="course", page_key=course.key)


@pytest.fixture
def course_url(course):
    return reverse("community:course_health", args=[course.slug])


@pytest.fixture
def people(db):
    return [builders.make_person(f"Person {n}", f"p{n}@example.org") for n in range(6)]


@pytest.fixture
def now():
    return timezone.now()


def ask(person, space, at, text="How do you do it?", **what):
    return Thread.objects.start(person, space, text, at=at, **what)


@pytest.fixture
def busy(course_space, people, now):
    """Six people ask ten questions each, five to fourteen days ago; the next one answers.

    Nine of ten are answered, after two hours, so 54 of 60; the first of each waits.
    """
    for n, person in enumerate(people):
        for day in range(5, 15):
            thread = ask(person, course_space, now - day * DAY, f"Question {n} of day {day}?")
            if day > 5:
                helper = people[(n + 1) % 6]
                thread.reply(helper, "So.", at=thread.created_at + timedelta(hours=2))
    return course_space


def page_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


# Whose it is


def test_moderators_see_everything_hosts_their_course_others_nothing(
    client, client_for, moderator, instructor, learner, enrollment, mentor, course_url
):
    assert client.get(URL).status_code == client.get(course_url).status_code == 302
    for person in (learner, mentor):
        assert client_for(person).get(URL).status_code == 404
        assert client_for(person).get(course_url).status_code == 404
        assert client_for(person).get(course_url + "numbers.csv").status_code == 404
    assert client_for(moderator).get(URL).status_code == 200
    assert client_for(moderator).get(course_url).status_code == 200
    assert client_for(instructor).get(URL).url == course_url
    assert client_for(instructor).get(course_url).status_code == 200
    assert client_for(instructor).get(URL + "numbers.csv").status_code == 404


def test_a_host_does_not_see_another_course(client_for, instructor):
    other = builders.make_course(slug="another")
    url = reverse("community:course_health", args=[other.slug])
    assert client_for(instructor).get(url).status_code == 404
    assert client_for(instructor).get(url + "numbers.csv").status_code == 404
    CourseRole.objects.create(course=other, user=instructor)
    assert client_for(instructor).get(url).status_code == 200


def test_the_tab_is_for_those_who_may(client, client_for, learner, instructor, moderator):
    hub, tab = reverse("community:hub"), f'href="{URL}"'
    assert tab not in client.get(hub).content.decode()
    assert tab not in page_of(client_for(learner), hub)
    for person in (instructor, moderator):
        assert tab in page_of(client_for(person), hub)


# What it shows


def test_the_numbers_of_a_busy_course(client_for, instructor, busy, course_url):
    """54 of 60 within a day. Six ties in a ring, none both ways; each helped within 14 days
    of the window, but nobody's 14 days are over before the window ends."""
    page = page_of(client_for(instructor), course_url)
    report = HealthReport(busy)
    assert "54 of 60 that could be" in page
    shown = {measure.name: (measure.number, measure.counted) for measure in report.measures}
    assert shown["Answered within 24 hours"] == ("90%", "54 of 60")
    assert shown["Answered within 72 hours"] == ("90%", "54 of 60")
    assert shown["Time to the first reply"] == ("2.0 hours", "54 of 60")
    assert shown["Ties that go both ways"] == ("0%", "0 of 6")
    assert shown["Replies by the 5 people who reply most"] == ("83%", "45 of 54")
    assert shown["Announcements"] == ("0%", "0 of 114")
    for name, (number, _counted) in shown.items():
        assert name in page and number in page
    assert page.count('<svg class="gauge"') == sum(m.bar is not None for m in report.measures)
    assert "Question 0 of day 5?" in page and "Question 0 of day 6?" not in page


def test_the_weeks_add_up_to_the_whole(busy):
    weeks = HealthReport(busy).weeks
    assert sum(week.soon.share.part for week in weeks if week.soon.tells) == 54
    assert sum(week.asked for week in weeks) == 60
    assert sum(week.posts for week in weeks) == 114


def test_below_fifty_there_are_no_percentages(
    client_for, moderator, course_space, people, now, course_url
):
    for person in people:
        ask(person, course_space, now - 9 * DAY)
    page = page_of(client_for(moderator), course_url)
    assert "0 of 6 that could be" in page and "Below 50" in page
    assert "Answered within" not in page and "%" not in page.partition("<h1>")[2]
    assert "waiting for 1\xa0week" in page
    assert page.count("How do you do it?") == 12  # six wait, six have not been greeted


def test_with_fewer_than_five_askers_no_number_is_given(
    client_for, moderator, course_space, people, now, course_url
):
    for person in people[:4]:
        ask(person, course_space, now - DAY).reply(people[5], "So.", at=now - DAY / 2)
    page = page_of(client_for(moderator), course_url)
    assert "Fewer than five people asked" in page and "4 of 4" not in page


def test_a_measure_behind_which_too_few_people_stand_is_not_shown(
    client_for, moderator, course_space, people, now, course_url
):
    for n in range(50):
        ask(people[n % 4], course_space, now - 2 * DAY)
    page = page_of(client_for(moderator), course_url)
    report = HealthReport(course_space)
    assert report.is_large and "Fewer than five people: not shown" in page
    assert all(not measure.tells for measure in report.measures)
    assert report.weeks[-1].posts == report.weeks[-1].asked == "under 5 people"


def test_what_is_not_to_be_seen_is_not_counted(
    course_space, people, now, moderator, instructor, course
):
    kept = ask(people[0], course_space, now - 3 * DAY)
    held = ask(people[1], course_space, now - 3 * DAY, state=Post.State.HELD)
    ask(people[2], course_space, now - 3 * DAY).opening.hide()
    ask(people[3], course_space, now - 3 * DAY).opening.delete_by_author()
    ask(people[4], course_space, now - 30 * DAY)
    ask(instructor, course_space, now - 3 * DAY, "Welcome, all of you.")
    desk = Space.objects.create(kind="community", slug="desk", title="Desk")
    ask(people[5], desk, now - 3 * DAY)
    kept.reply(people[1], "Held.", at=now - 2 * DAY, state=Post.State.HELD)
    report = HealthReport(course_space)
    assert (report.answered.part, report.answered.whole) == (0, 1)
    assert held not in report.waiting
    assert [thread.author for thread in report.waiting] == [people[4], people[0]]
    assert HealthReport().answered.whole == 2


def test_a_locked_thread_waits_for_nobody(course_space, people, now):
    thread = ask(people[0], course_space, now - 3 * DAY)
    thread.locked_at = now
    thread.save()
    assert HealthReport(course_space).waiting == []


def test_a_comment_on_an_article_waits_for_nobody_unless_it_asks(people, now, moderator):
    place = Space.objects.create(kind="article", title="Fairs", visibility="public")
    ask(people[0], place, now - 3 * DAY, "We did the same.")
    asked = ask(people[1], place, now - 3 * DAY, kind="question")
    ask(moderator, place, now - 3 * DAY, "Thank you for this.")
    report = HealthReport()
    assert report.waiting == [asked]
    assert (report.answered.part, report.answered.whole) == (0, 1)
    assert not any(post.is_announcement for post in report.posts)


def test_newcomers_are_greeted_by_a_reply_to_them(course_space, people, now, instructor):
    thread = ask(people[0], course_space, now - 3 * DAY)
    thread.reply(people[1], "I do this.", at=now - 2 * DAY)
    assert [post.author for post in HealthReport(course_space).not_greeted] == [people[1].pk]
    thread.reply(instructor, "Good to have you.", to=thread.posts.get(number=2))
    assert HealthReport(course_space).not_greeted == []


def test_who_wrote_before_the_four_weeks_is_no_newcomer(course_space, people, now):
    ask(people[0], course_space, now - 40 * DAY)
    ask(people[0], course_space, now - 3 * DAY)
    assert HealthReport(course_space).not_greeted == []


def test_an_empty_place_says_so(client_for, moderator, course_url):
    page = page_of(client_for(moderator), course_url)
    assert "Nobody asked anything" in page and "Nothing waits" in page


@pytest.mark.parametrize("size", [3, 30])
def test_it_costs_the_same_however_much_was_said(
    client_for, moderator, course_space, people, now, size, django_assert_max_num_queries
):
    for n in range(size):
        thread = ask(people[n % 6], course_space, now - DAY * (n % 20 + 1))
        thread.reply(people[(n + 1) % 6], "So.", at=now - DAY / 2)
        ask(people[n % 6], course_space, now - DAY * (n % 20 + 1))
    browser = client_for(moderator)
    browser.get(URL)
    with django_assert_max_num_queries(15):
        browser.get(URL)


# The file


def test_the_file_holds_what_the_page_shows_and_no_formula(
    client_for, moderator, busy, course, course_url
):
    Space.objects.filter(pk=busy.pk).update(title="=HYPERLINK(1)")
    response = client_for(moderator).get(course_url + "numbers.csv")
    assert response["Content-Disposition"].startswith('attachment; filename="community-health-')
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["Where", "From", "To", "Measure", "Value", "Counted", "Of"]
    assert {row[0] for row in rows[1:]} == {"'=HYPERLINK(1)"}
    whole = [row[3:] for row in rows[1:] if row[1] == rows[1][1] and row[2] == rows[1][2]]
    assert ["Answered within 24 hours", "90", "54", "60"] in whole
    assert ["Time to the first reply", "2.0", "54", "60"] in whole
    assert len(rows) == 1 + 10 + 4 * 3


def test_the_file_of_a_small_place_holds_no_shares(client_for, moderator, course_url):
    response = client_for(moderator).get(course_url + "numbers.csv")
    assert len(response.content.decode().splitlines()) == 2


def test_nothing_but_reading_is_answered(client_for, moderator, course_url):
    for url in (URL, course_url, course_url + "numbers.csv", URL + "numbers.csv"):
        assert client_for(moderator).post(url).status_code == 405
