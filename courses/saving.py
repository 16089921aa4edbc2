"""Back from a page's editor to the outline that the author came from, with one press."""

from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.utils import get_valid_next_url_from_request


class SaveAndReturn(ActionMenuItem):
    name = "action-outline"
    label = _("Save and go to the outline")
    icon_name = "list-ul"


def outline_to_return_to(request):
    """The address of the outline from which this editor was opened, or nothing."""
    address = get_valid_next_url_from_request(request)
    try:
        match = resolve(address.partition("#")[0]) if address else None
    except Resolver404:
        return ""
    return address if match and match.url_name in ("course_outline", "course_outline_of") else ""


def offer_return(menu_items, request, context):
    """Put it first, where saving stands in the way of nothing else."""
    saves = any(item.name == "action-save-draft" for item in menu_items)
    if context["view"] == "edit" and saves and outline_to_return_to(request):
        menu_items.insert(0, SaveAndReturn())


def return_if_asked(request, page):
    if SaveAndReturn.name in request.POST and (outline := outline_to_return_to(request)):
        return redirect(outline)
    return None
