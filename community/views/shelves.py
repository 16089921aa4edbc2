"""Shelves of bookmarks: one's own, and those that colleagues share."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.bookmarks.finding import shared_shelves_for, shelves_for
from community.bookmarks.forms import ShelfForm
from community.models import ShelfHiding
from community.standing import is_suspended
from learning.models import Shelf

from .bookmarks import page_of

SHELVES_AT_ONCE = 20


@login_required
@require_safe
def shared_shelves(request):
    """The shelves that colleagues share, those that were made last first."""
    shelves = shared_shelves_for(request.user).order_by("-made_at", "-pk")
    shelves = shelves.select_related("owner__institution").annotate(n=Count("bookmarks"))
    page = Paginator(shelves, SHELVES_AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "community/shared_shelves.html", {"page_obj": page})


@login_required
@require_safe
def shelf(request, pk):
    """What is on a shelf, in the order in which it was put there: one's own, or a shared one."""
    found = shelves_for(request.user).select_related("owner__institution")
    row = get_object_or_404(found, pk=pk)
    context = {
        "shelf": row,
        "is_mine": row.owner_id == request.user.pk,
        "hiding": ShelfHiding.objects.in_force(row).first(),
        "page_obj": page_of(request, row.bookmarks.order_by("made_at", "pk")),
    }
    return render(request, "community/shelf.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def make_shelf(request):
    return _change(request, Shelf(owner=request.user))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_shelf(request, pk):
    """Another name or description; shared, or not any more."""
    return _change(request, get_object_or_404(Shelf.objects.of(request.user), pk=pk))


def _change(request, row):
    was_shared = row.is_shared
    form = ShelfForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        if row.is_shared and not was_shared and is_suspended(request.user):
            form.add_error("is_shared", _("You cannot share at the moment. Keep it to yourself."))
        elif _saved(form):
            messages.success(request, _("Shelf saved."))
            return redirect("community:shelf", row.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "shelf": row}
    return render(request, "community/edit_shelf.html", context, status=status)


def _saved(form):
    """Save the shelf, unless its owner made one of this name at the same moment."""
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.add_error("title", _("You have a shelf of this name. Choose another one."))
        return False
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_shelf(request, pk):
    """Ask, then take the shelf away; what stood on it stays, unsorted."""
    row = get_object_or_404(Shelf.objects.of(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "community/delete_shelf.html", {"shelf": row})
    row.delete()
    messages.success(request, _("Shelf removed. What stood on it is unsorted now."))
    return redirect("community:bookmarks")
