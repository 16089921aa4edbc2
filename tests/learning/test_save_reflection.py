"""Saving a reflection from the lesson."""

import pytest
from django.urls import reverse

from accounts.rich_text import MAX_CHARACTERS
from courses.models import LessonPage
from learning.models import Reflection, ReflectionVersion
from learning.signals import reflection_shared
from tests import builders
from tests.html import body_of

WORDS = "Two of ten. We schedule in August."


@pytest.fixture
def block(lesson):
    return builders.blocks_of(lesson, "reflection")[0]


@pytest.fixture
def url(lesson, block):
    return reverse("learning:save_reflection", args=[lesson.pk, block.id])


def test_saving_submits_and_says_when(as_learner, enrollment, lesson, block, url):
    response = as_learner.post(url, {"text": WORDS, "revision": 0}, follow=True)
    assert response.redirect_chain == [(f"{lesson.get_url()}#block-{block.id}", 302)]
    page = body_of(response)
    assert WORDS in page
    assert "Saved at" in page
    reflection = Reflection.objects.get()
    assert (reflection.submitted.text, reflection.revision) == (WORDS, 1)
    assert "Save your reflection" not in page  # nothing of it is left to do


def test_it_is_private_by_default_and_says_so_beside_the_box(
    as_learner, enrollment, lesson, block, url
):
    page = body_of(as_learner.get(lesson.get_url()))
    assert 'value="private" checked' in page
    assert "hidden from instructors and your institution" in page
    assert 'href="/privacy/"' in page
    as_learner.post(url, {"text": WORDS, "revision": 0})
    assert Reflection.objects.get().visibility == "private"


def test_sharing_is_a_choice_that_is_told_once(
    as_learner, enrollment, url, django_capture_on_commit_callbacks
):
    told = []

    def hear(sender, reflection, **kwargs):
        told.append(reflection.pk)

    reflection_shared.connect(hear)
    for revision in (0, 1):
        with django_capture_on_commit_callbacks(execute=True):
            as_learner.post(url, {"text": WORDS, "revision": revision, "visibility": "instructor"})
    assert told == [Reflection.objects.get().pk]
    as_learner.post(url, {"text": WORDS, "revision": 1, "visibility": "private"})
    assert Reflection.objects.get().visibility == "private"


def test_an_unknown_audience_is_refused_and_the_text_kept(as_learner, enrollment, url):
    response = as_learner.post(url, {"text": WORDS, "revision": 0, "visibility": "everyone"})
    assert response.status_code == 422
    assert WORDS in body_of(response)
    assert not ReflectionVersion.objects.exists()


def test_saving_the_same_words_twice_makes_one_version(as_learner, enrollment, url):
    for _time in range(2):
        as_learner.post(url, {"text": WORDS, "revision": 0})
    assert ReflectionVersion.objects.count() == 1


def test_each_change_that_is_saved_makes_a_version(as_learner, enrollment, url):
    as_learner.post(url, {"text": "One", "revision": 0})
    as_learner.post(url, {"text": "Two", "revision": 1})
    versions = ReflectionVersion.objects.order_by("number")
    assert [(row.number, row.text) for row in versions] == [(1, "One"), (2, "Two")]


def test_two_tabs_give_both_texts_and_a_choice(as_learner, enrollment, lesson, url):
    as_learner.post(url, {"text": "From the first tab", "revision": 0})
    response = as_learner.post(url, {"text": "From the second tab", "revision": 0})
    page = body_of(response)
    assert response.status_code == 409
    assert "You also edited this in another tab" in page
    assert "From the first tab" in page
    assert "From the second tab" in page
    assert 'name="revision" value="1"' in page
    assert "<title>Error: " in page
    assert Reflection.objects.get().draft == "From the first tab"


