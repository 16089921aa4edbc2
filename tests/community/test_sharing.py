"""Taking a reflection into a discussion."""

import pytest
from django.urls import reverse

from community.models import Post, Space, Thread
from learning.models import Reflection
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def reflection(enrollment, lesson, learner):
    block = builders.blocks_of(lesson, "reflection")[0]
    row = Reflection.objects.begin(learner, lesson, block)
    row.submit("I announce far too much.", row.revision)
    return row


def url(reflection):
    return reverse("community:share_reflection", args=[reflection.pk])


def test_the_writer_posts_a_copy_and_keeps_the_reflection_private(
    as_learner, reflection, space, learner
):
    page = as_learner.get(url(reflection)).content.decode()
    assert "I announce far too much." in page
    sent = {"text": "I announce too much.", "space": space.pk, "wants_reply": "1"}
    response = as_learner.post(url(reflection), sent)
    thread = Thread.objects.get()
    assert response.url == thread.get_absolute_url()
    assert (thread.author, thread.space, thread.reflection) == (learner, space, reflection)
    assert thread.wants_reply and thread.opening.source == "I announce too much."
    reflection.refresh_from_db()
    assert not reflection.is_shared and reflection.submitted.text == "I announce far too much."
    page = as_learner.get(url(reflection)).content.decode()
    assert "You have shared this reflection already" in page


def test_nobody_else_finds_it(client_for, client, reflection, other_learner, instructor, moderator):
    for person in (other_learner, instructor, moderator):
        assert client_for(person).get(url(reflection)).status_code == 404
        sent = {"text": "Mine now.", "space": Space.objects.first().pk}
        assert client_for(person).post(url(reflection), sent).status_code == 404
    assert "/accounts/login/" in client.get(url(reflection)).url
    assert not Thread.objects.exists()


def test_a_draft_cannot_be_shared(as_learner, enrollment, lesson, learner):
    block = builders.blocks_of(lesson, "reflection")[0]
    row = Reflection.objects.begin(learner, lesson, block)
    row.keep_draft("Not finished", row.revision)
    assert as_learner.get(url(row)).status_code == 404


def test_only_to_where_the_lesson_is_talked_about(as_learner, reflection, space):
    other = Space.objects.exclude(lesson_key=space.lesson_key).first()
    response = as_learner.post(url(reflection), {"text": "Here?", "space": other.pk})
    assert response.status_code == 422 and not Post.objects.exists()
    assert "Here?" in response.content.decode()


def test_a_lesson_without_a_prompt_is_talked_about_in_its_module(space, lesson):
    Space.objects.filter(pk=space.pk).delete()
    kinds = [found.kind for found in Space.objects.for_lesson(lesson)]
    assert kinds == ["module", "course"]


def test_deleting_the_reflection_keeps_the_post(reflection, space, learner):
    thread = Thread.objects.start(learner, space, "A copy", reflection=reflection)
    reflection.delete()
    thread.refresh_from_db()
    assert thread.reflection is None and thread.opening.source == "A copy"
