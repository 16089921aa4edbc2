"""A page's HTML, and what is wrong with it: by the standard's parser, and by a few of its rules."""

from collections import Counter

import html5lib

ITEMS = {"ul": {"li", "script", "template"}, "ol": {"li", "script", "template"}}
INTERACTIVE = {"a", "button", "select", "textarea", "summary", "label"}
REFERS = ("for", "form", "list", "aria-labelledby", "aria-describedby", "aria-controls")


def body_of(response):
    return response.content.decode()


def line_of(response):
    """The same with one space wherever there are some, for words that may be wrapped."""
    return " ".join(body_of(response).split())


def errors(source):
    """Everything found, as sentences; an empty list for a page without errors."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(source)
    return [*_parse_errors(parser, source), *_id_errors(tree), *_content_errors(tree)]


def _parse_errors(parser, source):
    """Stray and missing tags, attributes given twice, bad nesting: with the line it is in."""
    lines = source.splitlines()
    for (line, _column), code, data in parser.errors:
        where = lines[min(line, len(lines)) - 1].strip()[:120]
        yield f"{code} {data or ''} in: {where}"


def _id_errors(tree):
    ids = Counter(part.get("id") for part in tree.iter() if part.get("id") is not None)
    for name, times in ids.items():
        if times > 1 or not name or name.split() != [name]:
            yield f"id {name!r} stands {times} times"
    for part in tree.iter():
        for attribute in REFERS:
            for name in (part.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute}={name!r} leads nowhere"
        href = part.get("href") or ""
        if part.tag == "a" and href.startswith("#") and href[1:] not in ids:
            yield f"href={href!r} leads nowhere"


def _content_errors(tree):
    for part in tree.iter():
        allowed = ITEMS.get(part.tag)
        if allowed:
            for child in part:
                if isinstance(child.tag, str) and child.tag not in allowed:
                    yield f"<{child.tag}> directly in <{part.tag}>"
        if part.tag in ("a", "button"):
            for inside in part.iter():
                if inside is not part and inside.tag in INTERACTIVE:
                    yield f"<{inside.tag}> in <{part.tag}>"
