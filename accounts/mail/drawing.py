"""How the text of a mail is drawn as HTML.

There is one wording, the text's. Its paragraphs become the HTML's; a code that stands
alone becomes large; lines that read "What you do: https://…" or "What is asked? https://…"
become a button and, after the first, links; below a line that is underlined with dashes,
which is a heading, they become a list. Dashes by themselves begin the small print. Only
addresses of this site are linked, so nothing that a person typed can become a link in our
name.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from accounts.models.brand import current_look

UNDERLINE = "---"
EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Part:
    """A paragraph, a code, a button, a link, a heading or a list of links of a mail."""

    kind: str
    text: str = ""
    url: str = ""
    links: tuple = ()


def drawn(prefix, context):
    """The subject, the text and the HTML of the mail whose templates begin so.

    Links are built from ``SITE_URL``, never from what the browser says the host is.
    """
    look = current_look()
    own = {"site_name": look.site_name, "site_url": settings.SITE_URL, "accent": look.shades}
    context = {**context, **own}
    subject = on_one_line(render_to_string(f"{prefix}_subject.txt", context))
    text = render_to_string(f"{prefix}_message.txt", context).strip()
    text = EMPTY_LINES.sub("\n\n", text)
    said, _dashes, small = text.partition(f"\n\n{UNDERLINE}\n\n")
    parts = parts_of(said, code=context.get("code"), site_url=settings.SITE_URL)
    small_print = parts_of(small, code=None, site_url=settings.SITE_URL)
    drawing = {"subject": subject, "parts": parts, "small_print": small_print}
    html = render_to_string("account/email/message.html", {**context, **drawing})
    return subject, f"{text}\n", html


def on_one_line(text):
    return " ".join(text.split())


def parts_of(text, *, code, site_url):
    """The parts of a mail in their order, the sender's two last lines aside."""
    parts, has_button = [], False
    for paragraph in text.split("\n\n"):
        paragraph = paragraph.strip()
        lines = paragraph.splitlines()
        links = [_link(line, site_url) for line in lines]
        below_heading = bool(parts) and parts[-1].kind == "heading"
        if code and paragraph == code:
            parts.append(Part("code", paragraph))
        elif len(lines) == 2 and lines[1] == UNDERLINE:
            parts.append(Part("heading", lines[0]))
        elif lines and all(links) and below_heading:
            parts.append(Part("list", links=tuple(links)))
        elif lines and all(links):
            for label, url in links:
                parts.append(Part("link" if has_button else "button", label, url))
                has_button = True
        elif lines and lines[-1] != site_url:
            parts.append(Part("text", paragraph))
    return parts


def _link(line, site_url):
    """What the line leads to, as (label, address); None if it is no such line."""
    label, _space, url = line.rpartition(" ")
    if label.endswith((":", "?")) and url.startswith(f"{site_url}/"):
        return label.removesuffix(":"), url
    return None
