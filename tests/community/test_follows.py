"""Following people and courses."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Notification
from community.models import CourseFollow, PersonFollow, Suspension
from courses.models import CoursePage
from tests import builders

pytestmark = pytest.mark.django_db


def follow(client, person, **data):
    return client.post(reverse("community:follow_person", args=[person.public_id]), data)


def followed_courses(user):
    return set(CoursePage.objects.filter(CourseFollow.objects.condition(user, "translation_key")))


def test_following_leads_back_and_stops_again(as_learner, learner, other_learner, site):
    page = reverse("person", args=[other_learner.public_id])
    assert follow(as_learner, other_learner, follow="1").url == page
    assert PersonFollow.objects.get().followed == other_learner
    assert "Stop following" in as_learner.get(page).content.decode()
    assert follow(as_learner, other_learner, back="/community/people/").url == "/community/people/"
    assert not PersonFollow.objects.exists()


def test_twice_is_once(as_learner, other_learner, site):
    for _time in range(2):
        follow(as_learner, other_learner, follow="1")
    assert PersonFollow.objects.count() == 1


def test_nobody_follows_themselves(as_learner, learner, site):
    assert follow(as_learner, learner, follow="1").status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFollow.objects.create(follower=learner, followed=learner)


def test_one_is_told_once_however_often_it_begins(
    as_learner, client_for, learner, other_learner, site
):
    for wish in ("1", "", "1"):
        follow(as_learner, other_learner, follow=wish)
    assert [row.event for row in Notification.objects.of(other_learner)] == ["follower"]
    page = client_for(other_learner).get(reverse("notifications")).content.decode()
    assert f"{learner.display_name} follows you" in page
    follow(as_learner, other_learner)
    page = client_for(other_learner).get(reverse("notifications")).content.decode()
    assert "follows you" not in page


def test_nobody_hears_of_who_may_not_post(as_learner, learner, other_learner, site):
    Suspension.objects.create(user=learner)
    follow(as_learner, other_learner, follow="1")
    assert PersonFollow.objects.filter(follower=learner, followed=other_learner).exists()
    assert not Notification.objects.of(other_learner).exists()


def test_back_leads_to_this_site_only(as_learner, other_learner, site):
    answer = follow(as_learner, other_learner, follow="1", back="https://evil.example/")
    assert answer.url == reverse("person", args=[other_learner.public_id])


def test_signed_out_and_closed_accounts(client, as_learner, other_learner, site):
    assert follow(client, other_learner, follow="1").url.startswith("/accounts/login/")
    other_learner.is_active = False
    other_learner.save()
    assert follow(as_learner, other_learner, follow="1").status_code == 404
    address = reverse("community:follow_person", args=[other_learner.public_id])
    assert as_learner.get(address).status_code == 405


def test_who_takes_a_course_follows_it_until_they_stop(as_learner, learner, enrollment, course):
    other = builders.make_course("Another")
    assert followed_courses(learner) == {course}
    address = reverse("community:follow_course", args=[course.pk])
    as_learner.post(address)
    assert followed_courses(learner) == set()
    as_learner.post(address, {"follow": "1"})
    as_learner.post(reverse("community:follow_course", args=[other.pk]), {"follow": "1"})
    assert followed_courses(learner) == {course, other}
    enrollment.leave()
    assert followed_courses(learner) == {course, other}
    assert CourseFollow.objects.count() == 2


def test_who_left_a_course_follows_it_no_longer(learner, enrollment):
    enrollment.leave()
    assert followed_courses(learner) == set()


def test_an_unpublished_course_is_not_found(as_learner, course):
    course.unpublish()
    address = reverse("community:follow_course", args=[course.pk])
    assert as_learner.post(address, {"follow": "1"}).status_code == 404


def test_the_page_shows_ones_own_only(
    as_learner, client_for, learner, other_learner, mentor, course
):
    PersonFollow.objects.set(learner, mentor, True)
    address = reverse("community:following")
    assert mentor.display_name in as_learner.get(address).content.decode()
    page = client_for(other_learner).get(address).content.decode()
    assert mentor.display_name not in page and course.title in page


@pytest.mark.parametrize("size", [2, 20])
def test_the_page_costs_the_same_however_many(
    as_learner, learner, site, size, django_assert_max_num_queries
):
    for number in range(size):
        person = builders.make_person(f"Person {number}", f"p{number}@example.org")
        PersonFollow.objects.set(learner, person, True)
        builders.make_course(f"Course {number}")
    as_learner.get(reverse("community:following"))
    with django_assert_max_num_queries(10):
        as_learner.get(reverse("community:following"))


def test_the_download_names_whom_and_what_one_follows(as_learner, learner, mentor, course):
    PersonFollow.objects.set(learner, mentor, True)
    CourseFollow.objects.set(learner, course.key, False)
    data = as_learner.get(reverse("account_data_download")).json()["community"]
    assert data["followed_people"][0]["name"] == mentor.display_name
    assert data["followed_courses"] == [{"course": course.title, "followed": False}]
