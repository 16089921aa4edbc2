"""The private note on a lesson."""

import pytest
from django.urls import reverse

from learning.models import Note
from tests.html import body_of


@pytest.fixture
def url(lesson):
    return reverse("learning:save_note", args=[lesson.pk])


def stamp():
    return Note.objects.get().stamp


def test_it_is_saved_and_shown_in_the_lesson(as_learner, enrollment, lesson, url):
    response = as_learner.post(url, {"text": "Ask *Rosa*", "seen": ""}, follow=True)
    assert response.redirect_chain == [(f"{lesson.get_url()}#note", 302)]
    page = body_of(response)
    assert ">\nAsk *Rosa*</textarea>" in page
    assert "Saved at" in page
    assert "Only you can see it." in page


def test_it_can_be_changed(as_learner, enrollment, url):
    as_learner.post(url, {"text": "One", "seen": ""})
    as_learner.post(url, {"text": "Two", "seen": stamp()})
    assert Note.objects.get().text == "Two"


def test_saving_it_empty_deletes_it(as_learner, enrollment, url):
    as_learner.post(url, {"text": "One", "seen": ""})
    page = body_of(as_learner.post(url, {"text": " \n", "seen": stamp()}, follow=True))
    assert not Note.objects.exists()
    assert "Note deleted." in page


def test_nothing_saved_over_nothing_says_nothing(as_learner, enrollment, url):
    page = body_of(as_learner.post(url, {"text": "", "seen": ""}, follow=True))
    assert not Note.objects.exists()
    assert "Note deleted." not in page


def test_the_same_submission_twice_makes_one_note(as_learner, enrollment, url):
    for _time in range(2):
        assert as_learner.post(url, {"text": "One", "seen": ""}).status_code == 302
    assert Note.objects.get().text == "One"


def test_two_tabs_give_both_texts(as_learner, enrollment, url):
    as_learner.post(url, {"text": "First tab", "seen": ""})
    response = as_learner.post(url, {"text": "Second tab", "seen": ""})
    page = body_of(response)
    assert response.status_code == 409
    assert "First tab" in page
    assert ">\nSecond tab</textarea>" in page
    assert Note.objects.get().text == "First tab"
    as_learner.post(url, {"text": "Second tab", "seen": stamp()})
    assert Note.objects.get().text == "Second tab"


def test_a_note_that_was_deleted_in_another_tab_can_be_written_again(as_learner, enrollment, url):
    as_learner.post(url, {"text": "One", "seen": ""})
    seen = stamp()
    as_learner.post(url, {"text": "", "seen": seen})
    response = as_learner.post(url, {"text": "Two", "seen": seen})
    assert response.status_code == 409
    assert "It was deleted there." in body_of(response)
    assert ">\nTwo</textarea>" in body_of(response)
    as_learner.post(url, {"text": "Two", "seen": ""})
    assert Note.objects.get().text == "Two"


def test_too_long_a_note_is_kept_and_explained(as_learner, enrollment, url):
    response = as_learner.post(url, {"text": "x" * 10_001, "seen": ""})
    page = body_of(response)
    assert response.status_code == 422
    assert "x" * 10_001 in page
    assert "at most 10000 can be kept" in page
    assert "There is a problem" in page
    assert not Note.objects.exists()


def test_markup_and_nul_do_no_harm(as_learner, enrollment, url):
    text = "</textarea><script>alert(1)</script>\x00😀"
    page = body_of(as_learner.post(url, {"text": text, "seen": ""}, follow=True))
    assert "<script>alert" not in page
    assert Note.objects.get().text == text.replace("\x00", "")


def test_signed_out_it_is_kept_through_signing_in(client, learner, enrollment, lesson, url):
    typed = {"text": "Before the session ended", "seen": "", "writer": learner.public_id}
    response = client.post(url, typed)
    assert response.url == f"{reverse('account_login')}?next={lesson.get_url()}%23note"
    client.force_login(learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = body_of(client.get(lesson.get_url()))
    assert ">\nBefore the session ended</textarea>" in page
    assert "We kept what you typed" in page
    assert not Note.objects.exists()


def test_the_next_person_at_the_computer_does_not_see_it(
    client, learner, other_learner, other_enrollment, lesson, url
):
    client.post(url, {"text": "Hers alone", "seen": "", "writer": learner.public_id})
    client.force_login(other_learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Hers alone" not in body_of(client.get(lesson.get_url()))


def test_who_is_not_enrolled_is_led_to_enrolling(as_learner, course, url):
    response = as_learner.post(url, {"text": "One", "seen": ""})
    assert response.url.startswith(reverse("learning:enroll", args=[course.pk]))
    assert not Note.objects.exists()


def test_who_left_may_still_change_and_delete_it(as_learner, enrollment, url):
    as_learner.post(url, {"text": "One", "seen": ""})
    enrollment.leave()
    as_learner.post(url, {"text": "Two", "seen": stamp(), "list": 1})
    assert Note.objects.get().text == "Two"
    as_learner.post(url, {"text": "", "seen": stamp(), "list": 1})
    assert not Note.objects.exists()


def test_it_is_nobody_elses(
    as_learner, client_for, other_learner, instructor, enrollment, other_enrollment, lesson, url
):
    as_learner.post(url, {"text": "Hers alone", "seen": ""})
    other = client_for(other_learner)
    assert "Hers alone" not in body_of(other.get(lesson.get_url()))
    assert "Hers alone" not in body_of(client_for(instructor).get(lesson.get_url()))
    other.post(url, {"text": "His", "seen": ""})
    assert Note.objects.get(user=enrollment.user).text == "Hers alone"


def test_a_lesson_that_does_not_exist_is_not_found(as_learner):
    url = reverse("learning:save_note", args=[99999])
    assert as_learner.post(url, {"text": "One"}).status_code == 404


def test_get_is_refused(as_learner, enrollment, url):
    assert as_learner.get(url).status_code == 405
