"""Finding what a person may see: what they may not is not found."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404

from community.composer import PARKING
from community.models import Post, Space, Thread
from community.standing import learn_standing
from learning.forms import plain_words
from learning.parking import park

KEPT = ("title", "kind", "to", "lead")
LONGEST_KEPT = 300


def key_in(typed):
    """The primary key that an address or a form names, or None."""
    return int(typed) if typed.isdecimal() and len(typed) <= 18 else None


def space_for(user, pk):
    return get_object_or_404(Space.objects.visible_to(user).select_related("page"), pk=pk)


def thread_for(user, pk):
    learn_standing(user)
    thread = get_object_or_404(Thread.objects.select_related("space"), pk=pk)
    if not thread.is_open_to(user):
        raise Http404
    return thread


def thread_that_stays(user, pk):
    """The thread that took the posts of this one, as far as this reader may see it."""
    return get_object_or_404(Thread.objects.visible_to(user), merged__pk=pk)


def post_for(user, pk, **states):
    """A post in a thread that this person may see; other people's held posts are not found."""
    posts = Post.objects.shown_to(user).filter(thread__in=Thread.objects.open_to(user), **states)
    return get_object_or_404(posts.select_related("thread__space", "author"), pk=pk)


def sign_in_first(request, place, back):
    """Keep what was typed, and lead to signing in and from there back to the box."""
    kept = {name: request.POST.get(name, "")[:LONGEST_KEPT] for name in KEPT}
    kept |= {"text": plain_words(request.POST.get("text")), "writer": ""}
    park(request, PARKING, place, kept)
    return redirect_to_login(back)
