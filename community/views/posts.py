"""What can be done with one post."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.composer import Composer, forget_kept
from community.forms import PostForm
from community.models import HelpedMark, Post, Thread
from community.posting import state_for
from community.standing import is_suspended
from community.thread_state import ThreadState

from .doors import post_for


def address_of(request, post):
    return ThreadState(request, post.thread).address_of(post)


@require_safe
def post(request, pk):
    """An address that stays: leads to the post, on whichever page of its thread it is."""
    return redirect(address_of(request, post_for(request.user, pk)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_post(request, pk):
    """Change one's own post; what stood before can be seen by who reads the thread."""
    row = _mine(request, pk)
    form = PostForm(request.POST) if request.method == "POST" else None
    composer = Composer(
        request,
        f"edit-{row.pk}",
        reverse("community:edit_post", args=[row.pk]),
        label=_("Your post"),
        button=_("Save changes"),
        form=form,
        text=row.source,
        space=row.thread.space_id,
    )
    if form and form.is_valid() and (row.thread.locked_at or is_suspended(request.user)):
        form.add_error("text", _("This cannot be changed any more. Your text is kept."))
    if form is None or not form.is_valid():
        context = {"post": row, "composer": composer, "form": form}
        return render(request, "community/edit_post.html", context, status=422 if form else 200)
    text = form.cleaned_data["text"]
    row.edit(text, request.user)
    if state_for(request.user, text) == Post.State.HELD:
        row.hold()
    forget_kept(request, composer.place)
    return redirect(address_of(request, row))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_post(request, pk):
    """Ask, then take the text away; its place stays."""
    row = _mine(request, pk)
    if request.method != "POST":
        return render(request, "community/delete_post.html", {"post": row})
    row.delete_by_author()
    if Thread.objects.visible_to(request.user).filter(pk=row.thread_id).exists():
        return redirect(address_of(request, row))
    return redirect(row.thread.space)


@require_safe
def post_history(request, pk):
    """What a post said before its edits."""
    row = post_for(request.user, pk, state=Post.State.PUBLISHED)
    versions = row.versions.select_related("editor")[:50]
    return render(request, "community/post_history.html", {"post": row, "versions": versions})


@login_required
@require_POST
def mark_helped(request, pk):
    """“This helped”, or not any more (``helped`` empty)."""
    row = post_for(request.user, pk, state=Post.State.PUBLISHED)
    try:
        HelpedMark.objects.set(request.user, row, bool(request.POST.get("helped")))
    except ValueError:
        raise Http404 from None
    return redirect(address_of(request, row))


@login_required
@require_POST
def mark_answer(request, pk):
    """The asker, or who hosts the space, says that this post answered (or takes it back)."""
    row = post_for(request.user, pk, state=Post.State.PUBLISHED)
    state = ThreadState(request, row.thread)
    if not state.may_mark_answer or row.is_opening:
        raise Http404
    row.thread.mark_answer(row if request.POST.get("answered") else None)
    return redirect(state.address_of(row))


@login_required
@require_POST
def recommend_post(request, pk):
    """Who hosts the discussion has a post stand in the lesson, or not any more."""
    row = post_for(request.user, pk, state=Post.State.PUBLISHED)
    state = ThreadState(request, row.thread)
    if not state.may_recommend:
        raise Http404
    row.endorse(request.user, bool(request.POST.get("recommended")))
    return redirect(state.address_of(row))


def _mine(request, pk):
    return get_object_or_404(
        Post.objects.published().select_related("thread__space"), pk=pk, author=request.user
    )
