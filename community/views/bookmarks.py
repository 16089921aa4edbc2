"""What a person wants to find again, wherever on the site or outside it is."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from community.bookmarks.finding import BookmarkList
from community.bookmarks.forms import AddressForm, BookmarkForm
from learning import bookmark_targets
from learning.forms import query_for_pages, searched_words
from learning.models import Bookmark, Shelf
from learning.views.asked import for_script

BOOKMARKS_AT_ONCE = 20
LONGEST_QUERY = 100


@login_required
@require_safe
def bookmarks(request):
    """All of mine, the newest first; ``q``, ``tag`` and ``unsorted`` narrow them down."""
    words = searched_words(request.GET, LONGEST_QUERY)
    chosen = BookmarkList(request.user, words, request.GET)
    context = {
        "list": chosen,
        "page_obj": page_of(request, chosen.rows),
        "shelves": Shelf.objects.of(request.user).annotate(n=Count("bookmarks")),
        "query": query_for_pages(request.GET),
    }
    return render(request, "community/bookmarks.html", context)


def page_of(request, rows):
    """The page asked for of a list of bookmarks, each with what the reader may know of it."""
    rows = rows.select_related("shelf").prefetch_related("tags")
    page = Paginator(rows, BOOKMARKS_AT_ONCE).get_page(request.GET.get("page"))
    page.object_list = bookmark_targets.look_up(request.user, page.object_list)
    return page


@require_POST
def toggle_bookmark(request, kind, pk):
    """Bookmark something of the community (``keep`` is 1), or take the bookmark away."""
    keep, key = request.POST.get("keep") == "1", str(pk)
    if not request.user.is_authenticated:
        there = bookmark_targets.found(AnonymousUser(), kind, [key]).get(key)
        back = there.url if there else reverse("community:bookmarks")
        return for_script(request, redirect_to_login(back))
    bookmark = None
    if not keep:
        Bookmark.objects.drop(request.user, kind, key)
    elif (bookmark := bookmark_targets.save(request.user, kind, key)) is None:
        raise Http404
    done = _("Bookmarked.") if keep else _("Bookmark removed.")
    if request.htmx:
        context = {"kind": kind, "pk": pk, "bookmark": bookmark}
        response = render(request, "community/partials/bookmark.html", context)
        return trigger_client_event(response, "announce", {"value": done})
    there = bookmark_targets.found(request.user, kind, [key]).get(key)
    messages.success(request, done)
    return redirect(there.url if there else "community:bookmarks")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_address(request):
    """Keep an outside address. One that is kept already is brought up to date."""
    form = AddressForm(request.user, _sent(request), initial=_shelf_asked(request))
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "community/add_address.html", {"form": form}, status=status)
    bookmark, made = _keep_address(request.user, form.cleaned_data)
    messages.success(
        request,
        _("Bookmarked.")
        if made
        else _("You had kept this address before. It has what you typed now."),
    )
    return redirect(_list_of(bookmark))


def _sent(request):
    return request.POST if request.method == "POST" else None


def _shelf_asked(request):
    """The shelf that the form was opened from; the form offers none but one's own."""
    typed = request.GET.get("shelf", "")
    return {"shelf": typed} if typed.isdecimal() and len(typed) < 19 else {}


def _keep_address(user, typed):
    url, title = typed["url"], typed["title"]
    bookmark, made = Bookmark.objects.keep(user, "address", url, title=title, url=url)
    had = [] if made else [tag.name for tag in bookmark.tags.all()]
    bookmark.note = typed["note"] or bookmark.note
    bookmark.shelf = typed["shelf"] or bookmark.shelf
    bookmark.save(update_fields=["note", "shelf"])
    bookmark.set_tags(typed["tags"] + had)
    return bookmark, made


def _list_of(bookmark):
    if bookmark.shelf_id:
        return reverse("community:shelf", args=[bookmark.shelf_id])
    return reverse("community:bookmarks")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_bookmark(request, pk):
    """The note, the tags and the shelf of one of my bookmarks."""
    bookmark = _mine(request, pk)
    form = BookmarkForm(request.user, _sent(request), instance=bookmark)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Bookmark saved."))
        return redirect(_list_of(bookmark))
    bookmark_targets.look_up(request.user, [bookmark])
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "bookmark": bookmark}
    return render(request, "community/edit_bookmark.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_bookmark(request, pk):
    """Ask, then take the bookmark away with its note."""
    bookmark = _mine(request, pk)
    if request.method != "POST":
        return render(request, "community/delete_bookmark.html", {"bookmark": bookmark})
    back = _list_of(bookmark)
    bookmark.delete()
    messages.success(request, _("Bookmark removed."))
    return redirect(back)


def _mine(request, pk):
    return get_object_or_404(Bookmark.objects.of(request.user), pk=pk)
