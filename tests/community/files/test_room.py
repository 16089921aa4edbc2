"""How much room everybody has."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from community.files import forms as file_forms
from community.models import FileVersion, SharedFile
from community.models import files as files_module
from community.models.files import NoRoom, room_left
from tests import builders

from .sheets import DATA, send, text_file, url

pytestmark = pytest.mark.django_db


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
