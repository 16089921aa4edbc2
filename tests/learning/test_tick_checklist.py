"""Ticking off a checklist."""

import pytest
from django.urls import reverse

from courses.models import LessonPage
from learning.models import ChecklistTick, LessonVisit
from tests import builders
from tests.html import body_of

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def lesson(lessons):
    lesson = lessons[1]
    block = builders.checklist("Name a reader", "Ask one thing", "Cut a sentence")
    lesson.body = LessonPage.body.field.stream_block.to_python([block])
    return builders.publish(lesson)


@pytest.fixture
def block(lesson):
    return lesson.body[0]


@pytest.fixture
def items(block):
    return [item_id for item_id, _text in block.value.entries()]


@pytest.fixture
def url(lesson, block):
    return reverse("learning:tick_checklist", args=[lesson.pk, block.id])


def ticked():
    return set(ChecklistTick.objects.values_list("item_id", flat=True))


def test_ticks_are_saved_and_counted(as_learner, enrollment, lesson, block, items, url):
    assert "0 of 3 done" in body_of(as_learner.get(lesson.get_url()))
    response = as_learner.post(url, {"item": items[:2]}, follow=True)
    assert response.redirect_chain == [(f"{lesson.get_url()}#block-{block.id}", 302)]
    page = body_of(response)
    assert "2 of 3 done" in page
    assert f'value="{items[0]}" checked' in page
    assert f'value="{items[2]}" checked' not in page
    assert ticked() == set(items[:2])
    assert LessonVisit.objects.get().block_id == block.id


def test_a_tick_can_be_taken_back(as_learner, enrollment, items, url):
    as_learner.post(url, {"item": items[:2]})
    as_learner.post(url, {"item": items[:1], "was": items[:2]})
    assert ticked() == {items[0]}


def test_two_tabs_do_not_undo_each_other(as_learner, enrollment, items, url):
    as_learner.post(url, {"item": items[:1]})
    as_learner.post(url, {"item": items[1:2]})  # its page was shown before the first tick
    assert ticked() == set(items[:2])


def test_the_same_submission_twice_changes_nothing(as_learner, enrollment, items, url):
    for _time in range(2):
        as_learner.post(url, {"item": items[:1]})
    assert ChecklistTick.objects.count() == 1


def test_items_that_are_not_there_are_not_saved(as_learner, enrollment, url):
    as_learner.post(url, {"item": "nonsense"})
    assert not ticked()


def test_a_script_gets_the_count(as_learner, enrollment, items, url):
    page = body_of(as_learner.post(url, {"item": items[0]}, **HTMX))
    assert "<html" not in page
    assert "1 of 3 done" in page
    assert f'name="was" value="{items[0]}"' in page


def test_another_persons_ticks_are_their_own(
    as_learner, client_for, other_learner, enrollment, other_enrollment, lesson, items, url
):
    as_learner.post(url, {"item": items})
    assert "0 of 3 done" in body_of(client_for(other_learner).get(lesson.get_url()))
    client_for(other_learner).post(url, {"was": items})
    assert ticked() == set(items)


def test_signed_out_the_ticks_are_kept_through_signing_in(
    client, learner, enrollment, lesson, block, items, url
):
    response = client.post(url, {"item": items[:1]})
    assert response.url.startswith(reverse("account_login"))
    client.force_login(learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = body_of(client.get(lesson.get_url()))
    assert f'value="{items[0]}" checked' in page
    assert "0 of 3 done" in page


def test_who_is_not_enrolled_is_led_to_enrolling(as_learner, course, items, url):
    response = as_learner.post(url, {"item": items})
    assert response.url.startswith(reverse("learning:enroll", args=[course.pk]))
    assert not ticked()


def test_a_checklist_that_is_gone_says_so(as_learner, enrollment, lesson, items, url):
    lesson.body = LessonPage.body.field.stream_block.to_python([builders.text()])
    builders.publish(lesson)
    response = as_learner.post(url, {"item": items})
    assert response.status_code == 404
    assert "This is no longer asked" in body_of(response)


def test_get_is_refused(as_learner, enrollment, url):
    assert as_learner.get(url).status_code == 405
