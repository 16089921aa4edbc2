"""Who is here."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Institution, User
from accounts.models.visibility import shown
from community.models import PersonFollow
from learning.forms import searched_words

AT_ONCE = 24
LONGEST_QUERY = 100


@login_required
@require_safe
def people(request):
    """Everybody who lets themselves be found, by name; searched in what they show."""
    q = searched_words(request.GET, LONGEST_QUERY)
    kind = request.GET.get("institution", "")
    rows = User.objects.listed_to(request.user)
    if q:
        rows = rows.matching(q, request.user)
    if kind in Institution.Kind.values:
        rows = rows.filter(shown("institution", request.user), institution__kind=kind)
    mine = PersonFollow.objects.filter(follower=request.user, followed=OuterRef("pk"))
    rows = rows.select_related("institution").annotate(is_followed=Exists(mine))
    page = Paginator(rows.order_by(Lower("display_name"), "pk"), AT_ONCE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {"page_obj": page, "q": q, "kind": kind, "kinds": Institution.Kind.choices}
    return render(request, "community/people.html", context | {"query": query.urlencode()})
