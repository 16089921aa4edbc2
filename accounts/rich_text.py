"""The one cleaner: what people write, as HTML that is safe to show.

What must stay true: the result holds only the tags and attributes named here;
a link leads to http, https or mailto and carries ``rel``; no input, however
hostile, costs more than a moment. Nothing else in the project imports a
sanitizer.
"""

import bleach
import nh3
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

MAX_CHARACTERS = 20_000
# Finding bare addresses costs the square of their number.
MAX_BARE_LINKS = 200

TAGS = {
    "p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}}
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow ugc noopener"

# A writer's headings stand below those of the page.
HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": True})
_markdown.disable("image")
_markdown_with_links = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": True})
_markdown_with_links.disable("image").enable("linkify")


def render_markdown(text):
    """The HTML of a person's Markdown, safe to put into a page.

    Raw HTML in it is shown as typed. Beyond ``MAX_CHARACTERS`` it is cut, with
    an ellipsis that says so.
    """
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS] + "…"
    cleaned = bleach.clean(
        _to_html(text),
        tags=TAGS,
        attributes={tag: list(names) for tag, names in ATTRIBUTES.items()},
        protocols=SCHEMES,
        strip=True,
    )
    cleaned = nh3.clean(
        cleaned,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_only_full_addresses,
        url_schemes=SCHEMES,
        link_rel=REL,
    )
    return mark_safe(cleaned)  # noqa: S308 - this is the cleaner


def _to_html(text):
    bare = text.count("//") + text.count("mailto:")
    parser = _markdown_with_links if bare <= MAX_BARE_LINKS else _markdown
    tokens = parser.parse(text)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
    return parser.renderer.render(tokens, parser.options, {})


def _only_full_addresses(tag, attribute, value):
    """Drop what a browser would complete by itself, as //elsewhere.example or /here."""
    if attribute == "href" and value.partition(":")[0].lower() not in SCHEMES:
        return None
    return value
