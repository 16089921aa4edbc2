"""Photos of people."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from .test_profile import FIELDS

pytestmark = pytest.mark.django_db


def picture(kind="JPEG", size=(900, 600), color="teal", **options):
    made = io.BytesIO()
    Image.new("RGB", size, color).save(made, kind, **options)
    return made.getvalue()


@pytest.fixture
def upload(as_learner, site, django_capture_on_commit_callbacks):
    def send(content, name="me.jpg", **fields):
        file = SimpleUploadedFile(name, content, "image/jpeg")
        data = {**FIELDS, **fields, "new_photo": file}
        with django_capture_on_commit_callbacks(execute=True):
            return as_learner.post(reverse("account_profile"), data)

    return send


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_becomes_a_512_pixel_square(upload, learner, kind):
    upload(picture(kind))
    learner.refresh_from_db()
    with Image.open(learner.photo.path) as stored:
        assert (stored.format, stored.size) == ("JPEG", (512, 512))


def test_place_and_comments_stay_behind(upload, learner):
    exif = Image.Exif()
    exif[0x010E] = "Taken at home"
    exif[0x8825] = {1: "N", 2: (51.0, 3.0, 1.0)}
    upload(picture(exif=exif, comment=b"secret"))
    learner.refresh_from_db()
    with Image.open(learner.photo.path) as stored:
        assert not dict(stored.getexif())
        assert "comment" not in stored.info
    assert b"Taken at home" not in learner.photo.open().read()


def test_a_turned_picture_is_set_upright(upload, learner):
    made = io.BytesIO()
    half = Image.new("RGB", (400, 400), "white")
    half.paste("black", (0, 0, 400, 200))
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    half.save(made, "JPEG", exif=exif)
    upload(made.getvalue())
    learner.refresh_from_db()
    with Image.open(learner.photo.path) as stored:
        assert stored.getpixel((256, 20))[0] > 200
        assert stored.getpixel((256, 500))[0] < 50


def flood():
    """A PNG of 30,000 by 30,000 pixels in a few hundred bytes."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (SVG, "me.svg", "not a JPEG"),
        (SVG, "me.jpg", "not a JPEG"),
        (b"<html><script>alert(1)</script>", "me.png", "not a JPEG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "me.jpg", "not a JPEG"),
        (picture("GIF"), "me.gif", "not a JPEG"),
        (picture("TIFF"), "me.jpg", "not a JPEG"),
        (picture()[:400], "me.jpg", "not a JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "me.png", "not a JPEG"),
        (b"", "me.jpg", "empty"),
        (flood(), "me.png", "too many pixels"),
        (picture() + b"\0" * (2 * 1024 * 1024), "me.jpg", "larger than 2 MB"),
    ],
)
def test_what_is_not_a_plain_picture_is_refused(upload, learner, content, name, reason):
    html = upload(content, name, role_at_work="Director").content.decode()
    assert reason in html
    assert "Director" in html
    learner.refresh_from_db()
    assert not learner.photo


def test_its_address_says_nothing(upload, learner):
    upload(picture(), "amara-delgado-home.jpg")
    learner.refresh_from_db()
    folder, _, name = learner.photo.name.partition("/")
    assert folder == "people"
    assert name.endswith(".jpg")
    assert len(name) == 36
    assert "amara" not in name


def test_a_new_one_replaces_the_file_and_removing_deletes_it(
    upload, learner, as_learner, django_capture_on_commit_callbacks
):
    upload(picture())
    learner.refresh_from_db()
    first = learner.photo
    upload(picture(color="plum"))
    learner.refresh_from_db()
    assert not first.storage.exists(first.name)
    second = learner.photo
    assert second.storage.exists(second.name)
    with django_capture_on_commit_callbacks(execute=True):
        as_learner.post(reverse("account_profile"), {**FIELDS, "remove_photo": "on"})
    learner.refresh_from_db()
    assert not learner.photo
    assert not second.storage.exists(second.name)


def test_saving_the_profile_without_a_photo_keeps_the_one_there(upload, learner, as_learner):
    upload(picture())
    learner.refresh_from_db()
    name = learner.photo.name
    as_learner.post(reverse("account_profile"), FIELDS)
    learner.refresh_from_db()
    assert learner.photo.name == name