@pytest.mark.parametrize(
    ("keep", "text"),
    [
        ("mine", "From the second tab"),
        ("both", "From the first tab\n\nFrom the second tab"),
        ("saved", "From the first tab"),
    ],
)
def test_the_choice_is_what_is_saved(as_learner, enrollment, url, keep, text):
    as_learner.post(url, {"text": "From the first tab", "revision": 0})
    as_learner.post(url, {"text": "From the second tab", "revision": 1, "keep": keep})
    reflection = Reflection.objects.get()
    assert (reflection.draft, reflection.submitted.text) == (text, text)


def test_a_third_tab_during_the_choice_is_asked_about_too(as_learner, enrollment, url):
    as_learner.post(url, {"text": "One", "revision": 0})
    as_learner.post(url, {"text": "Three", "revision": 1})
    response = as_learner.post(url, {"text": "Two", "revision": 1, "keep": "both"})
    assert response.status_code == 409
    assert Reflection.objects.get().draft == "Three"


def test_too_long_a_text_is_kept_and_explained(as_learner, enrollment, url):
    long = "word " * (MAX_CHARACTERS // 5 + 1)
    response = as_learner.post(url, {"text": long, "revision": 0, "visibility": "instructor"})
    page = body_of(response)
    assert response.status_code == 422
    assert long in page
    assert "at most 20000 can be kept" in page
    assert "There is a problem" in page
    assert 'value="instructor" checked' in page
    assert not ReflectionVersion.objects.exists()


def test_a_hundred_kilobytes_are_answered(as_learner, enrollment, url):
    response = as_learner.post(url, {"text": "*[" * 50_000, "revision": 0})
    assert response.status_code == 422
    assert "*[*[*[" in body_of(response)


def test_nothing_is_no_reflection(as_learner, enrollment, url):
    response = as_learner.post(url, {"text": " \r\n ", "revision": 0})
    assert response.status_code == 422
    assert "Write something, then save." in body_of(response)
    assert not ReflectionVersion.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00b", "ab"),
        ("😀 مرحبا שלום 你好", "😀 مرحبا שלום 你好"),
        ("  spaces stay \n", "  spaces stay \n"),
        ("\n\nstarts low", "\n\nstarts low"),
    ],
)
def test_words_are_kept_as_they_were_typed(as_learner, enrollment, url, typed, kept):
    page = body_of(as_learner.post(url, {"text": typed, "revision": 0}, follow=True))
    assert Reflection.objects.get().submitted.text == kept
    assert f">\n{kept}</textarea>" in page


def test_markup_in_it_does_no_harm(as_learner, enrollment, url):
    text = "</textarea><script>alert(1)</script>"
    page = body_of(as_learner.post(url, {"text": text, "revision": 0}, follow=True))
    assert "<script>alert" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page


def test_a_revision_that_is_none_asks_instead_of_overwriting(as_learner, enrollment, url):
    as_learner.post(url, {"text": "One", "revision": 0})
    assert as_learner.post(url, {"text": "Two"}).status_code == 409
    response = as_learner.post(url, {"text": "Two", "revision": "x"})
    assert response.status_code == 422
    assert "Two" in body_of(response)
    assert 'name="revision" value="1"' in body_of(response)


def test_after_an_expired_session_the_words_are_back_in_the_box(
    client, learner, enrollment, lesson, block, url
):
    typed = {"text": WORDS, "revision": 0, "visibility": "instructor", "writer": learner.public_id}
    response = client.post(url, typed)
    assert response.url == f"{reverse('account_login')}?next={lesson.get_url()}%23block-{block.id}"
    assert not Reflection.objects.exists()
    back = client.post(response.url, {"login": learner.email, "password": builders.PASSWORD})
    page = body_of(client.get(back.url))
    assert f">\n{WORDS}</textarea>" in page
    assert "We kept what you typed. Save it to keep it." in page
    assert 'value="instructor" checked' in page
    page = body_of(client.post(url, {"text": WORDS, "revision": 0}, follow=True))
    assert "We kept what you typed" not in page


