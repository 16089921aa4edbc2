"""How much of a file is read, by who sends it and where."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.accounts.test_profile import FIELDS

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024


@pytest.fixture
def small(settings):
    settings.UPLOAD_LIMIT = MEGABYTE


def send(client, address, size):
    file = SimpleUploadedFile("photo.jpg", b"a" * size)
    return client.post(address, {**FIELDS, "new_photo": file}).wsgi_request


def test_a_file_within_the_limit_is_read(as_learner, site, small):
    request = send(as_learner, reverse("account_profile"), MEGABYTE)
    assert request.FILES["new_photo"].size == MEGABYTE
    assert not hasattr(request, "upload_refused")


def test_a_larger_one_is_not_and_the_words_before_it_are(as_learner, site, small):
    request = send(as_learner, reverse("account_profile"), 2 * MEGABYTE)
    assert request.upload_refused and not request.FILES
    assert request.POST["display_name"] == FIELDS["display_name"]


def test_who_works_in_the_cms_sends_recordings(client_for, admin, site, small):
    request = send(client_for(admin), reverse("account_profile"), 2 * MEGABYTE)
    assert request.FILES["new_photo"].size == 2 * MEGABYTE


def test_nobody_signed_out_sends_any(client, site, small):
    request = send(client, reverse("account_login"), 10)
    assert request.upload_refused and not request.FILES
