"""The pages that every footer links: help, contact, privacy, terms."""

from dataclasses import dataclass

from . import published
from .models import InfoPage


@dataclass(frozen=True)
class FooterPage:
    title: str
    url: str


def footer_pages():
    """The pages in the order of the tree; no query when they are warm."""
    return published.kept(("footer",), _find_pages)


def _find_pages():
    found = InfoPage.objects.live().filter(in_footer=True).order_by("path").only(
        "title", "url_path", "path", "depth", "locale"
    )  # fmt: skip
    return [FooterPage(page.title, page.get_url()) for page in found]
