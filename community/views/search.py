"""The one search box of the site."""

import logging

from django.db import DatabaseError
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.searching.groups import GROUPS
from community.searching.search import Search

logger = logging.getLogger(__name__)


@require_safe
def search(request):
    """What was found in each part of the site, or a page of one part."""
    asked, status = Search(request.user, request.GET, GROUPS), 200
    try:
        asked.found  # noqa: B018 - looked for here, so that a failure is answered here
    except DatabaseError:
        logger.exception("The search failed")
        asked.found, status = [], 503
    context = {"search": asked, "failed": status == 503}
    return render(request, "community/search.html", context, status=status)
