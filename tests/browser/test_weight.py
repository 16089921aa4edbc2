"""What a first visit weighs: an empty cache, static files as they are served, a lesson's worst.

Counted are the bytes that come over the wire, headers included, with every picture of the
page scrolled into view.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from accounts import drawing
from courses.models import CoursePage, LessonPage
from coursesite.demo import FOLDER
from learning.models import Enrollment
from tests import builders

from .steps import wait_in_page

MOST_BYTES, MOST_REQUESTS, MOST_SCRIPT = 90_000, 9, 25_000
HEAVIEST = 2  # lessons that are weighed

# The CMS's own files: nobody who learns loads them, and hashing them takes seconds.
NOT_OURS = ["wagtail*", "ext"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The settings for a folder of static files, collected as script/server does it."""
    hashed = {
        "STATIC_ROOT": tmp_path_factory.mktemp("static"),
        "WHITENOISE_AUTOREFRESH": False,
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "coursesite.staticfiles.HashedFilesStorage"},
        },
    }
    with override_settings(**hashed):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_OURS)
    return hashed


@pytest.fixture
def server(demo, settings, collected):
    """The demonstration behind WhiteNoise and the whole middleware."""
    for name, value in collected.items():
        setattr(settings, name, value)
    drawing.empty()  # with the files' other names
    server = LiveServer("localhost", start=False)
    # Ours, in place of the handler that serves static files from their sources.
    server.thread.static_handler = lambda _handler: WSGIHandler()
    server.start()
    yield server
    server.stop()
    drawing.empty()


@pytest.fixture
def lessons(world):
    """Every lesson that the demonstration's files make."""
    slugs = [path.parent.name for path in FOLDER.glob("*/course.yaml")]
    courses = CoursePage.objects.filter(slug__in=slugs)
    assert world.course in courses
    return [lesson for course in courses for lesson in LessonPage.objects.in_course(course.path)]


@pytest.fixture
def reader(lessons):
    """Somebody who has just enrolled in everything."""
    person = builders.make_person("Amara Delgado-Lindqvist", "first-visit@example.org")
    for course in {lesson.get_parent().get_parent().specific for lesson in lessons}:
        Enrollment.objects.create(user=person, course=course, course_key=course.key)
    yield person
    Enrollment.objects.filter(user=person).delete()
    person.delete()


@dataclass
class Request:
    url: str
    kind: str
    size: int = 0
    headers: dict = field(default_factory=dict)
    finished: bool = False

    def __str__(self):
        return f"{self.size:>8} {self.kind:<10} {self.url}"


class Visit:
    """Everything that a page asks for, by the browser's own count."""

    def __init__(self, page, url):
        self.page, self.url = page, url
        self._requests = {}
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")
        page.goto(url, wait_until="networkidle")
        for picture in page.locator("main img").all():
            picture.scroll_into_view_if_needed()
        self.settle()

    def settle(self):
        wait_in_page(self.page, "[...document.images].every((image) => image.complete)")
        self.page.evaluate("document.fonts.ready.then(() => true)")
        for _ in range(100):
            if all(request.finished for request in self.requests):
                break
            self.page.wait_for_timeout(50)

    def _asked(self, event):
        # What reading sends after a while, the place reached, is no part of the page.
        request = event["request"]
        if request["method"] == "GET" and not request["url"].startswith("data:"):
            self._requests[event["requestId"]] = Request(request["url"], event["type"])

    def _answered(self, event):
        if request := self._requests.get(event["requestId"]):
            headers = event["response"]["headers"]
            request.headers = {name.lower(): value for name, value in headers.items()}

    def _finished(self, event):
        if request := self._requests.get(event["requestId"]):
            request.size, request.finished = event["encodedDataLength"], True

    @property
    def requests(self):
        return list(self._requests.values())

    @property
    def size(self):
        return sum(request.size for request in self.requests)

    @property
    def script(self):
        return sum(request.size for request in self.requests if request.kind == "Script")

    def __str__(self):
        lines = "\n".join(map(str, self.requests))
        return (
            f"{self.url}: {self.size} bytes, {len(self.requests)} requests,"
            f" {self.script} bytes of script\n{lines}"
        )

    def hold_to_the_limits(self, host):
        urls = [request.url for request in self.requests]
        # Each course in a list brings a cover: that is for the bytes to limit.
        counted = [url for url in urls if "/images/cover" not in url]
        assert all(request.finished and request.size for request in self.requests), str(self)
        assert self.size <= MOST_BYTES, str(self)
        assert len(counted) <= MOST_REQUESTS, str(self)
        assert self.script <= MOST_SCRIPT, str(self)
        assert {urlsplit(url).netloc for url in urls} == {host}, str(self)
        assert len(set(urls)) == len(urls), f"fetched twice: {self}"


def guess(lesson):
    """Roughly what a lesson weighs, to find the heaviest without showing them all."""
    kinds = [block.block_type for block in lesson.body]
    text = str(list(lesson.body.raw_data))
    pictures = 16_000 * (kinds.count("picture") + kinds.count("video"))
    return pictures + 8_000 * bool(re.search("<(i|em)>", text)) + len(text) / 4


def test_the_heaviest_lessons_are_within_the_limits(browse, server, reader, lessons):
    host = urlsplit(server.url).netloc
    for lesson in sorted(lessons, key=guess)[-HEAVIEST:]:
        page = browse(server, reader)
        visit = Visit(page, lesson.get_url())
        assert any(request.kind == "Image" for request in visit.requests), str(visit)
        visit.hold_to_the_limits(host)
        sized = "(image) => image.getAttribute('width') && image.getAttribute('height')"
        assert page.evaluate(f"[...document.images].every({sized})"), "the text would jump"


def test_what_is_fetched_to_answer_is_within_them_too(browse, server, reader, world):
    page = browse(server, reader)
    visit = Visit(page, world.lesson(1))
    assert "htmx" not in str(visit)
    with page.expect_response(re.compile("htmx")):
        page.locator("form[hx-post] input:not([type=hidden])").first.focus()
    visit.settle()
    assert "htmx" in str(visit)
    assert visit.script <= MOST_SCRIPT, str(visit)


def test_files_come_compressed_and_are_kept_for_good(browse, server, reader, world):
    visit = Visit(browse(server, reader), world.lesson(1))
    document, *others = visit.requests
    assert document.headers["content-encoding"] == "gzip"
    assert "no-store" in document.headers["cache-control"]
    files = [request for request in others if "/static/" in request.url]
    assert {request.kind for request in files} == {"Stylesheet", "Script", "Font"}
    for request in files:
        assert "immutable" in request.headers["cache-control"], str(request)
        if request.kind != "Font":
            assert request.headers["content-encoding"] == "br", str(request)


def test_the_pages_on_the_way_there_are_within_the_limits(browse, server, reader, world):
    host = urlsplit(server.url).netloc
    for url in ("/", "/courses/", world.course.get_url(), "/learning/"):
        Visit(browse(server, reader), url).hold_to_the_limits(host)
