"""Sharing files: who finds and downloads them, versions, room, taking back."""

import hashlib
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.personal_data import everything_of
from community.files import forms as file_forms
from community.files.tasks import remove_withdrawn_files
from community.models import FileVersion, SharedFile, Suspension, Thread
from community.models import files as files_module
from community.models.file_versions import KEEP
from community.models.files import NoRoom, room_left
from courses.models import Topic
from tests import builders

pytestmark = pytest.mark.django_db

DATA = {
    "title": "Interview sheet",
    "description": "For a first talk.",
    "license": "cc-by",
    "visibility": "members",
}


def url(name, *args):
    return reverse(f"community:{name}", args=args)


def text_file(content=b"Ask, then wait.", name="sheet.txt"):
    return SimpleUploadedFile(name, content, "text/plain")


def send(client, **data):
    return client.post(url("share_file"), {**DATA, "file": text_file(), **data})


def body(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def known(learner, space):
    """The learner has posted often enough not to be new."""
    for n in range(3):
        Thread.objects.start(learner, space, f"Post {n}")
    return learner


@pytest.fixture
def stranger(db):
    return builders.make_person("Someone Else", "else@example.org")


# Sharing


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


# Standing


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


# Room


def test_nobody_shares_more_than_their_room(as_learner, known, monkeypatch):
    monkeypatch.setattr(files_module, "QUOTA", 40)
    assert send(as_learner).status_code == 302
    assert send(as_learner).status_code == 302
    assert room_left(known) == 10
    response = send(as_learner)
    assert response.status_code == 422 and "not enough room left" in response.content.decode()
    replaced = SharedFile.objects.first()
    response = as_learner.post(url("replace_file", replaced.pk), {"file": text_file()})
    assert response.status_code == 422 and FileVersion.objects.count() == 2


def test_a_file_that_is_too_large_is_not_read(as_learner, known, settings, monkeypatch):
    read = []
    monkeypatch.setattr(file_forms, "checked", lambda upload: read.append(upload))
    response = send(as_learner, file=text_file(b"a" * (20 * 1024 * 1024 + 300_000), "l.txt"))
    page = response.content.decode()
    assert response.status_code == 422 and "larger than 20 MB" in page
    assert "Interview sheet" in page and not read and not SharedFile.objects.exists()


class Endless:
    """A body that says it has 1 GB; counts what is read of it."""

    def __init__(self, start):
        self.start, self.taken = start, 0

    def read(self, size=-1):
        size = 65536 if size < 0 else size
        piece = self.start[:size] or b"a" * size
        self.start = self.start[len(piece) :]
        self.taken += len(piece)
        return piece

    readline = read


@pytest.mark.parametrize("name", ["community:share_file", "account_profile"])
def test_of_a_gigabyte_next_to_nothing_is_read(as_learner, known, name):
    start = b"".join(
        f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in DATA.items()
    )
    start += b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    sent = Endless(start)
    response = as_learner.generic(
        "POST",
        reverse(name),
        CONTENT_TYPE="multipart/form-data; boundary=x",
        **{"wsgi.input": sent, "CONTENT_LENGTH": str(10**9)},
    )
    assert len(start) < sent.taken < 1_000_000
    assert response.wsgi_request.upload_refused and not response.wsgi_request.FILES
    if name == "community:share_file":
        assert response.status_code == 422
        assert "For a first talk." in response.content.decode()


def test_nobody_signed_out_sends_a_file(client):
    response = client.post(url("share_file"), {**DATA, "file": text_file(b"a" * 3_000_000)})
    assert response.status_code == 302 and not response.wsgi_request.FILES
    assert response.wsgi_request.POST["title"] == "Interview sheet"


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_pass_the_quota(site, monkeypatch):
    monkeypatch.setattr(files_module, "QUOTA", 40)
    owner = builders.make_person("Amara", "amara@example.org")
    gate, results = threading.Barrier(6), []

    def share(number):
        try:
            gate.wait(timeout=30)
            builders.shared_file(owner, title=f"File {number}")
            results.append("shared")
        except NoRoom:
            results.append("no room")
        finally:
            connection.close()

    threads = [threading.Thread(target=share, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(results) == ["no room"] * 4 + ["shared"] * 2
    assert SharedFile.objects.count() == 2


# Versions


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


# Taking back


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


# Who may what

# state: signed out, stranger, taking the course, owner, moderator
PAGES = {
    ("public", "published"): "200 200 200 200 200",
    ("members", "published"): "404 200 200 200 200",
    ("enrolled", "published"): "404 404 200 200 200",
    ("members", "held"): "404 404 404 200 200",
    ("public", "hidden"): "404 404 404 200 200",
    ("public", "withdrawn"): "410 410 410 410 410",
    ("members", "withdrawn"): "404 410 410 410 410",
    ("enrolled", "withdrawn"): "404 404 410 410 410",
}


@pytest.mark.parametrize(("visibility", "state"), PAGES)
def test_who_may_see_and_download_what(
    visibility, state, client_for, learner, stranger, moderator, course, other_learner,
    other_enrollment,
):  # fmt: skip
    file = builders.shared_file(learner, visibility=visibility, course_key=course.key)
    if state == "withdrawn":
        file.withdraw()
    else:
        SharedFile.objects.update(state=state)
    people = [None, stranger, other_learner, learner, moderator]
    expected = PAGES[visibility, state].split()
    for person, status in zip(people, expected, strict=True):
        browser = client_for(person) if person else Client()
        for address in (
            file.get_absolute_url(),
            url("download_file", file.pk),
            url("download_version", file.pk, 1),
        ):
            assert str(browser.get(address).status_code) == status, (person, address)
        listed = "Interview sheet" in browser.get(url("files")).content.decode()
        owns_it = person == learner and state == "held"
        assert listed == (owns_it or (state == "published" and status == "200")), person
        found = bool(SharedFile.objects.visible_to(browser.get("/").wsgi_request.user))
        assert found == listed


@pytest.mark.parametrize("name", ["edit_file", "replace_file", "withdraw_file"])
def test_only_its_owner_changes_a_file(name, client, client_for, learner, stranger, moderator):
    file = builders.shared_file(learner)
    assert client.get(url(name, file.pk)).status_code == 302
    for person in (stranger, moderator):
        for method in ("get", "post"):
            browser = client_for(person)
            assert getattr(browser, method)(url(name, file.pk)).status_code == 404
    file.refresh_from_db()
    assert file.is_published


def test_who_leaves_a_course_cannot_download_its_files_any_more(
    client_for, learner, course, other_learner, other_enrollment
):
    file = builders.shared_file(learner, visibility="enrolled", course_key=course.key)
    client = client_for(other_learner)
    assert client.get(url("download_file", file.pk)).status_code == 200
    other_enrollment.leave()
    assert client.get(url("download_file", file.pk)).status_code == 404


def test_an_instructor_sees_the_files_of_their_course_and_no_other(
    client_for, instructor, learner, course
):
    builders.shared_file(learner, "Theirs", visibility="enrolled", course_key=course.key)
    other = builders.make_course()
    builders.shared_file(learner, "Not theirs", visibility="enrolled", course_key=other.key)
    page = client_for(instructor).get(url("files")).content.decode()
    assert ">Theirs<" in page and "Not theirs" not in page


# The list


def test_the_list_is_narrowed_by_kind_topic_course_institution_and_words(
    client_for, stranger, learner, other_learner, course
):
    topic = Topic.objects.create(name="Interviews", slug="interviews")
    builders.shared_file(learner, "First", topics=[topic], course_key=course.key)
    builders.shared_file(other_learner, "Second", name="numbers.csv", text="a,b")
    other_learner.institution.kind = "secondary"
    other_learner.institution.save()
    client = client_for(stranger)
    for query, found in {
        "topic=interviews": ["First"],
        f"course={course.slug}": ["First"],
        "kind=table": ["Second"],
        "kind=document": ["First"],
        "institution=secondary": ["Second"],
        "q=numbers": ["Second"],
        "q=interviews first": ["First"],
        "q=student": ["First", "Second"],
        "q=%25": [],
        "kind=nonsense&topic=no": ["First", "Second"],
    }.items():
        page = client.get(f"{url('files')}?{query}").content.decode()
        assert [title for title in ("First", "Second") if f">{title}<" in page] == found, query
    assert "Nothing matches" in client.get(f"{url('files')}?q=zeppelin").content.decode()


def test_who_hides_their_institution_is_not_found_by_it(client_for, stranger, learner):
    learner.institution.kind = "secondary"
    learner.institution.save()
    learner.visibility = {"institution": "nobody"}
    learner.save()
    builders.shared_file(learner)
    client = client_for(stranger)
    page = client.get(f"{url('files')}?institution=secondary").content.decode()
    assert "Nothing matches" in page
    assert "Larkspur" not in client.get(url("files")).content.decode()


def test_an_empty_list_says_how_to_begin(client, as_learner, site):
    assert "open to everyone yet" in client.get(url("files")).content.decode()
    assert "Nobody has shared a file yet" in as_learner.get(url("files")).content.decode()


@pytest.mark.parametrize("size", [2, 30])
def test_the_list_costs_the_same_however_long(
    client_for, stranger, learner, size, django_assert_max_num_queries
):
    topic = Topic.objects.create(name="Interviews", slug="interviews")
    for n in range(size):
        builders.shared_file(learner, f"File {n}", topics=[topic])
    client = client_for(stranger)
    client.get(url("files"))
    with django_assert_max_num_queries(10):
        page = client.get(url("files")).content.decode()
    assert ("Next page" in page) == (size > 20)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("topic=interviews&kind=document", ["First"]),
        ("topic=interviews&kind=table", []),
        ("kind=table&institution=secondary&q=numbers", ["Second"]),
        ("institution=secondary&course=beyond", []),
        ("course=beyond&q=first", ["First"]),
        ("page=-1&topic=%00&kind=%F0%9F%98%80&institution=x&course='--", ["First", "Second"]),
        ("q=%00&page=99999999999999999999", ["First", "Second"]),
    ],
)
def test_several_choices_narrow_together_and_nonsense_narrows_nothing(
    client_for, stranger, learner, other_learner, course, query, found
):
    topic = Topic.objects.create(name="Interviews", slug="interviews")
    builders.shared_file(learner, "First", topics=[topic], course_key=course.key)
    builders.shared_file(other_learner, "Second", name="numbers.csv", text="a,b")
    other_learner.institution.kind = "secondary"
    other_learner.institution.save()
    response = client_for(stranger).get(f"{url('files')}?{query.replace('beyond', course.slug)}")
    shown = [file.title for file in response.context["page_obj"].object_list]
    assert response.status_code == 200 and sorted(shown) == found


@pytest.mark.parametrize("size", [2, 30])
def test_choices_of_the_list_cost_the_same_however_long(
    client_for, stranger, learner, course, size, django_assert_max_num_queries
):
    topic = Topic.objects.create(name="Interviews", slug="interviews")
    for n in range(size):
        builders.shared_file(learner, f"File {n}", topics=[topic], course_key=course.key)
    client = client_for(stranger)
    query = f"topic=interviews&kind=document&course={course.slug}&q=file"
    query += f"&institution={learner.institution.kind}"
    client.get(f"{url('files')}?{query}")
    with django_assert_max_num_queries(10):
        page = client.get(f"{url('files')}?{query}").content.decode()
    assert f"{size} files" in page


@pytest.mark.parametrize("size", [1, 12])
def test_a_file_costs_the_same_however_many_versions(
    client_for, stranger, learner, size, django_assert_max_num_queries
):
    file = builders.shared_file(learner)
    for n in range(size):
        builders.new_version(file, f"{n}")
    client = client_for(stranger)
    client.get(file.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(file.get_absolute_url())


# Its owner


def test_a_person_s_data_tells_of_their_files(learner, other_learner):
    file = builders.shared_file(learner)
    (row,) = everything_of(learner)["shared_files"]
    assert row["title"] == "Interview sheet" and row["address"] == file.get_absolute_url()
    assert row["versions"][0]["name"] == "sheet.txt"
    assert everything_of(other_learner)["shared_files"] == []


def test_a_deleted_account_leaves_what_others_may_pass_on(learner, client_for, stranger):
    free = builders.shared_file(learner, "Free")
    reserved = builders.shared_file(learner, "Reserved", license="reserved")
    learner.erase()
    client = client_for(stranger)
    page = client.get(free.get_absolute_url())
    assert page.status_code == 200 and "Former member" in page.content.decode()
    assert client.get(reserved.get_absolute_url()).status_code == 410


def test_looking_is_all_that_get_does(as_learner, known):
    file = builders.shared_file(known)
    builders.new_version(file)
    for name in ("withdraw_file", "replace_file", "edit_file"):
        assert as_learner.get(url(name, file.pk)).status_code == 200
    assert as_learner.get(url("remove_version", file.pk, 1)).status_code == 200
    file.refresh_from_db()
    assert file.is_published and file.versions.filter(withdrawn_at=None).count() == 2


def test_what_is_shared_stands_in_the_activity_of_who_may_see_it(
    client_for, client, stranger, learner, course
):
    builders.shared_file(learner, "For members")
    builders.shared_file(learner, "For some", visibility="enrolled", course_key=course.key)
    builders.shared_file(learner, "Not seen yet", state="held")
    page = client_for(stranger).get(url("feed")).content.decode()
    assert "Shared the file" in page and "For members" in page
    assert "For some" not in page and "Not seen yet" not in page
    assert "For members" not in client.get(url("feed")).content.decode()


def test_a_bookmark_of_a_file_outlives_it(client_for, stranger, learner):
    file = builders.shared_file(learner)
    client = client_for(stranger)
    assert "Interview sheet" in client.get(file.get_absolute_url()).content.decode()
    client.post(url("toggle_bookmark", "file", file.pk), {"keep": "1"})
    assert "No longer available" not in client.get(url("bookmarks")).content.decode()
    file.withdraw()
    page = client.get(url("bookmarks")).content.decode()
    assert "Interview sheet" in page and "No longer available" in page


def test_a_search_of_the_site_finds_what_one_may_see(client_for, client, stranger, learner, course):
    builders.shared_file(learner, "Zeppelin for members")
    builders.shared_file(learner, "Zeppelin for some", visibility="enrolled", course_key=course.key)
    builders.shared_file(learner, "Zeppelin not seen yet", state="held")
    address = f"{reverse('community:search')}?q=zeppelin"
    page = client_for(stranger).get(address).content.decode()
    assert "for members" in page and "for some" not in page and "not seen yet" not in page
    assert "for members" not in client.get(address).content.decode()
