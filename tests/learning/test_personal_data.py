"""My data holds everything of mine and nothing of anybody else's."""

import json

from learning import bookmark_targets
from learning.models import Note, Shelf
from tests import builders


def my_data(client):
    response = client.get("/accounts/data/download/")
    return json.loads(response.content)


def test_it_holds_what_i_wrote_and_did(as_learner, learner, finished, lesson):
    Note.objects.create(user=learner, lesson=lesson, lesson_key=lesson.key, text="My own note")
    shelf = Shelf.objects.create(owner=learner, title="For the team", is_shared=True)
    saved = bookmark_targets.save(learner, "lesson", lesson.key)
    saved.note, saved.shelf = "Read it again", shelf
    saved.save()
    saved.set_tags(["audit"])
    data = my_data(as_learner)
    assert data["courses"][0]["course"] == finished.course.title
    assert len(data["completed_lessons"]) == 3
    assert data["answers"][0]["answer"] == ["A question"]
    assert data["reflections"][0]["versions"][0]["text"].startswith("What I take from")
    assert data["notes"][0]["text"] == "My own note"
    (bookmark,) = data["bookmarks"]
    assert bookmark["title"] == lesson.title and bookmark["address"] == lesson.get_url()
    assert bookmark["note"] == "Read it again" and bookmark["tags"] == ["audit"]
    assert bookmark["shelf"] == "For the team"
    assert data["shelves"][0]["name"] == "For the team" and data["shelves"][0]["shared"]
    assert data["certificates"][0]["code"] == finished.certificates.get().code


def test_it_holds_nothing_of_anybody_elses(as_learner, other_enrollment, lesson):
    builders.do_everything(other_enrollment, lesson)
    Note.objects.create(
        user=other_enrollment.user, lesson=lesson, lesson_key=lesson.key, text="Theirs"
    )
    bookmark_targets.save(other_enrollment.user, "lesson", lesson.key)
    Shelf.objects.create(owner=other_enrollment.user, title="Theirs", is_shared=True)
    data = my_data(as_learner)
    for part in ("courses", "answers", "reflections", "notes", "bookmarks", "shelves"):
        assert data[part] == []
