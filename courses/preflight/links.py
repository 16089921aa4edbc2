"""Links that lead nowhere. Only those inside the site are looked at: a server that asked
every other site for its pages would tell them who writes here, and wait for them."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail import urls as wagtail_urls
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from courses.placeholders import texts_in

from .findings import blocker

LINK = re.compile(r"<a[\s>]")


@dataclass(frozen=True)
class Link:
    page: Page
    block: object
    text: str
    to_page: int | None = None
    to_document: int | None = None
    path: str = ""
    where: str = ""


def link_rules(material):
    own = set(Site.objects.values_list("hostname", flat=True))
    links = list(_links(material, own))
    inside = {page.pk for page in material.pages}
    live = dict(
        Page.objects.filter(pk__in=[link.to_page for link in links if link.to_page]).values_list(
            "pk", "live"
        )
    )
    documents = set(
        get_document_model()
        .objects.filter(pk__in=[link.to_document for link in links if link.to_document])
        .values_list("pk", flat=True)
    )
    addresses = _pages_at({link.path for link in links if link.path})
    for link in links:
        if message := _broken(link, live, inside, documents, addresses):
            yield blocker(link.page, message % link.text, link.block, path=link.where)


def _broken(link, live, inside, documents, addresses):
    if link.to_page:
        if link.to_page not in live:
            return _("The link “%s” leads to a page that is gone. Choose another page.")
        if not live[link.to_page] and link.to_page not in inside:
            return _("The link “%s” leads to a page that is not published. Choose another page.")
    elif link.to_document:
        if link.to_document not in documents:
            return _("The link “%s” leads to a file that is gone. Choose another file.")
    elif link.path and link.path not in addresses:
        return _("The link “%s” leads to no page of this site. Mend its address.")
    return None


def _links(material, own):
    for block in material.all_blocks:
        for html in texts_in({"": block.raw}):
            yield from _in_html(html, own, block.lesson, block)
    course = material.course
    yield from _in_html(str(course.what_you_make), own, course, None, "what_you_make")


def _in_html(html, own, page, block, where=""):
    if not LINK.search(html):
        return
    for found in BeautifulSoup(html, "html.parser").find_all("a"):
        text = found.get_text(" ", strip=True)
        kind, pk = found.get("linktype"), found.get("id", "")
        if kind in ("page", "document"):
            number = int(pk) if pk.isdecimal() else -1
            yield Link(page, block, text, **{f"to_{kind}": number}, where=where)
        elif path := _own_path(found.get("href", ""), own):
            yield Link(page, block, text, path=path, where=where)


def _own_path(address, own):
    """The path of an address inside this site; "" of one elsewhere, or on this page."""
    parts = urlsplit(address)
    if parts.netloc and parts.hostname not in own:
        return ""
    if parts.scheme not in ("", "http", "https"):
        return ""
    return parts.path


def _pages_at(paths):
    """Those of these paths at which there is something to see."""
    if not paths:
        return set()
    there, pages = set(), []
    for path in paths:
        try:
            match = resolve(path if path.endswith("/") else f"{path}/")
        except Resolver404:
            continue
        if match.route.endswith(wagtail_urls.serve_pattern):  # whatever page it is, there or not
            pages.append(path)
        else:
            there.add(path)
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    root = site.root_page.url_path.rstrip("/")
    wanted = {f"{root}/{path.strip('/')}/".replace("//", "/"): path for path in pages}
    live = Page.objects.live().filter(url_path__in=wanted)
    return there | {wanted[url_path] for url_path in live.values_list("url_path", flat=True)}
