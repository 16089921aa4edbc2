"""Reporting shared files, what moderators do about them, and the scanner's word."""

import sys

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.events import described
from accounts.models import Notification
from community.files import scan as file_scan
from community.files.tasks import scan_file, scan_later, scan_waiting_files
from community.models import FileVersion, ModerationAct, Report, SharedFile, Thread
from tests import builders

from .test_files import body, send, text_file, url

pytestmark = pytest.mark.django_db

# Says that something was found where a file holds the word EVIL, fails where it holds HUH.
SCANNER = (
    "import sys; text = open(sys.argv[1]).read(); "
    "sys.exit(1 if 'EVIL' in text else 2 if 'HUH' in text else 0)"
)


@pytest.fixture
def file(learner):
    return builders.shared_file(learner)


@pytest.fixture
def stranger(client_for):
    return client_for(builders.make_person("Someone Else", "else@example.org"))


@pytest.fixture
def scanner(settings):
    settings.FILE_SCAN_COMMAND = [sys.executable, "-c", SCANNER, "{path}"]


# Reporting


def test_a_report_reaches_the_queue_once(stranger, as_moderator, file):
    for _again in range(2):
        response = stranger.post(
            url("report_file", file.pk), {"reason": "wrong", "note": "Out of date"}
        )
        assert response.url == file.get_absolute_url()
    assert Report.objects.get().file == file
    page = as_moderator.get(url("queue")).content.decode()
    assert "Interview sheet" in page and "Out of date" in page


def test_a_report_needs_a_reason_and_keeps_what_was_typed(stranger, file):
    response = stranger.post(url("report_file", file.pk), {"note": "Hm"})
    page = response.content.decode()
    assert response.status_code == 422 and "Choose what comes closest." in page and "Hm" in page
    assert not Report.objects.exists()


def test_who_cannot_see_a_file_cannot_report_it(client, stranger, learner, course):
    file = builders.shared_file(learner, visibility="enrolled", course_key=course.key)
    assert stranger.get(url("report_file", file.pk)).status_code == 404
    assert stranger.post(url("report_file", file.pk), {"reason": "spam"}).status_code == 404
    assert client.get(url("report_file", file.pk)).status_code == 302


