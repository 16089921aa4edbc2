"""Bookmarks of lessons that were there before any others, forward and back."""

import importlib

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from learning import bookmark_targets
from learning.models import Bookmark

migration = importlib.import_module("learning.migrations.0002_bookmarks")


@pytest.fixture
def apps(transactional_db):
    """The models half way through the migration, with the old table beside the new ones."""
    loader = MigrationLoader(connection)
    state = loader.project_state(("learning", "0001_initial"))
    for operation in loader.get_migration("learning", "0002_bookmarks").operations[:-2]:
        operation.state_forwards("learning", state)
    old = state.apps.get_model("learning", "LessonBookmark")
    with connection.schema_editor() as editor:
        editor.create_model(old)
    yield state.apps
    with connection.schema_editor() as editor:
        editor.delete_model(old)


def test_forward_a_bookmark_of_a_lesson_stays_one(apps, learner, lesson):
    before = timezone.now() - timezone.timedelta(days=3)
    apps.get_model("learning", "LessonBookmark").objects.create(
        user_id=learner.pk, lesson_id=lesson.pk, lesson_key=lesson.key, made_at=before
    )
    migration.keep_lessons(apps, None)
    row = Bookmark.objects.get()
    assert (row.user, row.kind, row.title) == (learner, "lesson", lesson.title)
    assert row.url == lesson.get_url() and row.made_at == before
    assert bookmark_targets.look_up(learner, [row])[0].found.url == lesson.get_url()
    bookmark_targets.save(learner, "lesson", lesson.key)
    assert Bookmark.objects.count() == 1


def test_back_those_of_lessons_that_are_there_stay(apps, learner, lesson):
    before = timezone.now() - timezone.timedelta(days=3)
    bookmark_targets.save(learner, "lesson", lesson.key)
    Bookmark.objects.update(made_at=before)
    gone = "0b6f7f0e-0000-4000-8000-000000000000"
    Bookmark.objects.keep(learner, "lesson", gone, title="Gone", url="/gone/")
    Bookmark.objects.keep(learner, "address", "https://example.com/", title="Out", url="https:")
    migration.keep_only_lessons(apps, None)
    (row,) = apps.get_model("learning", "LessonBookmark").objects.all()
    assert (row.user_id, row.lesson_id, row.lesson_key) == (learner.pk, lesson.pk, lesson.key)
    assert row.made_at == before