def test_words_from_before_an_expired_session_do_not_overwrite_newer_ones(
    client, learner, enrollment, lesson, url
):
    client.post(url, {"text": WORDS, "revision": 0, "writer": learner.public_id})
    block_id = builders.blocks_of(lesson, "reflection")[0].id
    row = Reflection.objects.begin(learner, lesson, lesson.block(block_id))
    row.keep_draft("Written elsewhere meanwhile", 0)
    client.force_login(learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = body_of(client.get(lesson.get_url()))
    assert f">\n{WORDS}</textarea>" in page
    assert 'name="revision" value="0"' in page
    assert client.post(url, {"text": WORDS, "revision": 0}).status_code == 409


def test_the_next_person_at_the_computer_does_not_see_them(
    client, learner, other_learner, other_enrollment, lesson, url
):
    client.post(url, {"text": WORDS, "revision": 0, "writer": learner.public_id})
    client.force_login(other_learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert WORDS not in body_of(client.get(lesson.get_url()))


def test_who_is_not_enrolled_keeps_the_words_through_enrolling(
    as_learner, course, lesson, block, url
):
    response = as_learner.post(url, {"text": WORDS, "revision": 0})
    assert response.url.startswith(reverse("learning:enroll", args=[course.pk]))
    assert not Reflection.objects.exists()
    back = as_learner.post(response.url, {"certificate_name": "Amara"})
    assert back.url == f"{lesson.get_url()}#block-{block.id}"
    assert f">\n{WORDS}</textarea>" in body_of(as_learner.get(back.url))


def test_who_left_still_saves_what_is_theirs(as_learner, enrollment, url):
    as_learner.post(url, {"text": "Before", "revision": 0})
    enrollment.leave()
    response = as_learner.post(url, {"text": "After", "revision": 1})
    reflection = Reflection.objects.get()
    assert response.url == reflection.get_absolute_url()
    assert reflection.submitted.text == "After"


def test_an_unpublished_lesson_takes_no_words_away(as_learner, enrollment, lesson, url):
    as_learner.post(url, {"text": "Before", "revision": 0})
    lesson.unpublish()
    response = as_learner.post(url, {"text": "After", "revision": 1}, follow=True)
    assert Reflection.objects.get().submitted.text == "After"
    assert "No longer available" in body_of(response)


def test_a_prompt_that_is_gone_shows_the_words_to_copy(as_learner, enrollment, lesson, url):
    lesson.body = LessonPage.body.field.stream_block.to_python([builders.text()])
    builders.publish(lesson)
    response = as_learner.post(url, {"text": WORDS, "revision": 0})
    assert response.status_code == 404
    assert WORDS in body_of(response)
    assert "This is no longer asked" in body_of(response)


def test_another_persons_reflection_is_not_touched(
    as_learner, client_for, other_learner, enrollment, other_enrollment, lesson, url
):
    as_learner.post(url, {"text": WORDS, "revision": 0, "visibility": "instructor"})
    other = client_for(other_learner)
    assert WORDS not in body_of(other.get(lesson.get_url()))
    other.post(url, {"text": "Mine", "revision": 0})
    assert Reflection.objects.get(user=enrollment.user).draft == WORDS
    assert Reflection.objects.get(user=other_learner).draft == "Mine"


def test_the_prompt_is_kept_as_it_was_shown(as_learner, enrollment, lesson, block, url):
    as_learner.post(url, {"text": WORDS, "revision": 0})
    body = list(lesson.body.raw_data)
    next(item for item in body if item["id"] == block.id)["value"]["prompt"] = "Something else?"
    lesson.body = LessonPage.body.field.stream_block.to_python(body)
    builders.publish(lesson)
    assert Reflection.objects.get().prompt.content["prompt"] == "What will you change first?"


def test_get_is_refused(as_learner, enrollment, url):
    assert as_learner.get(url).status_code == 405
