"""Chromium, started once for each worker, and the watch over every page it opens.

Whatever the browser complains about fails the test: errors in the console, broken
scripts, what the content security policy refuses, a request to any other host.
"""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import BrowserContext, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from coursesite.demo import load
from tests.limits import stood_still

from .chromium import PATIENCE, Chromium, Profile
from .world import World

HERE = Path(__file__).parent
CHROMIUM = pytest.StashKey[Chromium]()


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    replace_what_stands_still(item.session)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item):
    replace_what_stands_still(item.session)


def replace_what_stands_still(session):
    """A browser in which a test ran out of time may keep the next one waiting too."""
    if session.stash.get(stood_still, False) and CHROMIUM in session.stash:
        session.stash[stood_still] = False
        session.stash[CHROMIUM].kill()


@pytest.fixture(scope="session")
def chromium(request):
    if not finders.find("fonts/atkinson-regular-latin.woff2"):
        pytest.fail("The fonts are missing. Run script/setup, which cuts them.")
    # Playwright keeps an event loop in this thread; Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = Chromium(playwright, os.environ.get("CHROMIUM") or "/usr/bin/chromium")
        request.session.stash[CHROMIUM] = browser
        yield browser
        browser.close()


class Watch:
    """What went wrong in the pages of one test."""

    def __init__(self):
        self.complaints = []
        self.tolerated = []

    def tolerate(self, pattern):
        """Expect complaints that match, such as the 409 of a conflict that the test makes."""
        self.tolerated.append(re.compile(pattern))

    def over(self, opened, host):
        """Listen to a browser's profile, or to one page alone."""
        error = "weberror" if isinstance(opened, BrowserContext) else "pageerror"
        opened.on("console", self._console)
        opened.on(error, lambda found: self._script(getattr(found, "error", found)))
        opened.on("request", lambda request: self._request(request.url, host))

    def _script(self, error):
        self.complaints.append(f"script: {error}")

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.page and message.page.url}: {message.text}")

    def _request(self, url, host):
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != host:
            self.complaints.append(f"asked another host: {url}")

    def found(self):
        """The complaints that nobody expected; asked once, they are forgotten."""
        found = [
            text
            for text in self.complaints
            if not any(pattern.search(text) for pattern in self.tolerated)
        ]
        self.complaints.clear()
        return found


@pytest.fixture
def watch():
    watch = Watch()
    yield watch
    assert watch.found() == []


@pytest.fixture
def session_cookie(client_for):
    """The cookie with which a browser is signed in as this person."""

    def make(user):
        cookie = client_for(user).cookies[django_settings.SESSION_COOKIE_NAME]
        return {"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}

    return make


@pytest.fixture
def browse(chromium, watch, session_cookie):
    """Open a page in a browser profile of its own, already signed in if a person is named."""
    contexts = []

    def open_page(server, user=None, *, width=1280, theme="light", scripts=True, **options):
        context = chromium.new_context(
            base_url=server.url,
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            java_script_enabled=scripts,
            locale="en-US",
            accept_downloads=True,
            **options,
        )
        contexts.append(context)
        watch.over(context, urlsplit(server.url).netloc)
        if user is not None:
            context.add_cookies([session_cookie(user)])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def profile(chromium, demonstration):
    """One profile for all screens of a file."""
    profile = Profile(
        chromium, base_url=demonstration[0].url, locale="en-US", reduced_motion="reduce"
    )
    yield profile
    profile.close()


@pytest.fixture
def window(profile, demo, watch):
    """A window of the profile in which nobody is signed in and nothing is stored."""
    page = profile.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    watch.over(page, urlsplit(demo.url).netloc)
    yield page
    if page.is_closed():
        return
    if page.url.startswith(demo.url):
        page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.close()
    profile.forget()


@pytest.fixture(scope="package")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration, loaded once for the tests that look at it, and a server that shows it.

    Tests that use it name no fixture of pytest-django's: it runs them last, after
    those that empty the database.
    """
    surroundings = {
        "DEMO": True,
        "ROOT_URLCONF": "tests.browser.demo_urls",
        "MEDIA_ROOT": tmp_path_factory.mktemp("demonstration"),
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
    }
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
        cache.clear()
        quick = {
            "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
            "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
            "TASKS": {
                "default": {
                    "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
                    "QUEUES": [],
                }
            },
        }
        with override_settings(**surroundings, **quick):
            load()
            world = World()
        server = LiveServer("localhost")
        yield server, world, surroundings
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def demo(demonstration, settings):
    """The running demonstration's server."""
    server, _world, surroundings = demonstration
    for name, value in surroundings.items():
        setattr(settings, name, value)
    settings.EMAIL_FILE_PATH = settings.DEMO_MAIL_DIR
    return server


@pytest.fixture
def world(demonstration, demo):
    return demonstration[1]
