"""Yours to answer: what is a host's, by when, and who looks after it while they are away."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.models import Absence, Climb, Rung, Space, Thread, WorkingHours
from tests import builders

pytestmark = pytest.mark.django_db
URL = "/community/hosting/"


@pytest.fixture
def question(space, learner, enrollment, instructor):
    return Thread.objects.start(learner, space, "Please.", title="How?", kind="question").opening


def late(climb):
    Climb.objects.filter(pk=climb.pk).update(due_at=timezone.now() - timedelta(hours=2))


def test_what_is_due_stands_apart_from_what_is_offered_to_others(
    question, instructor, learner, other_learner, space, as_instructor
):
    other = Thread.objects.start(learner, space, "Please.", title="Offered?", kind="question")
    other.opening.climb.offer(Rung.MEMBER, other_learner, timezone.now())
    question.climb.offer(Rung.HOST, instructor, timezone.now())
    page = as_instructor.get(URL).content.decode()
    mine, rest = page.split('id="way"')
    assert "How?" in mine and "Offered?" not in mine
    assert "Offered?" in rest and f"{other_learner} has been asked" in rest
    assert f"#write-thread-{question.thread_id}" in mine and "due " in mine


def test_what_is_late_says_so_and_moderators_see_it(
    question, instructor, as_instructor, client_for, moderator
):
    question.climb.offer(Rung.HOST, instructor, timezone.now())
    late(question.climb)
    assert "was due" in as_instructor.get(URL).content.decode()
    page = client_for(moderator).get(URL).content.decode()
    assert "Late, with other hosts" in page and f"with {instructor}" in page


def test_the_hub_tells_a_host_how_many_and_nobody_else(
    question, instructor, as_instructor, as_learner, client
):
    question.climb.offer(Rung.HOST, instructor, timezone.now())
    hub = reverse("community:hub")
    page = as_instructor.get(hub).content.decode()
    assert (
        "1 post is yours to answer." in page and "late" not in page.split("yours to answer")[1][:40]
    )
    late(question.climb)
    assert "1 is late." in as_instructor.get(hub).content.decode()
    for browser in (as_learner, client):
        assert "yours to answer" not in browser.get(hub).content.decode()


def test_once_answered_it_is_gone(question, instructor, as_instructor):
    question.climb.offer(Rung.HOST, instructor, timezone.now())
    question.thread.reply(instructor, "Like this.")
    page = as_instructor.get(URL).content.decode()
    assert "Nothing waits for you" in page and "How?" not in page


def test_who_hosts_nothing_finds_nothing(question, as_learner, client, client_for, mentor, space):
    assert as_learner.get(URL).status_code == 404
    assert client.get(URL).url.startswith(reverse("account_login"))
    assert client_for(mentor).get(URL).status_code == 404
    space.host = mentor
    space.save()
    assert client_for(mentor).get(URL).status_code == 200


def test_days_away_are_noted_and_taken_back(as_instructor, instructor):
    days = {"starts_on": "2031-12-24", "ends_on": "2032-01-02"}
    assert as_instructor.post(URL, days).status_code == 302
    row = Absence.objects.get(user=instructor)
    assert row.starts_on == date(2031, 12, 24)
    assert "December 24, 2031 to January 2, 2032" in as_instructor.get(URL).content.decode()
    as_instructor.post(reverse("community:remove_absence", args=[row.pk]))
    assert not Absence.objects.exists()


def test_days_that_run_backward_are_refused_and_kept(as_instructor):
    response = as_instructor.post(URL, {"starts_on": "2031-12-24", "ends_on": "2031-12-23"})
    page = response.content.decode()
    assert response.status_code == 422 and "comes before the first" in page
    assert "2031-12-24" in page and not Absence.objects.exists()


def test_nobody_takes_back_the_days_of_another(as_learner, instructor):
    days = {"starts_on": date(2031, 1, 1), "ends_on": date(2031, 1, 2)}
    row = Absence.objects.create(user=instructor, **days)
    url = reverse("community:remove_absence", args=[row.pk])
    assert as_learner.post(url).status_code == 404
    assert Absence.objects.exists()


@pytest.mark.parametrize("size", [2, 20])
def test_the_page_costs_the_same_however_much_waits(
    as_instructor, instructor, learner, enrollment, space, size, django_assert_max_num_queries
):
    for number in range(size):
        thread = Thread.objects.start(learner, space, f"Q {number}", kind="question")
        thread.opening.climb.offer(Rung.HOST, instructor, timezone.now())
    as_instructor.get(URL)
    with django_assert_max_num_queries(15):
        as_instructor.get(URL)


# The calendar in the CMS


@pytest.mark.parametrize("part", ["moderator", "instructor", "admin"])
def test_hosts_and_moderators_keep_the_calendar(part, request, client_for):
    browser = client_for(request.getfixturevalue(part))
    response = browser.get("/cms/settings/community/workinghours/", follow=True)
    assert response.status_code == 200 and "Working days" in response.content.decode()


def test_others_do_not(client_for, coordinator, learner, site):
    row = WorkingHours.objects.create()
    for person in (coordinator, learner):
        response = client_for(person).get(f"/cms/settings/community/workinghours/{row.pk}/")
        assert response.status_code == 302
        assert "workinghours" not in response.url.split("?")[0]


def test_the_form_of_the_cms_refuses_a_week_without_a_working_day(client_for, admin, site):
    browser = client_for(admin)
    page = browser.get("/cms/settings/community/workinghours/", follow=True)
    data = {
        "time_zone": "Europe/Berlin", "opens_at": "09:00", "closes_at": "17:00",
        "closures-TOTAL_FORMS": 1, "closures-INITIAL_FORMS": 0, "closures-MIN_NUM_FORMS": 0,
        "closures-MAX_NUM_FORMS": 1000, "closures-0-name": "New Year",
        "closures-0-starts_on": "2027-01-01", "closures-0-ends_on": "2027-01-02",
    }  # fmt: skip
    url = page.request["PATH_INFO"]
    assert "at least one working day" in browser.post(url, data).content.decode()
    browser.post(url, data | {"saturday": "on"})
    calendar = WorkingHours.current()
    assert calendar.days == {5} and calendar.closures == ((date(2027, 1, 1), date(2027, 1, 2)),)


def test_a_host_that_a_space_names_reads_and_hosts_it(space, mentor):
    assert space not in Space.objects.visible_to(mentor)
    space.host = mentor
    space.save()
    assert space in Space.objects.visible_to(mentor) & Space.objects.hosted_by(mentor)
    assert builders.make_person("X", "x@example.org") != mentor
