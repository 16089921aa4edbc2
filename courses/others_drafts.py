"""Addresses of Wagtail that name whatever page is asked for: not of somebody else's course.

Wagtail checks there what may be done with a page, and says its title while refusing. Who may
write courses, and only their own, is answered as if the page were not there.
"""

import re

from django.http import Http404
from wagtail.models import Page

from .own_courses import OwnCoursesPolicy, choosable, in_others_courses

policy = OwnCoursesPolicy()


def _moved(request, kwargs):
    return [str(kwargs["page_to_move_id"]), str(kwargs["destination_id"])]


def _in_bulk(request, kwargs):
    if kwargs["model_name"] != "page":
        return []
    return [*request.GET.getlist("id"), request.GET.get("childOf", "")]


def _chosen(request, kwargs):
    return request.GET.getlist("id")


NUMBER = re.compile(r"[0-9]{1,18}")  # longer ones no database knows
NAMED = {
    "wagtailadmin_pages:move_confirm": _moved,
    "wagtail_bulk_action": _in_bulk,
    "wagtailadmin_choose_page_chosen_multiple": _chosen,
}
# Shows which page of each kind was edited last, in the whole site.
OF_THE_SITE = {
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:page_types_usage_results",
}


class OthersDraftsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name
        if name not in NAMED and name not in OF_THE_SITE:
            return
        if policy.is_bound(request.user) and (name in OF_THE_SITE or _is_hidden(request, kwargs)):
            raise Http404


def _is_hidden(request, kwargs):
    """Whether one of the pages that are named is of a course that is not theirs."""
    name = request.resolver_match.view_name
    ids = {int(pk) for pk in NAMED[name](request, kwargs) if NUMBER.fullmatch(pk)}
    pages = Page.objects.filter(pk__in=ids).order_by()
    if NAMED[name] is _chosen:
        return choosable(pages, request.user, policy).count() < pages.count()
    return pages.filter(pk__in=in_others_courses(request.user)).exists()
