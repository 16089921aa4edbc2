"""How the text of a mail is drawn as HTML.

There is one wording, the text's. Its paragraphs become the HTML's; a code that stands
alone becomes large; lines that read "What you do: https://…" become a button and, after
the first, links. Only addresses of this site are linked, so nothing that a person typed
can become a link in our name.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A paragraph, a code, a button or a link of a mail."""

    kind: str
    text: str
    url: str = ""


def parts_of(text, *, code, site_url):
    """The parts of a mail in their order, the sender's two last lines aside."""
    parts, has_button = [], False
    for paragraph in text.split("\n\n"):
        paragraph = paragraph.strip()
        lines = paragraph.splitlines()
        links = [_link(line, site_url) for line in lines]
        if code and paragraph == code:
            parts.append(Part("code", paragraph))
        elif lines and all(links):
            for label, url in links:
                parts.append(Part("link" if has_button else "button", label, url))
                has_button = True
        elif lines and lines[-1] != site_url:
            parts.append(Part("text", paragraph))
    return parts


def _link(line, site_url):
    """What the line leads to, as (label, address); None if it is no such line."""
    label, colon, url = line.partition(": ")
    if colon and url.startswith(f"{site_url}/") and " " not in url:
        return label, url
    return None
