"""Bookmarking lessons; the list of bookmarks is the community's."""

import pytest
from django.urls import reverse

from learning.models import Bookmark
from tests.html import body_of

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def url(lesson):
    return reverse("learning:toggle_bookmark", args=[lesson.pk])


def test_a_lesson_is_bookmarked_and_the_button_says_so(as_learner, enrollment, lesson, url):
    assert 'aria-pressed="false"' in body_of(as_learner.get(lesson.get_url()))
    response = as_learner.post(url, {"keep": 1}, follow=True)
    assert response.redirect_chain == [(lesson.get_url(), 302)]
    assert 'aria-pressed="true"' in body_of(response)
    assert Bookmark.objects.get().user == enrollment.user


def test_and_not_any_more(as_learner, enrollment, lesson, url):
    as_learner.post(url, {"keep": 1})
    assert 'aria-pressed="false"' in body_of(as_learner.post(url, {"keep": 0}, follow=True))
    assert not Bookmark.objects.exists()


def test_a_double_press_does_it_once(as_learner, enrollment, url):
    for _time in range(2):
        as_learner.post(url, {"keep": 1})
    assert Bookmark.objects.count() == 1
    for _time in range(2):
        as_learner.post(url, {"keep": 0})
    assert Bookmark.objects.count() == 0


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


def test_taking_it_away_from_an_unpublished_lesson_leads_to_the_list(
    as_learner, enrollment, lesson, url
):
    as_learner.post(url, {"keep": 1})
    lesson.unpublish()
    assert as_learner.post(url, {"keep": 0}).url == reverse("learning:bookmarks")
    assert not Bookmark.objects.exists()


def test_nobody_takes_away_anybody_elses(client_for, as_learner, other_learner, enrollment, url):
    as_learner.post(url, {"keep": 1})
    client_for(other_learner).post(url, {"keep": 0})
    assert Bookmark.objects.get().user == enrollment.user


def test_the_old_address_of_the_list_leads_to_the_new_one(as_learner):
    response = as_learner.get(reverse("learning:bookmarks"))
    assert response.url == reverse("community:bookmarks")
