"""The front page, the catalog's introduction and the pages of every footer."""

from courses.models import CatalogPage, CoursePage, FrontPage, InfoPage

from .files import Source
from .markdown import to_rich_text


def load_site(path, writer):
    """Bring the pages that bootstrap made in line with ``path``, through ``writer``."""
    front = FrontPage.objects.get()
    root = front.get_parent()
    source = Source(path)
    with source:
        with Source(f"{path}: front", source.take("front")) as keys:
            slug = keys.take("featured_course")
            values = {
                "headline": keys.take("headline"),
                "lead": keys.take("lead"),
                "body": to_rich_text(keys.take("body")),
                "featured_course": CoursePage.objects.filter(slug=slug).first(),
            }
        writer.write(FrontPage, root, front.slug, values, source)
        with Source(f"{path}: catalog", source.take("catalog")) as keys:
            values = {"intro": keys.take("intro")}
        writer.write(CatalogPage, front, "courses", values, source)
        for slug, text in source.take("pages").items():
            writer.write(InfoPage, front, slug, {"body": to_rich_text(text)}, source)
