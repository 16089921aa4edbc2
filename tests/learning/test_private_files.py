"""Documents and recordings go to those who may read a lesson that uses them."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from courses.models import CourseDocument, CourseMedia
from tests import builders


@pytest.fixture
def document(db):
    return CourseDocument.objects.create(
        title="Tally sheet", file=ContentFile(b"a,b\n1,2\n", "tally.csv")
    )


@pytest.fixture
def video(db):
    return CourseMedia.objects.create(
        title="Clip",
        type="video",
        file=ContentFile(b"film", "clip.mp4"),
        captions=ContentFile(b"WEBVTT\n\n00:00.000 --> 00:01.000\nA post.\n", "clip.vtt"),
    )


@pytest.fixture
def lesson_with_files(lessons, document, video, django_capture_on_commit_callbacks):
    # Wagtail notes which page uses which file in a task that follows the commit.
    with django_capture_on_commit_callbacks(execute=True):
        return make_lesson_with_files(lessons, document, video)


def make_lesson_with_files(lessons, document, video):
    return builders.make_lesson(
        lessons[0].get_parent(),
        "With files",
        [
            {
                "type": "download",
                "id": "22222222-2222-4222-8222-222222222222",
                "value": {
                    "document": document.pk,
                    "title": "Tally sheet",
                    "description": "",
                    "accessible_alternative": "",
                },
            },
            {
                "type": "video",
                "id": "33333333-3333-4333-8333-333333333333",
                "value": {"video": video.pk, "title": "Clip", "transcript": "<p>A post.</p>"},
            },
        ],
    )


@pytest.fixture
def urls(document, video):
    return [
        document.url,
        reverse("learning:media", args=[video.pk]),
        reverse("learning:captions", args=[video.pk]),
    ]


def test_the_enrolled_get_them(as_learner, enrollment, lesson_with_files, urls):
    bodies = [b"".join(as_learner.get(url).streaming_content) for url in urls]
    assert bodies[0] == b"a,b\n1,2\n"
    assert bodies[1] == b"film"
    assert bodies[2].startswith(b"WEBVTT")


def test_strangers_and_visitors_do_not(client, client_for, other_learner, lesson_with_files, urls):
    for browser in (client, client_for(other_learner)):
        assert [browser.get(url).status_code for url in urls] == [404] * 3


def test_those_who_left_do_not(as_learner, enrollment, lesson_with_files, urls):
    enrollment.leave()
    assert [as_learner.get(url).status_code for url in urls] == [404] * 3


def test_an_open_lessons_files_are_open(client, lesson_with_files, urls):
    lesson_with_files.open_to_all = True
    builders.publish(lesson_with_files)
    assert [client.get(url).status_code for url in urls] == [200] * 3


def test_files_of_no_lesson_are_for_the_cms_only(client_for, learner, admin, document):
    assert client_for(learner).get(document.url).status_code == 404
    assert client_for(admin).get(document.url).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "body", "named"),
    [
        ("bytes=0-", 206, b"film", "bytes 0-3/4"),
        ("bytes=1-2", 206, b"il", "bytes 1-2/4"),
        ("bytes=2-99", 206, b"lm", "bytes 2-3/4"),
        ("bytes=-1", 206, b"m", "bytes 3-3/4"),
        ("bytes=4-", 416, b"", "bytes */4"),
        ("bytes=2-1", 200, b"film", None),
        ("bytes=0-0,2-2", 200, b"film", None),
        ("lines=1-2", 200, b"film", None),
    ],
)
def test_a_player_gets_the_stretch_it_asks_for(
    as_learner, enrollment, lesson_with_files, urls, asked, status, body, named
):
    response = as_learner.get(urls[1], headers={"Range": asked})
    assert (response.status_code, response.getvalue()) == (status, body)
    assert response.headers.get("Content-Range") == named
    assert int(response["Content-Length"]) == len(body)


def test_a_stretch_of_another_version_is_not_given(as_learner, enrollment, lesson_with_files, urls):
    headers = {"Range": "bytes=1-2", "If-Range": '"older"'}
    assert as_learner.get(urls[1], headers=headers).status_code == 200


def test_no_stretch_for_strangers(client, lesson_with_files, urls):
    assert client.get(urls[1], headers={"Range": "bytes=0-1"}).status_code == 404


def test_the_lesson_shows_them(as_learner, enrollment, lesson_with_files, urls):
    page = as_learner.get(lesson_with_files.get_url()).content.decode()
    assert all(url in page for url in urls)
    assert "<track" in page
    assert 'preload="none"' in page
    assert "autoplay" not in page
