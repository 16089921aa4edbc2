"""Finding the block that an answer is for, and keeping the answer of who has to come in first."""

from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from courses.models import LessonPage
from learning.lessons.state import LessonState
from learning.parking import park


def lesson_for(request, lesson_id):
    """A live lesson and its reader's state."""
    lesson = get_object_or_404(LessonPage.objects.live().defer_streamfields(), pk=lesson_id)
    return lesson, LessonState.for_request(request, lesson)


def block_of(lesson, block_id, *kinds):
    """The lesson's block of this id and one of these kinds, or None."""
    block = lesson.block(block_id)
    return block if block is not None and block.block_type in kinds else None


def gone(request, lesson, typed=""):
    """The page for an answer to something that is not asked any more; shows what was typed."""
    context = {"lesson": lesson, "typed": typed, "lesson_url": lesson.get_url(request)}
    return render(request, "learning/block_gone.html", context, status=404)


def address(request, lesson, name):
    """The lesson's address at one of its parts, such as ``block-<id>`` or ``note``."""
    return f"{lesson.get_url(request)}#{name}"


def next_address(request):
    """Where to go afterwards, if it is an address of this site."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return url if safe else ""


def keep(request, state, name, typed):
    """Keep what was typed for one block until it is saved, for its writer alone."""
    park(request, state.page.pk, name, typed | {"writer": request.POST.get("writer", "")})


def come_in_first(request, state, name, typed, anchor):
    """Keep what was typed, and lead to signing in or enrolling, and from there back to it.

    Who takes the course but not this lesson yet is led to the lesson, which
    says what comes before it.
    """
    keep(request, state, name, typed)
    back = address(request, state.page, anchor)
    if not request.user.is_authenticated:
        response = redirect_to_login(back)
    elif state.can_act:
        response = redirect(state.page.get_url(request))
    else:
        enroll = reverse("learning:enroll", args=[state.outline.course_pk])
        response = redirect(f"{enroll}?{urlencode({'next': back})}")
    return for_script(request, response)


def for_script(request, redirection):
    """The same redirection as htmx needs it, which would follow an ordinary one unseen."""
    return HttpResponseClientRedirect(redirection.url) if request.htmx else redirection
