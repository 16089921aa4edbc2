"""Bookmarking lessons, and the list of bookmarks."""

import pytest
from django.urls import reverse

from learning.models import LessonBookmark
from tests import builders

HTMX = {"HTTP_HX_REQUEST": "true"}


def body_of(response):
    return response.content.decode()


@pytest.fixture
def url(lesson):
    return reverse("learning:toggle_bookmark", args=[lesson.pk])


@pytest.fixture
def list_url(db):
    return reverse("learning:bookmarks")


def test_a_lesson_is_bookmarked_and_the_button_says_so(as_learner, enrollment, lesson, url):
    assert 'aria-pressed="false"' in body_of(as_learner.get(lesson.get_url()))
    response = as_learner.post(url, {"keep": 1}, follow=True)
    assert response.redirect_chain == [(lesson.get_url(), 302)]
    assert 'aria-pressed="true"' in body_of(response)
    assert LessonBookmark.objects.get().user == enrollment.user


def test_and_not_any_more(as_learner, enrollment, lesson, url):
    as_learner.post(url, {"keep": 1})
    assert 'aria-pressed="false"' in body_of(as_learner.post(url, {"keep": 0}, follow=True))
    assert not LessonBookmark.objects.exists()


def test_a_double_press_does_it_once(as_learner, enrollment, url):
    for _time in range(2):
        as_learner.post(url, {"keep": 1})
    assert LessonBookmark.objects.count() == 1
    for _time in range(2):
        as_learner.post(url, {"keep": 0})
    assert LessonBookmark.objects.count() == 0


def test_a_script_gets_the_button_and_what_to_announce(as_learner, enrollment, url):
    response = as_learner.post(url, {"keep": 1}, **HTMX)
    assert "<html" not in body_of(response)
    assert 'aria-pressed="true"' in body_of(response)
    assert "Bookmarked." in response["HX-Trigger"]


def test_signed_out_it_leads_to_sign_in_and_back(client, lesson, url):
    response = client.post(url, {"keep": 1})
    assert response.url == f"{reverse('account_login')}?next={lesson.get_url()}"
    assert client.post(url, {"keep": 1}, **HTMX)["HX-Redirect"] == response.url


def test_get_is_refused(as_learner, url):
    assert as_learner.get(url).status_code == 405


def test_a_lesson_that_is_not_there_is_not_found(as_learner, lesson, url):
    missing = reverse("learning:toggle_bookmark", args=[99999])
    assert as_learner.post(missing, {"keep": 1}).status_code == 404
    lesson.unpublish()
    assert as_learner.post(url, {"keep": 1}).status_code == 404


def test_mine_are_listed_the_newest_first(as_learner, learner, lessons, list_url):
    for lesson in lessons:
        LessonBookmark.objects.keep(learner, lesson, True)
    page = body_of(as_learner.get(list_url))
    places = [page.index(f'<a href="{lesson.get_url()}">') for lesson in reversed(lessons)]
    assert places == sorted(places)


def test_nobody_elses_are(client_for, learner, other_learner, lesson, list_url):
    LessonBookmark.objects.keep(learner, lesson, True)
    other = client_for(other_learner)
    assert lesson.title not in body_of(other.get(list_url))
    other.post(reverse("learning:toggle_bookmark", args=[lesson.pk]), {"keep": 0})
    assert LessonBookmark.objects.count() == 1


def test_that_of_an_unpublished_lesson_says_so_and_can_be_removed(
    as_learner, learner, lesson, url, list_url
):
    LessonBookmark.objects.keep(learner, lesson, True)
    lesson.unpublish()
    page = body_of(as_learner.get(list_url))
    assert lesson.title in page
    assert "No longer available" in page
    response = as_learner.post(url, {"keep": 0, "list": 1}, follow=True)
    assert response.redirect_chain == [(list_url, 302)]
    assert "Bookmark removed." in body_of(response)
    assert "No bookmarks yet" in body_of(response)


def test_so_does_that_of_a_lesson_whose_module_or_course_is_unpublished(
    as_learner, learner, course, lesson, list_url
):
    LessonBookmark.objects.keep(learner, lesson, True)
    course.unpublish()
    assert "No longer available" in body_of(as_learner.get(list_url))


def test_the_list_asks_to_sign_in(client, list_url):
    assert client.get(list_url).url == f"{reverse('account_login')}?next={list_url}"


def test_fifty_cost_as_many_queries_as_five(
    as_learner, learner, course, list_url, django_assert_max_num_queries
):
    module = builders.make_module(course)
    counts = []
    for many in (5, 50):
        while LessonBookmark.objects.count() < many:
            lesson = builders.make_lesson(module, f"Lesson {LessonBookmark.objects.count()}", [])
            LessonBookmark.objects.keep(learner, lesson, True)
        as_learner.get(list_url)
        with django_assert_max_num_queries(12) as queries:
            page = body_of(as_learner.get(list_url))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "Page 1 of 3" in page