def test_a_report_is_about_one_thing(file, learner, space):
    post = Thread.objects.start(learner, space, "A post").opening
    for about in ({}, {"file": file, "post": post}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.create(reporter=learner, reason="spam", **about)


# What is done


def test_hiding_wants_a_reason_is_written_down_and_stops_every_download(
    stranger, as_moderator, moderator, file
):
    stranger.post(url("report_file", file.pk), {"reason": "spam"})
    empty = as_moderator.post(url("moderate_file", file.pk, "hide"), {"reason": " "})
    assert empty.status_code == 422 and "Give a reason" in empty.content.decode()
    as_moderator.post(url("moderate_file", file.pk, "hide"), {"reason": "Not theirs"})
    act = ModerationAct.objects.get()
    assert (act.act, act.moderator, act.file, act.reason) == (
        "hide_file", moderator, file, "Not theirs",
    )  # fmt: skip
    assert not Report.objects.open().exists()
    for address in (file.get_absolute_url(), url("download_file", file.pk)):
        assert stranger.get(address).status_code == 404
    assert "Hid a file" in as_moderator.get(url("acts")).content.decode()
    assert "Show again" in as_moderator.get(file.get_absolute_url()).content.decode()
    as_moderator.post(url("moderate_file", file.pk, "restore"), {"reason": "A mistake"})
    assert stranger.get(url("download_file", file.pk)).status_code == 200


def test_nothing_wrong_settles_the_reports(stranger, as_moderator, file):
    stranger.post(url("report_file", file.pk), {"reason": "spam"})
    as_moderator.post(url("moderate_file", file.pk, "dismiss"), {"reason": "All theirs"})
    assert not Report.objects.open().exists()
    assert "Interview sheet" not in as_moderator.get(url("queue")).content.decode()
    file.refresh_from_db()
    assert file.is_published


def test_what_its_owner_takes_back_waits_for_nobody(stranger, as_moderator, file):
    stranger.post(url("report_file", file.pk), {"reason": "spam"})
    file.withdraw()
    assert "Interview sheet" not in as_moderator.get(url("queue")).content.decode()
    address = url("moderate_file", file.pk, "restore")
    assert as_moderator.post(address, {"reason": "x"}).status_code == 404


def test_a_glance_at_a_file_publishes_it_and_is_called_so(as_moderator, learner):
    file = builders.shared_file(learner, "First", state="held")
    as_moderator.post(url("moderate_file", file.pk, "glance"))
    file.refresh_from_db()
    assert file.is_published
    act = ModerationAct.objects.get()
    assert (act.act, act.file, act.post) == ("glance_file", file, None)


@pytest.mark.parametrize("act", ["hide", "restore", "dismiss", "glance"])
def test_only_who_looks_after_it_moderates(stranger, as_learner, file, act):
    for browser in (stranger, as_learner):
        response = browser.post(url("moderate_file", file.pk, act), {"reason": "Why not"})
        assert response.status_code == 404
    assert not ModerationAct.objects.exists()


def test_an_instructor_looks_after_the_files_of_their_own_course(
    client_for, instructor, learner, course, file
):
    theirs = builders.shared_file(learner, "Theirs", course_key=course.key)
    client = client_for(instructor)
    assert client.post(url("moderate_file", file.pk, "hide"), {"reason": "x"}).status_code == 404
    client.post(url("moderate_file", theirs.pk, "hide"), {"reason": "Old"})
    theirs.refresh_from_db()
    assert theirs.state == SharedFile.State.HIDDEN
    assert client.get(theirs.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("size", [1, 15])
def test_the_queue_costs_the_same_however_many_files(
    as_moderator, learner, other_learner, size, django_assert_max_num_queries
):
    for n in range(size):
        file = builders.shared_file(learner, f"File {n}", state="held")
        Report.objects.create(file=file, reporter=other_learner, reason="spam")
    as_moderator.get(url("queue"))
    with django_assert_max_num_queries(15):
        as_moderator.get(url("queue"))


# The scanner


def test_a_file_is_listed_once_the_scanner_has_passed_it(
    scanner, as_learner, learner, space, stranger, django_capture_on_commit_callbacks
):
    for n in range(3):
        Thread.objects.start(learner, space, f"Post {n}")
    assert send(as_learner).status_code == 302
    file = SharedFile.objects.get()
    assert stranger.get(file.get_absolute_url()).status_code == 404
    assert stranger.get(url("download_version", file.pk, 1)).status_code == 404
    assert "Interview sheet" not in stranger.get(url("files")).content.decode()
    assert "being checked" in as_learner.get(file.get_absolute_url()).content.decode()
    assert as_learner.get(url("download_version", file.pk, 1)).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        scan_later(file.versions.get())
    assert "Interview sheet" in stranger.get(url("files")).content.decode()
    assert body(stranger.get(url("download_file", file.pk))) == b"Ask, then wait."


def test_until_it_is_passed_the_version_before_it_is_given_out(scanner, as_learner, file, stranger):
    as_learner.post(url("replace_file", file.pk), {"file": text_file(b"Newer.", "n.txt")})
    SharedFile.objects.update(state="published")
    assert body(stranger.get(url("download_file", file.pk))) == b"Ask, then wait."
    assert stranger.get(url("download_version", file.pk, 2)).status_code == 404
    scan_file.func(file.versions.get(number=2).pk)
    assert body(stranger.get(url("download_file", file.pk))) == b"Newer."


def test_what_does_not_pass_is_never_given_out_and_its_owner_is_told_once(
    scanner, learner, as_learner, stranger, django_capture_on_commit_callbacks
):
    file = builders.shared_file(learner, text="EVIL", checked=False)
    version = file.versions.get()
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            scan_file.func(version.pk)
    version.refresh_from_db()
    assert version.refused_at and not version.stored.storage.exists(version.stored.name)
    for browser in (stranger, as_learner):
        assert browser.get(url("download_version", file.pk, 1)).status_code == 404
    assert "Did not pass the check" in as_learner.get(file.get_absolute_url()).content.decode()
    (notice,) = described(learner, Notification.objects.of(learner))
    assert notice.event == file_scan.REFUSED and "Interview sheet" in notice.sentence
    assert notice.url == file.get_absolute_url()


@pytest.mark.parametrize("command", [None, ["/nowhere/at-all", "{path}"]])
def test_a_scanner_that_fails_lets_nothing_through_and_is_asked_again(
    scanner, settings, learner, command
):
    works = settings.FILE_SCAN_COMMAND
    settings.FILE_SCAN_COMMAND = command or works
    file = builders.shared_file(learner, text="Fine." if command else "HUH", checked=False)
    FileVersion.objects.update(made_at=timezone.now() - timezone.timedelta(minutes=6))
    scan_waiting_files()
    file.refresh_from_db()
    assert file.current is None
    settings.FILE_SCAN_COMMAND = [sys.executable, "-c", "", "{path}"]
    scan_waiting_files()
    file.refresh_from_db()
    assert file.current


def test_a_scan_that_was_just_asked_for_is_left_to_its_task(scanner, learner):
    file = builders.shared_file(learner, checked=False)
    scan_waiting_files()
    file.refresh_from_db()
    assert file.current is None
