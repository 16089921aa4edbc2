"""Versions of a file, and taking it back."""

import pytest
from django.utils import timezone

from community.files.tasks import remove_withdrawn_files
from community.models import FileVersion, SharedFile
from community.models.file_versions import KEEP
from community.models.files import room_left
from tests import builders

from .sheets import DATA, body, text_file, url

pytestmark = pytest.mark.django_db


def test_a_new_version_keeps_the_link_and_the_old_one(as_learner, known, client_for, stranger):
    file = builders.shared_file(known)
    address = file.get_absolute_url()
    data = {"file": text_file(b"Wait, then ask.", "sheet2.txt"), "note": "Turned around"}
    assert as_learner.post(url("replace_file", file.pk), data).url == address
    client = client_for(stranger)
    assert body(client.get(url("download_file", file.pk))) == b"Wait, then ask."
    assert body(client.get(url("download_version", file.pk, 1))) == b"Ask, then wait."
    page = client.get(address).content.decode()
    assert "Turned around" in page and "Version 1" in page and "Version 2" in page


def test_an_older_version_can_be_taken_back_and_the_newest_not(as_learner, known, client):
    file = builders.shared_file(known, visibility="public")
    builders.new_version(file)
    assert as_learner.post(url("remove_version", file.pk, 2)).status_code == 404
    assert as_learner.post(url("remove_version", file.pk, 1)).status_code == 302
    assert client.get(url("download_version", file.pk, 1)).status_code == 404
    assert body(client.get(url("download_file", file.pk))) == b"Newer."
    assert "Version 1" not in client.get(file.get_absolute_url()).content.decode()


def test_editing_changes_the_words_and_not_the_file(as_learner, known):
    file = builders.shared_file(known)
    page = as_learner.get(url("edit_file", file.pk)).content.decode()
    assert "For a first talk with a student." in page
    as_learner.post(url("edit_file", file.pk), {**DATA, "title": "Another title"})
    file.refresh_from_db()
    assert file.title == "Another title" and file.edited_at and file.versions.count() == 1
    old = as_learner.get(url("file", file.pk, "interview-sheet"))
    assert old.url == file.get_absolute_url()


def test_what_is_withdrawn_says_so_and_is_not_given_out(
    as_learner, known, client, client_for, moderator
):
    file = builders.shared_file(known, visibility="public")
    as_learner.post(url("withdraw_file", file.pk))
    for browser in (client, as_learner, client_for(moderator)):
        page = browser.get(file.get_absolute_url())
        assert page.status_code == 410 and "No longer available" in page.content.decode()
        for name, args in (("download_file", []), ("download_version", [1])):
            assert browser.get(url(name, file.pk, *args)).status_code == 410
        assert "Interview sheet" not in browser.get(url("files")).content.decode()
    assert as_learner.get(url("edit_file", file.pk)).status_code == 404


def test_nobody_learns_that_something_was_withdrawn_that_they_never_saw(
    as_learner, known, client, client_for, stranger, course, enrollment
):
    file = builders.shared_file(known, visibility="enrolled", course_key=course.key)
    file.withdraw()
    for browser in (client, client_for(stranger)):
        assert browser.get(file.get_absolute_url()).status_code == 404
        assert browser.get(url("download_file", file.pk)).status_code == 404


def test_withdrawn_bytes_leave_the_disk_after_two_weeks_and_the_row_stays(
    known, django_capture_on_commit_callbacks
):
    file = builders.shared_file(known)
    version, storage = file.current, file.current.stored.storage
    room = room_left(known)
    file.withdraw()
    remove_withdrawn_files()
    assert storage.exists(version.stored.name) and room_left(known) == room
    FileVersion.objects.update(withdrawn_at=timezone.now() - KEEP - timezone.timedelta(minutes=1))
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            remove_withdrawn_files()
    version.refresh_from_db()
    assert not storage.exists(version.stored.name) and version.removed_at
    assert SharedFile.objects.filter(pk=file.pk).exists() and room_left(known) == room + 15
