"""The demonstration from an empty database, once for this folder and in one worker."""

import shutil

import pytest
from django.db import transaction
from django.test import override_settings

from coursesite.demo import FOLDER, load

QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
# Between tasks the worker closes a connection that is in a transaction, as the tests' is.
WORKER_CLOSES = "django_tasks_db.management.commands.db_worker.close_old_connections"


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration from an empty database, taken back when the folder is done."""
    media = tmp_path_factory.mktemp("media")
    surroundings = override_settings(
        DEMO=True,
        MEDIA_ROOT=media,
        TASKS=QUEUE,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    )
    with django_db_blocker.unblock(), transaction.atomic():
        with surroundings, pytest.MonkeyPatch.context() as patch:
            patch.setattr(WORKER_CLOSES, lambda: None)
            report = load()
        yield media, report
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def demonstration(loaded, db, settings, monkeypatch):
    monkeypatch.setattr(WORKER_CLOSES, lambda: None)
    settings.MEDIA_ROOT, report = loaded
    settings.DEMO, settings.TASKS = True, QUEUE
    return report


@pytest.fixture
def folder(tmp_path):
    """A copy of the content files that a test may edit."""
    return shutil.copytree(FOLDER, tmp_path / "content")
