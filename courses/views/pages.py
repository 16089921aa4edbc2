"""How an address leads to a page."""

from copy import copy

from django.conf import settings
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as serve_page

from courses import published
from courses.models import CatalogPage, CoursePage, LessonPage

# Below the front page: catalog, course, module, lesson.
MODEL_AT_DEPTH = {1: CatalogPage, 2: CoursePage, 4: LessonPage}


def serve(request, path):
    """Wagtail's own view, with the page found by its whole address.

    Wagtail looks up one level after the other, two queries each; a lesson stands
    four levels deep. Everything that follows, hooks included, is Wagtail's.
    """
    if site := published.kept(("site",), _only_site):
        request._wagtail_site = site  # where Wagtail keeps the answer, and looks first
    slugs = [slug for slug in path.split("/") if slug]
    if slugs and (root := _root_page(request)):
        page = _page_at(root.url_path + "/".join(slugs) + "/", len(slugs))
        # As above, of its own search.
        request._wagtail_route_for_request = RouteResult(page) if page else None
    return serve_page(request, path)


def _only_site():
    """The site that answers under every name, or None where the name decides."""
    sites = list(Site.objects.select_related("root_page")[:2])
    return sites[0] if len(sites) == 1 and sites[0].is_default_site else None


def _root_page(request):
    site = Site.find_for_request(request)
    if site is None:
        return None
    return site.root_page if len(settings.LANGUAGES) == 1 else site.root_page.localized


def _page_at(url_path, depth):
    """The page at an address, a copy of one that is kept: a request may change its own."""
    page = copy(published.kept(("page", url_path), lambda: _find_page(url_path, depth)))
    if page and not published.kept(("restricted",), PageViewRestriction.objects.exists):
        # Wagtail would look for restrictions of each page above, in two queries.
        page.get_view_restrictions = PageViewRestriction.objects.none
    return page


def _find_page(url_path, depth):
    model = MODEL_AT_DEPTH.get(depth)
    if model:
        found = model.objects.live().defer_streamfields().filter(url_path=url_path)
        if page := found.first():
            return page
    return Page.objects.live().filter(url_path=url_path).specific().first()
