"""What autosave and the server say to each other."""

import pytest
from django.urls import reverse

from accounts.rich_text import MAX_CHARACTERS
from courses.models import LessonPage
from learning.models import Reflection, ReflectionVersion
from learning.models.enrollments import NotYet
from tests import builders


@pytest.fixture
def block(lesson):
    return builders.blocks_of(lesson, "reflection")[0]


@pytest.fixture
def url(lesson, block):
    return reverse("learning:draft_reflection", args=[lesson.pk, block.id])


def test_a_draft_is_kept_and_answered_with_its_revision(as_learner, enrollment, url):
    response = as_learner.post(url, {"text": "Begun", "revision": 0})
    told = response.json()
    assert response.status_code == 200
    assert told["revision"] == 1
    assert told["label"].startswith("Draft kept at ")
    assert "Not saved yet" in told["label"]
    assert told["saved_at"]
    reflection = Reflection.objects.get()
    assert (reflection.draft, reflection.submitted) == ("Begun", None)


def test_a_draft_never_submits_nor_counts(as_learner, enrollment, lesson, url):
    as_learner.post(url, {"text": "Begun", "revision": 0})
    assert not ReflectionVersion.objects.exists()
    assert "Save your reflection" in as_learner.get(lesson.get_url()).content.decode()
    with pytest.raises(NotYet):
        enrollment.complete_lesson(lesson)


def test_after_a_draft_the_lesson_says_draft_and_not_saved(as_learner, enrollment, lesson, url):
    as_learner.post(url, {"text": "Begun", "revision": 0})
    page = as_learner.get(lesson.get_url()).content.decode()
    assert "Draft kept at" in page
    assert "Saved at" not in page
    assert ">\nBegun</textarea>" in page


def test_the_time_is_the_writers_own(as_learner, learner, enrollment, url, time_machine):
    time_machine.move_to("2026-11-22T19:14:00Z", tick=False)
    learner.time_zone = "Asia/Kolkata"
    learner.save()
    told = as_learner.post(url, {"text": "Begun", "revision": 0}).json()
    assert told["label"] == "Draft kept at 12:44 am. Not saved yet."
    time_machine.move_to("2026-11-24T19:14:00Z", tick=False)
    again = as_learner.post(url, {"text": "Begun", "revision": 1}).json()
    assert again["label"] == "Draft kept on November 23 at 12:44 am. Not saved yet."


def test_an_older_revision_is_told_and_overwrites_nothing(as_learner, enrollment, url):
    as_learner.post(url, {"text": "First tab", "revision": 0})
    response = as_learner.post(url, {"text": "Second tab", "revision": 0})
    told = response.json()
    assert response.status_code == 409
    assert (told["text"], told["revision"]) == ("First tab", 1)
    assert Reflection.objects.get().draft == "First tab"


def test_the_same_words_again_are_no_conflict(as_learner, enrollment, url):
    for _time in range(2):
        response = as_learner.post(url, {"text": "Begun", "revision": 0})
        assert (response.status_code, response.json()["revision"]) == (200, 1)


def test_after_a_choice_the_newest_revision_is_accepted(as_learner, enrollment, url):
    as_learner.post(url, {"text": "First tab", "revision": 0})
    response = as_learner.post(url, {"text": "Both", "revision": 1})
    assert (response.status_code, response.json()["revision"]) == (200, 2)


def test_a_draft_can_be_emptied(as_learner, enrollment, url):
    as_learner.post(url, {"text": "Begun", "revision": 0})
    assert as_learner.post(url, {"text": "", "revision": 1}).status_code == 200
    assert Reflection.objects.get().draft == ""


def test_too_long_a_text_is_refused_with_the_reason(as_learner, enrollment, url):
    response = as_learner.post(url, {"text": "x" * (MAX_CHARACTERS + 1), "revision": 0})
    assert response.status_code == 422
    assert "at most 20000" in response.json()["message"]
    assert not Reflection.objects.exists()


def test_signed_out_it_says_so(client, lesson, url):
    response = client.post(url, {"text": "Begun", "revision": 0})
    assert response.status_code == 401
    assert "signed out" in response.json()["message"]


def test_who_is_not_enrolled_is_refused(as_learner, url):
    response = as_learner.post(url, {"text": "Begun", "revision": 0})
    assert response.status_code == 403
    assert not Reflection.objects.exists()


def test_a_prompt_that_is_gone_is_not_found(as_learner, enrollment, lesson, url):
    lesson.body = LessonPage.body.field.stream_block.to_python([builders.text()])
    builders.publish(lesson)
    assert as_learner.post(url, {"text": "Begun", "revision": 0}).status_code == 404


def test_what_was_begun_can_go_on_when_the_lesson_is_unpublished(
    as_learner, enrollment, lesson, url
):
    as_learner.post(url, {"text": "Begun", "revision": 0})
    lesson.unpublish()
    assert as_learner.post(url, {"text": "More", "revision": 1}).status_code == 200


def test_nobody_elses_draft_is_reached(
    as_learner, client_for, other_learner, enrollment, other_enrollment, url
):
    as_learner.post(url, {"text": "Private", "revision": 0})
    told = client_for(other_learner).post(url, {"text": "Mine", "revision": 0})
    assert told.status_code == 200
    assert "Private" not in told.content.decode()
    assert Reflection.objects.get(user=enrollment.user).draft == "Private"


def test_it_is_stored_by_no_cache(as_learner, enrollment, url):
    response = as_learner.post(url, {"text": "Private", "revision": 0})
    assert "no-store" in response["Cache-Control"]


def test_get_is_refused(as_learner, enrollment, url):
    assert as_learner.get(url).status_code == 405
