"""Putting up the demonstration's shelves, and what a mistake in their files is answered."""

import pytest
import yaml
from django.utils import timezone

from community.demo.shelves import HERE, load_shelves
from community.models import Thread
from courses.demo.files import ContentError
from learning import bookmark_targets
from learning.models import Bookmark, Shelf


@pytest.fixture
def put_up(tmp_path, learner, enrollment):
    def load(*items, **values):
        shelf = {"by": "learner", "title": "For Monday", "items": list(items), **values}
        (tmp_path / "shelf.yaml").write_text(yaml.safe_dump(shelf))
        return load_shelves(tmp_path)

    return load


LESSON = {"lesson": "beyond-the-job-board/audit"}
ADDRESS = {"address": "https://www.w3.org/WAI/", "title": "WAI"}


def test_a_shelf_is_put_up_in_its_order_and_not_twice(put_up, learner, lesson, space):
    thread = Thread.objects.start(learner, space, "Words", title="A thread of mine")
    bookmark_targets.save(learner, "lesson", lesson.key)
    items = [
        {"thread": thread.title, "note": "Ask Rosa", "tags": ["Asks"]},
        LESSON,
        {**ADDRESS, "note": "Print it"},
    ]
    assert put_up(*items, description="What I send", shared=True) == 1
    shelf = Shelf.objects.get()
    assert shelf.is_shared and shelf.description == "What I send"
    rows = list(shelf.bookmarks.order_by("made_at"))
    assert [row.title for row in rows] == [thread.title, lesson.title, "WAI"]
    assert rows[0].note == "Ask Rosa" and rows[0].tags.get().name == "asks"
    assert all(learner.date_joined < row.made_at <= timezone.now() for row in rows)
    assert put_up(*items) == 0 and Bookmark.objects.count() == 3


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({"lesson": "beyond-the-job-board/no-such"}, "no such lesson"),
        ({"lesson": "no-such/audit"}, "no such lesson"),
        ({"thread": "No such"}, "no such thread"),
        ({"article": "no-such"}, "no such article"),
        ({"file": "No such"}, "no such file"),
        ({"address": "https://example.org/"}, "title is missing"),
        ({"note": "What?"}, "an item is one of"),
        ({**LESSON, "shelf": "x"}, "unknown: shelf"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_put_up(put_up, item, why):
    with pytest.raises(ContentError, match=why):
        put_up(LESSON, item)
    assert not Shelf.objects.exists() and not Bookmark.objects.exists()


def test_what_its_owner_may_not_read_is_refused(put_up, other_learner, moderator, space):
    Thread.objects.start(other_learner, space, "Words", title="Seen").opening.hide()
    with pytest.raises(ContentError, match="may not open this"):
        put_up({"thread": "Seen"})


def test_what_is_not_loaded_yet_is_left_out(put_up):
    article = yaml.safe_load(next((HERE / "articles").glob("*.yaml")).read_text())["slug"]
    file = yaml.safe_load((HERE / "files" / "files.yaml").read_text())[0]["title"]
    put_up({"article": article}, {"file": file}, LESSON)
    assert [row.kind for row in Shelf.objects.get().bookmarks.all()] == ["lesson"]
