"""A page of a list of one's own things, each with the lesson it belongs to."""

from django.core.paginator import Paginator

from learning.places import place

PER_PAGE = 20


def shelf(request, rows):
    """The page that the address asks for; its rows know their ``place``."""
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = place(request, page.object_list)
    return page
