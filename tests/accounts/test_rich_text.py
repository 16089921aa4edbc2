"""The one cleaner of what people write."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from accounts import rich_text
from accounts.rich_text import MAX_CHARACTERS, render_markdown

pytestmark = pytest.mark.without_database

ALLOWED = {
    "p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4",
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("1. one", "<ol>\n<li>one</li>\n</ol>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("`code`", "<p><code>code</code></p>"),
        ("# Mine", "<h3>Mine</h3>"),
        ("###### Mine", "<h4>Mine</h4>"),
        ("😀 مرحبا", "<p>😀 مرحبا</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_html(typed, shown):
    assert render_markdown(typed).strip() == shown


@pytest.mark.parametrize(
    "address", ["https://example.org/a", "http://example.org", "mailto:rosa@example.org"]
)
def test_links_carry_rel(address):
    page = render_markdown(f"[there]({address})")
    assert f'<a href="{address}" rel="nofollow ugc noopener">there</a>' in page


def test_bare_addresses_become_links():
    page = render_markdown("See https://example.org/a.")
    assert '<a href="https://example.org/a" rel="nofollow ugc noopener">' in page


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "javascript:123",
        "java%0ascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
        "//evil.example", "/\\evil.example", "\\\\evil.example", "/courses/", "#top", "ftp://x.y",
    ],
)  # fmt: skip
def test_no_link_leads_anywhere_else(address):
    for typed in (f"[x]({address})", f"[x](<{address}>)", f"<{address}>", f"[x]: {address}\n\n[x]"):
        assert "href" not in render_markdown(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>", "</textarea><script>alert(1)</script>",
        '<img src=x onerror="alert(1)">', "<svg/onload=alert(1)>", "<p style='x'>a</p>",
        "<iframe src='https://evil.example'></iframe>", "<a href='javascript:alert(1)'>x</a>",
        "![x](https://evil.example/p.png)", "![x](x\"onerror=alert(1))", "<!--<script>-->",
        "```html onload=alert(1)\n<script>\n```", "[a](https://x.y \"t' onclick='alert(1)\")",
        "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>", "a\x00<b\x00>",
        "[x](https://x.y/\"onmouseover=\"alert(1))", "&lt;script&gt;", "<![CDATA[<script>]]>",
    ],
)  # fmt: skip
def test_hostile_input_is_only_text(typed):
    page = str(render_markdown(typed))
    tags = re.findall(r"<(/?)([a-z0-9]+)((?:\s+[a-z]+=\"[^\"<>]*\")*)>", page)
    assert page.count("<") == len(tags)  # nothing else in it opens a tag
    for _end, tag, attributes in tags:
        assert tag in ALLOWED
        names = set(re.findall(r"\s([a-z]+)=\"[^\"]*\"", attributes))
        assert names <= ({"href", "title", "rel"} if tag == "a" else set())


def test_the_text_of_a_title_stays_inside_it():
    page = render_markdown("[a](https://x.y \"t' onclick='alert(1)\")")
    assert " onclick=" not in page.replace("title=\"t' onclick='alert(1)\"", "")


@pytest.mark.parametrize(
    "piece", ["> ", "- ", "* ", "[", "![", "*a_", "`", "(", "<", "&", "http://a.", "a@", "ftp://("]
)
def test_hostile_repetition_stays_shallow(piece):
    page = render_markdown(piece * (MAX_CHARACTERS // len(piece)))
    depth = deepest = 0
    for end in re.findall(r"<(/?)(?:blockquote|ul|ol|li|em|strong)>", page):
        depth += -1 if end else 1
        deepest = max(deepest, depth)
    assert deepest <= 40


def test_addresses_without_number_are_not_looked_for(monkeypatch):
    def refuse(*args):
        raise AssertionError("searched")

    monkeypatch.setattr(rich_text._markdown_with_links, "parse", refuse)
    assert "http://a." in render_markdown("http://a." * 500)


def test_beyond_the_cap_it_is_cut_and_says_so():
    page = render_markdown("x" * (MAX_CHARACTERS + 5))
    assert page.count("x") == MAX_CHARACTERS
    assert "…" in page
    assert "…" not in render_markdown("x" * MAX_CHARACTERS)


def test_nothing_else_imports_a_sanitizer():
    importing = [
        str(path.relative_to(settings.BASE_DIR))
        for app in ("accounts", "courses", "coursesite", "learning")
        for path in Path(settings.BASE_DIR, app).rglob("*.py")
        if re.search(r"^\s*(import|from) (bleach|nh3)\b", path.read_text(), re.MULTILINE)
    ]
    assert importing == ["accounts/rich_text.py"]
