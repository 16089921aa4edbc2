"""Who may see and use the outline."""

import pytest
from django.urls import reverse

from courses.models import CourseRole
from tests import builders

from .acts import page_of, titles

pytestmark = pytest.mark.django_db


ACTS = ["add", "step", "place", "duplicate"]


@pytest.mark.parametrize("role", ["other_instructor", "coordinator", "moderator"])
def test_others_find_no_outline(client_for, request, course, instructor, lesson, role):
    if role == "other_instructor":
        person = builders.make_person("Other", "other-teacher@example.org")
        CourseRole.objects.create(course=builders.make_course("Theirs"), user=person)
    else:
        person = request.getfixturevalue(role)
    client = client_for(person)
    before = titles(course)
    assert client.get(reverse("course_outline", args=[course.pk])).status_code == 404
    assert client.get(reverse("course_outline_of", args=[lesson.pk])).status_code == 404
    data = {"up": lesson.pk, "page": lesson.pk, "place": lesson.pk, "parent": course.pk}
    for name in ACTS:
        url = reverse(f"course_outline_{name}", args=[course.pk])
        assert client.post(url, data | {"title": "Mine", "beside": lesson.pk}).status_code == 404
    assert client.post(reverse("course_publish", args=[course.pk])).status_code == 404
    assert titles(course) == before


def test_learners_and_visitors_are_led_to_sign_in(client_for, learner, client, course):
    url = reverse("course_outline", args=[course.pk])
    response = client_for(learner).get(url)
    assert response.status_code == 302 and "login" in response.url


def test_pages_of_another_course_cannot_be_reached_through_mine(client, course):
    theirs = builders.make_course("Theirs")
    lesson = builders.make_lesson(builders.make_module(theirs))
    url = reverse("course_outline_duplicate", args=[course.pk])
    assert client.post(url, {"page": lesson.pk}).status_code == 404
    url = reverse("course_outline_step", args=[course.pk])
    assert client.post(url, {"up": lesson.pk}).status_code == 404
    assert client.get(reverse("course_outline_step", args=[course.pk])).status_code == 405


def test_an_author_writes_but_neither_arranges_nor_publishes(client_for, course, lesson):
    author = builders.make_person("Ann Author", "author@example.org")
    CourseRole.objects.create(course=course, user=author, role=CourseRole.Role.AUTHOR)
    client = client_for(author)
    page = page_of(client, course)
    assert "Move up" not in page and "Publish course" not in page and "Add lesson" in page
    before = titles(course)
    url = reverse("course_outline_step", args=[course.pk])
    client.post(url, {"up": lesson.pk})
    assert titles(course) == before


def test_from_a_page_to_its_place(client, course, lesson):
    response = client.get(reverse("course_outline_of", args=[lesson.pk]))
    assert response.url == f"/cms/courses/{course.pk}/outline/#page-{lesson.pk}"


def test_the_headers_of_course_module_lesson_and_the_listing_lead_to_it(
    client, course, lesson, modules
):
    for page in (course, modules[0], lesson):
        url = reverse("course_outline_of", args=[page.pk])
        assert url in client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    url = reverse("course_outline_of", args=[course.pk])
    assert url in client.get(f"/cms/pages/{course.get_parent().pk}/").content.decode()
