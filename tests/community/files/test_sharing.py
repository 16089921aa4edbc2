"""Sharing a file, and where it stands then."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from community.models import FileVersion, SharedFile, Suspension
from courses.models import Topic
from tests import builders

from .sheets import DATA, body, send, text_file, url

pytestmark = pytest.mark.django_db


def test_a_file_is_shared_and_downloaded(as_learner, known, client_for, stranger):
    topic = Topic.objects.create(name="Interviews", slug="interviews")
    response = send(as_learner, topics=[topic.pk], alternative="Two questions.")
    file = SharedFile.objects.get()
    assert response.url == file.get_absolute_url() and list(file.topics.all()) == [topic]
    page = client_for(stranger).get(url("files")).content.decode()
    assert "Interview sheet" in page and "(TXT, 15\xa0bytes)" in page
    page = client_for(stranger).get(file.get_absolute_url()).content.decode()
    assert "Two questions." in page and "creativecommons.org/licenses/by/4.0/" in page
    download = client_for(stranger).get(url("download_file", file.pk))
    assert body(download) == b"Ask, then wait."
    assert download["Content-Disposition"] == 'attachment; filename="sheet.txt"'
    assert download["Content-Type"] == "text/plain; charset=utf-8"
    assert download["X-Content-Type-Options"] == "nosniff"
    assert download["Cache-Control"] == "private, no-store"


def test_a_part_of_it_can_be_asked_for(as_learner, learner):
    file = builders.shared_file(learner)
    part = as_learner.get(url("download_file", file.pk), headers={"range": "bytes=0-2"})
    assert part.status_code == 206 and body(part) == b"Ask"
    assert part["Content-Disposition"].startswith("attachment")


def test_a_file_too_large_for_the_memory_is_stored_whole(as_learner, known):
    content = b"Ask, then wait.\n" * 200_000  # 3 MB: it comes by way of a temporary file
    assert send(as_learner, file=text_file(content, "long.txt")).status_code == 302
    version = SharedFile.objects.get().current
    assert version.size == len(content) and version.sha256 == hashlib.sha256(content).hexdigest()
    assert body(as_learner.get(url("download_file", version.file_id))) == content


def test_what_lies_on_the_disk_has_no_address_and_no_name(as_learner, client, learner):
    version = builders.shared_file(learner, visibility="public").current
    assert "sheet" not in version.stored.name and version.stored.name.startswith("community/")
    for browser in (client, as_learner):
        assert browser.get(f"/media/{version.stored.name}").status_code == 404


def test_the_form_says_what_is_taken_and_how_much_room_is_left(as_learner, known):
    builders.shared_file(known, text=b"a" * 5 * 1024 * 1024, name="long.txt")
    page = as_learner.get(url("share_file")).content.decode().replace("\xa0", " ")
    assert "up to 20 MB. You have 195 MB of 200 MB left" in page
    assert 'accept=".pdf,.docx' in page


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"title": " "}, "Give it a title."),
        ({"description": ""}, "Say in a sentence what it is for."),
        ({"license": "mine"}, "is not one of the available choices"),
        ({"file": ""}, "Choose the file."),
        ({"visibility": "enrolled"}, "Choose the course whose people can see it."),
        ({"file": text_file(b"<svg onload=x>", "a.svg")}, "This kind of file cannot be shared"),
        ({"file": text_file(b"", "a.txt")}, "The submitted file is empty."),
    ],
)
def test_what_is_wrong_is_said_and_no_word_is_lost(as_learner, known, data, why):
    response = send(as_learner, alternative="Two questions.", **data)
    page = response.content.decode()
    assert response.status_code == 422 and "<title>Error: Share a file" in page
    assert why in page and "Two questions." in page
    assert not SharedFile.objects.exists() and not FileVersion.objects.exists()


def test_a_form_that_comes_back_says_that_the_file_must_be_chosen_again(as_learner, known):
    assert "Choose the file again" in send(as_learner, title="").content.decode()


def test_a_picture_needs_words(as_learner, known):
    from tests.accounts.test_photo import picture

    photo = {"file": SimpleUploadedFile("desk.png", picture("PNG", size=(30, 20)))}
    assert "what the picture shows" in send(as_learner, **photo).content.decode()
    photo = {"file": SimpleUploadedFile("desk.png", picture("PNG", size=(30, 20)))}
    assert send(as_learner, alternative="A desk.", **photo).status_code == 302


def test_names_and_words_are_escaped(as_learner, known):
    data = {"title": "<b>Bold</b>", "description": "<script>x</script>"}
    send(as_learner, file=text_file(name="<img src=x>.txt"), **data)
    page = as_learner.get(SharedFile.objects.get().get_absolute_url()).content.decode()
    assert "<b>Bold" not in page and "<script>x" not in page and "<img src=x" not in page
    assert "&lt;b&gt;Bold" in page


def test_words_typed_signed_out_are_there_after_signing_in(client, learner):
    response = client.post(url("share_file"), {**DATA, "file": text_file()})
    assert response.url == f"{reverse('account_login')}?next={url('share_file')}"
    client.force_login(learner, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(url("share_file")).content.decode()
    assert "Interview sheet" in page and "For a first talk." in page
    assert not SharedFile.objects.exists()


def test_only_ones_own_courses_are_offered(as_learner, known, course, client_for, stranger):
    data = {"visibility": "enrolled", "course": str(course.key)}
    assert send(client_for(stranger), **data).status_code == 422
    assert send(as_learner, **data).status_code == 422
    as_learner.post(reverse("learning:enroll", args=[course.pk]), {"certificate_name": "Amara"})
    assert send(as_learner, **data).status_code == 302
    assert SharedFile.objects.get().course_key == course.key


def test_a_file_for_a_course_names_it(learner):
    with pytest.raises(IntegrityError), transaction.atomic():
        builders.shared_file(learner, visibility="enrolled")


def test_the_first_files_of_somebody_new_wait_for_a_glance(
    as_learner, client_for, stranger, moderator, learner
):
    assert "glance" in as_learner.get(url("share_file")).content.decode()
    send(as_learner)
    file = SharedFile.objects.get()
    assert file.state == SharedFile.State.HELD
    assert client_for(stranger).get(file.get_absolute_url()).status_code == 404
    page = client_for(moderator).get(url("queue")).content.decode()
    assert "Interview sheet" in page
    client_for(moderator).post(url("moderate_file", file.pk, "glance"))
    assert client_for(stranger).get(file.get_absolute_url()).status_code == 200


def test_a_newcomer_s_new_version_waits_too(as_learner, learner, client_for, stranger):
    file = builders.shared_file(learner)
    as_learner.post(url("replace_file", file.pk), {"file": text_file(b"Buy.", "b.txt")})
    file.refresh_from_db()
    assert file.state == SharedFile.State.HELD
    assert client_for(stranger).get(url("download_file", file.pk)).status_code == 404


def test_who_is_suspended_shares_nothing(as_learner, known):
    mine = builders.shared_file(known)
    Suspension.objects.create(user=known)
    response = send(as_learner)
    assert response.status_code == 422
    assert "You cannot share files at the moment" in response.content.decode()
    response = as_learner.post(url("replace_file", mine.pk), {"file": text_file()})
    assert response.status_code == 422
    assert as_learner.post(url("edit_file", mine.pk), DATA).status_code == 422
    assert FileVersion.objects.count() == 1


def test_nobody_shares_without_end(as_learner, learner, known):
    for n in range(19):
        builders.shared_file(known, title=f"File {n}")
    assert send(as_learner).status_code == 302
    response = send(as_learner, title="One too many")
    assert response.status_code == 422 and "a lot within an hour" in response.content.decode()
    FileVersion.objects.update(made_at=timezone.now() - timezone.timedelta(hours=2))
    assert send(as_learner).status_code == 302
