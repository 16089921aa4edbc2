"""The pages that every footer links: help, contact, privacy, terms."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils import translation

from .models import InfoPage

KEEP_SECONDS = 600


@dataclass(frozen=True)
class FooterPage:
    title: str
    url: str


def footer_pages():
    """The pages in the order of the tree: from the cache, or in one query."""
    pages = cache.get(cache_key())
    if pages is None:
        found = InfoPage.objects.live().filter(in_footer=True).order_by("path").only(
            "title", "url_path", "path", "depth", "locale"
        )  # fmt: skip
        pages = [FooterPage(page.title, page.get_url()) for page in found]
        cache.set(cache_key(), pages, KEEP_SECONDS)
    return pages


def forget_footer():
    cache.delete(cache_key())


def cache_key():
    return f"footer:{translation.get_language()}"
