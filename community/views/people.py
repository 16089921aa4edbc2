"""Who is here."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Institution, User
from accounts.models.visibility import works_at
from community.models import PersonFollow
from learning.forms import among, query_for_pages, searched_words

AT_ONCE = 24
LONGEST_QUERY = 100


@login_required
@require_safe
def people(request):
    """Everybody who lets themselves be found, by name; searched in what they show."""
    q = searched_words(request.GET, LONGEST_QUERY)
    kind = among(request.GET, "institution", Institution.Kind.values)
    rows = User.objects.listed_to(request.user)
    if q:
        rows = rows.matching(q, request.user)
    if kind:
        rows = rows.filter(works_at(kind, request.user))
    mine = PersonFollow.objects.filter(follower=request.user, followed=OuterRef("pk"))
    rows = rows.select_related("institution").annotate(is_followed=Exists(mine))
    page = Paginator(rows.order_by(Lower("display_name"), "pk"), AT_ONCE).get_page(
        request.GET.get("page")
    )
    context = {"page_obj": page, "q": q, "kind": kind, "kinds": Institution.Kind.choices}
    context["query"] = query_for_pages(request.GET)
    return render(request, "community/people.html", context)
