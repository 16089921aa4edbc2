"""How an address leads to a page."""

from django.conf import settings
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as serve_page

from .models import CatalogPage, CoursePage, LessonPage

# Below the front page: catalog, course, module, lesson.
MODEL_AT_DEPTH = {1: CatalogPage, 2: CoursePage, 4: LessonPage}


def serve(request, path):
    """Wagtail's own view, with the page found by its whole address.

    Wagtail looks up one level after the other, two queries each; a lesson stands
    four levels deep. Everything that follows, hooks included, is Wagtail's.
    """
    slugs = [slug for slug in path.split("/") if slug]
    if slugs and (root := _root_page(request)):
        page = _page_at(root.url_path + "/".join(slugs) + "/", len(slugs))
        # Where Wagtail keeps the answer of its own search, and looks first.
        request._wagtail_route_for_request = RouteResult(page) if page else None
    return serve_page(request, path)


def _root_page(request):
    site = Site.find_for_request(request)
    if site is None:
        return None
    return site.root_page if len(settings.LANGUAGES) == 1 else site.root_page.localized


def _page_at(url_path, depth):
    model = MODEL_AT_DEPTH.get(depth)
    page = model.objects.live().filter(url_path=url_path).first() if model else None
    return page or Page.objects.live().filter(url_path=url_path).specific().first()
