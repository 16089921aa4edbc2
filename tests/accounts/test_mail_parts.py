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

from accounts.mail.browser_names import browser_named
from accounts.mail.drawing import Part, drawn, parts_of
from accounts.mail.letters import Entry
from accounts.models import MailSettings

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


SENTENCE = "Bo Okafor replied to you in “What can you see from your desk?”"
QUESTION = "Tomás asks: Do you let employers in?"
ONE = Entry(SENTENCE, f"{SITE}/one/", 2, (("Not yet", f"{SITE}/one/?answer=1"),))
TWO = Entry(QUESTION, f"{SITE}/two/")
ENDS = {
    "settings_url": f"{SITE}/settings/",
    "notifications_url": f"{SITE}/notifications/",
    "unsubscribe_url": f"{SITE}/stop/",
    "mute_url": f"{SITE}/mute/",
    "reasons": ["Somebody replied to you", "Somebody named you"],
    "heading": "Somebody replied to you",
}
# What may be ended, and the invitation: (templates, what they are told).
OTHERS = {
    "one notice": ("accounts/mail/notice", {"entries": [ONE], "only": ONE, "count": 3, **ENDS}),
    "notices": ("accounts/mail/notice", {"entries": [ONE, TWO], "only": None, "count": 4, **ENDS}),
    "digest": ("accounts/mail/digest", {
        "sections": [("A question you can answer", [TWO]), ("Also new for you", [ONE])],
        "lead": QUESTION, "wishes": MailSettings(), **ENDS,
    }),
    "invitation": ("learning/mail/invitation", {
        "institution": "Northgate Technical Institute", "course": "Beyond the Job Board",
        "inviter": "Priya Raman", "invitation_url": f"{SITE}/invitation/",
        "expires_at": timezone.now(),
    }),
}  # fmt: skip
WITHOUT_THE_SITES_NAME = {"one notice", "invitation"}


class Drawn(NamedTuple):
    subject: str
    body: str
    html: str


def every_mail():
    templates = django_settings.BASE_DIR / "templates"
    for folder in ("account/email", "mfa/email"):
        for path in sorted((templates / folder).glob("*_subject.txt")):
            yield f"{folder}/{path.name.removesuffix('_subject.txt')}"
    yield from OTHERS


def test_no_mail_is_left_out():
    found = {
        str(path.relative_to(django_settings.BASE_DIR / "templates")).removesuffix("_subject.txt")
        for path in (django_settings.BASE_DIR / "templates").rglob("*_subject.txt")
    }
    assert found == {OTHERS[name][0] if name in OTHERS else name for name in every_mail()}


@pytest.fixture(params=every_mail())
def message(request, site, rf, settings):
    templates = copy.deepcopy(django_settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = MISSING
    settings.TEMPLATES = templates
    settings.SITE_URL = SITE
    if request.param in OTHERS:
        return Drawn(*drawn(*OTHERS[request.param]))
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


def test_it_says_what_it_is_about_and_who_sends_it(message, request):
    assert message.subject.strip() and MISSING not in message.subject
    name = request.node.callspec.params["message"]
    assert ("Common Thread" in message.subject) != (name in WITHOUT_THE_SITES_NAME)
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
        said = re.sub(rf"(\?|:) {SITE}\S*$", lambda found: found[1].strip(":"), line)
        assert said.strip("-").strip() in words, line


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


def small_print(html):
    return html.partition('class="sheet"')[2].partition("</div>")[2]


def test_why_it_came_and_how_to_end_it_is_small_print_below_the_sheet(site, settings):
    settings.SITE_URL = SITE
    for name in ("one notice", "notices", "digest"):
        html = drawn(*OTHERS[name])[2]
        assert f'href="{SITE}/stop/"' in small_print(html)
        assert f'href="{SITE}/settings/"' in small_print(html)
        assert f"{SITE}/one/" not in small_print(html)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0"
         " Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
         " Chrome/131.0 Safari/537.36 Edg/131.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
         " like Gecko) Version/18.1 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0",
         "Firefox on Android"),
        ("curl/8.5", "curl/8.5"),
        ("x" * 300, "x" * 99 + "…"),
        ("", "an unnamed browser"),
    ],
)  # fmt: skip
def test_a_browser_is_called_by_its_name(line, name):
    assert browser_named(line) == name
