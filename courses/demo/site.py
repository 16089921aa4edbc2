"""The front page, the catalog's introduction and the pages of every footer."""

from wagtail.models import Page

from courses.models import CatalogPage, CoursePage, FrontPage, InfoPage

from .files import Source
from .markdown import to_rich_text


def load_site(path, writer):
    """Bring the pages that bootstrap made in line with ``path``, through ``writer``."""
    front = FrontPage.objects.get()
    root = front.get_parent()
    source = Source(path)
    with source:
        for slug, values in source.take("articles", {}).items():
            writer.write(InfoPage, front, slug, _article(path, values), source)
        with Source(f"{path}: front", source.take("front")) as keys:
            values = {
                "headline": keys.take("headline"),
                "lead": keys.take("lead"),
                "body": to_rich_text(keys.take("body")),
                "featured_course": _page(CoursePage, keys, "featured_course"),
            }
            if "featured_article" in keys.values:
                values["featured_article"] = _page(Page, keys, "featured_article")
        writer.write(FrontPage, root, front.slug, values, source)
        with Source(f"{path}: catalog", source.take("catalog")) as keys:
            values = {"intro": keys.take("intro")}
        writer.write(CatalogPage, front, "courses", values, source)
        for slug, text in source.take("pages").items():
            writer.write(InfoPage, front, slug, {"body": to_rich_text(text)}, source)


def _article(path, values):
    with Source(f"{path}: articles", values) as keys:
        return {
            "title": keys.take("title"),
            "search_description": keys.take("teaser"),
            "body": to_rich_text(keys.take("text")),
            "in_footer": False,
        }


def _page(model, keys, name):
    """The page that a key names by its slug."""
    slug = keys.take(name)
    page = model.objects.filter(slug=slug).first()
    if page is None:
        raise keys.error(f"{name}: no page {slug}")
    return page
