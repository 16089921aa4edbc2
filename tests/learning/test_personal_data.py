"""My data holds everything of mine and nothing of anybody else's."""

import json

from learning.models import LessonBookmark, Note
from tests import builders


def my_data(client):
    response = client.get("/accounts/data/download/")
    return json.loads(response.content)


def test_it_holds_what_i_wrote_and_did(as_learner, learner, finished, lesson):
    Note.objects.create(user=learner, lesson=lesson, lesson_key=lesson.key, text="My own note")
    LessonBookmark.objects.create(user=learner, lesson=lesson, lesson_key=lesson.key)
    data = my_data(as_learner)
    assert data["courses"][0]["course"] == finished.course.title
    assert len(data["completed_lessons"]) == 3
    assert data["answers"][0]["chosen"] == ["A question"]
    assert data["reflections"][0]["versions"][0]["text"].startswith("What I take from")
    assert data["notes"][0]["text"] == "My own note"
    assert data["bookmarks"][0]["lesson"] == lesson.title
    assert data["certificates"][0]["code"] == finished.certificates.get().code


def test_it_holds_nothing_of_anybody_elses(as_learner, other_enrollment, lesson):
    builders.do_everything(other_enrollment, lesson)
    Note.objects.create(
        user=other_enrollment.user, lesson=lesson, lesson_key=lesson.key, text="Theirs"
    )
    data = my_data(as_learner)
    for part in ("courses", "answers", "reflections", "notes"):
        assert data[part] == []
