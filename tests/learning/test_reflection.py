"""One reflection's own page: the prompt, the text, its history."""

import pytest
from django.urls import reverse

from learning.models import Reflection
from tests import builders
from tests.html import body_of


@pytest.fixture
def reflection(enrollment, lesson):
    block = builders.blocks_of(lesson, "reflection")[0]
    row = Reflection.objects.begin(enrollment.user, lesson, block)
    row.submit("We **ask** one thing.", 0)
    row.submit("We ask two things.", 1)
    return row


@pytest.fixture
def url(reflection):
    return reverse("learning:reflection", args=[reflection.pk])


def test_it_shows_prompt_text_place_and_history(as_learner, lesson, url):
    page = body_of(as_learner.get(url))
    assert "What will you change first?" in page
    assert "<p>We ask two things.</p>" in page
    assert f'href="{lesson.get_url()}#block-' in page
    assert "Version 1, " in page
    assert "We **ask** one thing." in page
    assert "Only me" in page


def test_an_earlier_version_comes_back_into_the_box_and_changes_nothing_yet(
    as_learner, reflection, url
):
    page = body_of(as_learner.get(url, {"version": 1}))
    assert ">\nWe **ask** one thing.</textarea>" in page
    assert "Version 1 is in the box. Save it to keep it." in page
    reflection.refresh_from_db()
    assert reflection.draft == "We ask two things."
    as_learner.post(url, {"text": "We **ask** one thing.", "revision": 2})
    assert [row.number for row in reflection.versions.all()] == [3, 2, 1]


@pytest.mark.parametrize("version", ["99", "x", "-1", "²", "9" * 40])
def test_a_version_that_is_none_shows_the_draft(as_learner, url, version):
    response = as_learner.get(url, {"version": version})
    assert response.status_code == 200
    assert ">\nWe ask two things.</textarea>" in body_of(response)


def test_saving_works_here_and_returns_here(as_learner, reflection, url):
    response = as_learner.post(url, {"text": "Three.", "revision": 2})
    assert response.url == url
    reflection.refresh_from_db()
    assert reflection.submitted.text == "Three."


def test_it_works_when_the_lesson_is_unpublished(as_learner, lesson, reflection, url):
    lesson.unpublish()
    page = body_of(as_learner.get(url))
    assert "No longer available" in page
    assert as_learner.post(url, {"text": "Still mine.", "revision": 2}).url == url
    reflection.refresh_from_db()
    assert reflection.submitted.text == "Still mine."


def test_a_conflict_here_is_asked_about_here(as_learner, url):
    response = as_learner.post(url, {"text": "Other", "revision": 1})
    page = body_of(response)
    assert response.status_code == 409
    assert f'action="{url}"' in page
    assert "Other" in page
    assert "We ask two things." in page


def test_an_error_here_keeps_the_text(as_learner, url):
    response = as_learner.post(url, {"text": "x" * 20_001, "revision": 2})
    assert response.status_code == 422
    assert "x" * 20_001 in body_of(response)


def test_it_is_somebody_elses_to_nobody(client_for, other_learner, instructor, admin, url):
    for person in (other_learner, instructor, admin):
        client = client_for(person)
        assert client.get(url).status_code == 404
        assert client.post(url, {"text": "Mine now", "revision": 2}).status_code == 404


def test_signed_out_it_asks_to_sign_in(client, url):
    response = client.get(url)
    assert response.url == f"{reverse('account_login')}?next={url}"


def test_hostile_text_is_shown_as_text(as_learner, reflection, url):
    reflection.submit("<script>alert(1)</script> [x](javascript:alert(1))", 2)
    page = body_of(as_learner.get(url))
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
