"""Every mail that the site sends, in both of its parts."""

import copy
import re
from html.parser import HTMLParser
from typing import NamedTuple

import html5lib
import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context as allauth_context
from django.conf import settings as django_settings
from django.utils import timezone

from accounts.mail.drawing import Part, parts_of

pytestmark = pytest.mark.django_db
SITE = "https://learn.example.edu"
MISSING = "NO-SUCH-VARIABLE"
# What allauth hands over besides the site's own; one dictionary does for all mails.
CONTEXT = {
    "code": "BCDF-GHJK",
    "minutes": 15,
    "signup": True,
    "timestamp": timezone.now(),
    "ip": "192.0.2.1",
    "user_agent": "A browser, see https://elsewhere.example/",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
}


class Drawn(NamedTuple):
    subject: str
    body: str
    html: str


def every_mail():
    templates = django_settings.BASE_DIR / "templates"
    for folder in ("account/email", "mfa/email"):
        for path in sorted((templates / folder).glob("*_subject.txt")):
            yield f"{folder}/{path.name.removesuffix('_subject.txt')}"


@pytest.fixture(params=every_mail())
def message(request, site, rf, settings):
    templates = copy.deepcopy(django_settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = MISSING
    settings.TEMPLATES = templates
    settings.SITE_URL = SITE
    http = rf.get("/")
    with allauth_context.request_context(http):
        return Drawn(*get_adapter(http).render_mail(request.param, "you@example.org", CONTEXT))


class Parsed(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.tags, self.words, self._link = [], [], None
        self.links = {}
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if tag == "a":
            self._link = attrs["href"]

    def handle_endtag(self, tag):
        if tag == "a":
            self._link = None

    def handle_data(self, data):
        self.words.append(data)
        if self._link:
            self.links[self._link] = self.links.get(self._link, "") + data


@pytest.fixture
def html(message):
    return message.html


def test_it_says_what_it_is_about_and_who_sends_it(message):
    assert message.subject.strip() and MISSING not in message.subject
    assert "Common Thread" in message.subject
    assert message.body.startswith("Hello,\n\n")
    assert message.body.endswith(f"\n\nCommon Thread\n{SITE}\n")


def test_no_variable_is_missing(message, html):
    assert MISSING not in message.body + html
    assert not re.search(r"\{[{%]|None\b", message.body + html)


def test_both_parts_lead_to_the_same_places(message, html):
    in_text = set(re.findall(rf"{SITE}\S*", message.body))
    assert set(Parsed(html).links) == in_text


def test_links_say_where_they_lead(html):
    links = Parsed(html).links
    assert all(words == url for url, words in links.items() if url == SITE)
    assert all("http" not in words for url, words in links.items() if url != SITE)
    assert all(len(words.split()) >= 2 for url, words in links.items() if url != SITE)


def test_both_parts_say_the_same(message, html):
    words = " ".join(" ".join(Parsed(html).words).split())
    for line in message.body.splitlines():
        label, _colon, url = line.partition(": http")
        said = label if url.startswith("s://learn") else line
        assert said.strip() in words, line


def test_there_is_one_button_at_most(html):
    assert html.count('class="button"') <= 1


def test_nothing_is_fetched(html):
    tags = Parsed(html).tags
    assert {tag for tag, _attrs in tags}.isdisjoint({"img", "link", "script", "iframe", "base"})
    assert not re.search(r"url\(|@import|\bsrc=", html)


def test_no_text_is_small(html):
    sizes = [int(size) for size in re.findall(r"(?:font(?:-size)?:[^;\"]*?)(\d+)px", html)]
    assert sizes and min(sizes) >= 14


def test_the_html_has_no_errors(html):
    parser = html5lib.HTMLParser()
    parser.parse(html)
    assert parser.errors == []


def test_only_addresses_of_this_site_become_links():
    text = (
        f"Hello,\n\nSee: https://evil.example/\n\nGo: {SITE}/a/\nOr: {SITE}/b/\n\n"
        f"ABCD-EFGH\n\nSite\n{SITE}"
    )
    assert parts_of(text, code="ABCD-EFGH", site_url=SITE) == [
        Part("text", "Hello,"),
        Part("text", "See: https://evil.example/"),
        Part("button", "Go", f"{SITE}/a/"),
        Part("link", "Or", f"{SITE}/b/"),
        Part("code", "ABCD-EFGH"),
    ]


def test_below_a_heading_links_are_a_list():
    text = (
        f"Hello,\n\nNew for you\n---\n\nBo wrote in “a: b”: {SITE}/1/\n\nOther\n---\n\n"
        f"One: {SITE}/2/\nTwo: {SITE}/3/\n\nSee all: {SITE}/4/\n\nNot a\n--\n\nSite\n{SITE}"
    )
    assert parts_of(text, code=None, site_url=SITE) == [
        Part("text", "Hello,"),
        Part("heading", "New for you"),
        Part("list", links=(("Bo wrote in “a: b”", f"{SITE}/1/"),)),
        Part("heading", "Other"),
        Part("list", links=(("One", f"{SITE}/2/"), ("Two", f"{SITE}/3/"))),
        Part("button", "See all", f"{SITE}/4/"),
        Part("text", "Not a\n--"),
    ]
