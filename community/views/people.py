"""Who is here."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.models import PersonFollow
from community.searching.people_filter import PeopleFilter
from learning.forms import query_for_pages

AT_ONCE = 24


@login_required
@require_safe
def people(request):
    """Everybody who lets themselves be found, by name; narrowed as the address says."""
    choices = PeopleFilter.of(request.GET)
    rows = choices.people(request.user)
    mine = PersonFollow.objects.filter(follower=request.user, followed=OuterRef("pk"))
    rows = rows.select_related("institution").annotate(is_followed=Exists(mine))
    page = Paginator(rows.order_by(Lower("display_name"), "pk"), AT_ONCE).get_page(
        request.GET.get("page")
    )
    context = {"page_obj": page, "filter": choices, "query": query_for_pages(request.GET)}
    return render(request, "community/people.html", context)
