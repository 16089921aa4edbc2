"""Every page in each of its states, looked at as people with different eyes, screens and
tools meet it: opened once, then in both themes at both widths.

With PICTURES=1, and with script/test --all, pictures are left in var/reports/screenshots/.
"""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import expect

from tests import html

from . import pictures
from .screens import SCREENS, cms
from .screens.screen import BACKEND

AXE = Axe().axe_script
# It would put imported style sheets into the page, which the policy refuses.
AXE_OPTIONS = {"preload": False, "resultTypes": ["violations"]}
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLORS = ["color-contrast", "link-in-text-block"]
WIDE, NARROW, CMS_NARROW = 1280, 320, 390
# A theme has colors of its own and nothing else, so the second shows what colors decide.
THEMES = {"light": EVERYTHING, "dark": COLORS}


@pytest.fixture(scope="session")
def titles():
    """Which path has which title."""
    return {}


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.slug)
def test_page(screen, window, world, watch, titles):
    if screen.status >= 400:
        watch.tolerate(f"status of {screen.status}")
    page = window
    answers = documents_of(page)
    page.context.add_cookies(session_of(screen, world))
    page.goto(screen.path(world))
    if screen.act:
        screen.act(page, world)
    expect(page.locator("body")).to_contain_text(screen.shows, use_inner_text=True)
    assert answers[-1].status == screen.status
    page.wait_for_load_state()  # by then the page's scripts have put the focus where it belongs

    assert html.errors(answers[-1].text()) == []
    assert form_errors(page) == []
    assert_named(page, titles)
    assert_skip_link_comes_first(page)
    for theme, width in looks(page, NARROW):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (theme, width)
        assert violations(page, THEMES[theme]) == [], (theme, width)
    if pictures.WANTED:
        pictures.take(page, screen.slug)


@pytest.mark.parametrize("screen", cms.SCREENS, ids=lambda screen: screen.slug)
def test_cms_page(screen, window, world):
    """Pages of the CMS that are our own, in Wagtail's frame: no part of it is left out."""
    page = window
    answers = documents_of(page)
    page.context.add_cookies(session_of(screen, world))
    page.goto(screen.path(world))
    expect(page.locator("body")).to_contain_text(screen.shows, use_inner_text=True)
    assert answers[-1].status == screen.status
    assert form_errors(page) == []
    assert page.locator("h1").count() == 1
    for theme, width in looks(page, CMS_NARROW):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (theme, width)
        found = violations(page, THEMES[theme])
        if found:  # Wagtail folds its side bar a moment after the window became narrow
            page.wait_for_timeout(1000)
            found = violations(page, THEMES[theme])
        assert found == [], (theme, width)


def looks(page, narrow):
    """The page as it stands, in one look after the other."""
    for width in (WIDE, narrow):
        page.set_viewport_size({"width": width, "height": 800})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            yield theme, width


def session_of(screen, world):
    """The cookies of somebody who has done what the screen needs before."""
    client = Client()
    if screen.person:
        user = world.person(screen.person)
        client.force_login(user, BACKEND)
    if screen.before:
        screen.before(client, world)
    return [
        {"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}
        for cookie in client.cookies.values()
        if cookie.value
    ]


def documents_of(page):
    """A growing list of the pages that were answered, redirections aside."""
    answers = []

    def keep(response):
        request = response.request
        if request.is_navigation_request() and not 300 <= response.status < 400:
            answers.append(response)

    page.on("response", keep)
    return answers


def form_errors(page):
    """Forms that would be refused for want of a token."""
    return page.evaluate(
        """() => [
          ...[...document.querySelectorAll("form[method=post]")]
            .filter((form) => !form.elements.csrfmiddlewaretoken?.value
              && !form.elements.csrfmiddlewaretoken?.length)
            .map((form) => `no token: ${form.action}`),
        ]"""
    )


def assert_named(page, titles):
    """One h1, and a title of the page's own that ends with the site's name."""
    assert page.locator("h1").count() == 1
    title = page.title()
    name, _dash, site = title.rpartition(" – ")
    assert site == "Common Thread" and name.strip(" :–") not in ("", "Error")
    path = urlsplit(page.url).path
    name = name.removeprefix("Error: ")
    assert titles.setdefault(name, path) == path, f"{path} is called {name} too"


def assert_skip_link_comes_first(page):
    """The first press of Tab shows it, unless something on the page asked for the focus."""
    focused = "document.activeElement.matches('body')"
    if page.evaluate(focused):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('a.skip')")
        assert page.locator("a.skip").first.evaluate(
            "link => link.getBoundingClientRect().top >= 0"
        )
        page.evaluate("document.activeElement.blur()")
    else:
        first = "document.querySelector('body a[href], body button, body input, body summary')"
        assert page.evaluate(f"{first}.matches('a.skip')")


def violations(page, rules=EVERYTHING):
    """What axe finds, as (rule, elements); ``rules`` are theirs or groups of theirs."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(
        "options => axe.run(options).then((found) => found.violations)",
        {**AXE_OPTIONS, "runOnly": rules},
    )
    return [
        (rule["id"], rule["help"], [node["target"] for node in rule["nodes"]][:5]) for rule in found
    ]
