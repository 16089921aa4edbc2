"""The list of one's own notes."""

import pytest
from django.urls import reverse

from learning.models import Note
from tests import builders
from tests.html import body_of


def write(person, lesson, text):
    return Note.objects.write(person, lesson, text, "")


@pytest.fixture
def url(db):
    return reverse("learning:notes")


def test_mine_are_listed_with_a_link_to_the_lesson(as_learner, learner, lesson, url):
    write(learner, lesson, "Ask Rosa\nand Jun")
    page = body_of(as_learner.get(url))
    assert "Ask Rosa<br>and Jun" in page
    assert f'href="{lesson.get_url()}#note"' in page
    assert "Beyond the Job Board" in page


def test_nobody_elses_are(client_for, learner, other_learner, admin, lesson, url):
    write(learner, lesson, "Hers alone")
    for person in (other_learner, admin):
        assert "Hers alone" not in body_of(client_for(person).get(url))


def test_search_finds_words_of_the_note_and_of_the_title(as_learner, learner, lessons, url):
    write(learner, lessons[0], "Ask Rosa")
    write(learner, lessons[1], "Call Jun")
    page = body_of(as_learner.get(url, {"q": "rosa"}))
    assert "Ask Rosa" in page
    assert "Call Jun" not in page
    assert "1 note with “rosa”" in page
    assert "Call Jun" in body_of(as_learner.get(url, {"q": "audit"}))
    page = body_of(as_learner.get(url, {"q": "nowhere"}))
    assert "0 notes with “nowhere”" in page
    assert "Show all notes" in page


@pytest.mark.parametrize("words", ["\x00", "%", "<script>alert(1)</script>", "x" * 5000])
def test_search_takes_anything(as_learner, learner, lesson, url, words):
    write(learner, lesson, "Ask Rosa")
    response = as_learner.get(url, {"q": words})
    assert response.status_code == 200
    assert "<script>alert" not in body_of(response)


def test_a_note_can_be_changed_from_the_list(as_learner, learner, lesson, url):
    note = write(learner, lesson, "Ask Rosa")
    saving = reverse("learning:save_note", args=[lesson.pk])
    response = as_learner.post(
        saving, {"text": "Ask Jun", "seen": note.stamp, "list": 1}, follow=True
    )
    assert response.redirect_chain == [(url, 302)]
    assert "Note saved." in body_of(response)
    assert "Ask Jun" in body_of(response)


def test_that_of_an_unpublished_lesson_stays_and_can_be_deleted(as_learner, learner, lesson, url):
    note = write(learner, lesson, "Ask Rosa")
    lesson.unpublish()
    page = body_of(as_learner.get(url))
    assert "No longer available" in page
    assert f'href="{lesson.get_url()}' not in page
    saving = reverse("learning:save_note", args=[lesson.pk])
    as_learner.post(saving, {"text": "", "seen": note.stamp, "list": 1})
    assert not Note.objects.exists()


def test_nothing_yet_says_where_to_write(as_learner, url):
    assert "No notes yet." in body_of(as_learner.get(url))


def test_signed_out_it_asks_to_sign_in(client, url):
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"


def test_fifty_cost_as_many_queries_as_five(
    as_learner, learner, course, url, django_assert_max_num_queries
):
    module = builders.make_module(course)
    counts = []
    for many in (5, 50):
        while Note.objects.count() < many:
            lesson = builders.make_lesson(module, f"Lesson {Note.objects.count()}", [])
            write(learner, lesson, "Words")
        as_learner.get(url)
        with django_assert_max_num_queries(12) as queries:
            page = body_of(as_learner.get(url))
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 1  # the pager asks how many there are
    assert "Page 1 of 3" in page
    assert "Page 3 of 3" in body_of(as_learner.get(url, {"page": 3, "q": "Words"}))
    assert as_learner.get(url, {"page": "x"}).status_code == 200
