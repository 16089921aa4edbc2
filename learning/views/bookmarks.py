"""Lessons that a person wants to find again."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from courses.models import LessonPage
from learning import bookmark_targets
from learning.lessons.state import LessonState
from learning.models import Bookmark

from .asked import for_script


@require_POST
def toggle_bookmark(request, lesson_id):
    """Bookmark a lesson (``keep`` is 1) or take the bookmark away."""
    lesson = get_object_or_404(LessonPage, pk=lesson_id)
    keep = request.POST.get("keep") == "1"
    if not request.user.is_authenticated:
        return for_script(request, redirect_to_login(lesson.get_url(request) or "/courses/"))
    if not keep:
        Bookmark.objects.drop(request.user, Bookmark.Kind.LESSON, lesson.key)
    elif bookmark_targets.save(request.user, Bookmark.Kind.LESSON, lesson.key) is None:
        raise Http404
    if request.htmx:
        done = _("Bookmarked.") if keep else _("Bookmark removed.")
        state = LessonState.for_request(request, lesson)
        response = render(
            request,
            "learning/partials/bookmark.html",
            {"bookmarked": state.bookmarked, "pk": lesson.pk},
        )
        return trigger_client_event(response, "announce", {"value": done})
    return redirect(lesson.get_url(request) if lesson.live else "learning:bookmarks")


@require_safe
def bookmarks(request):
    """The list stands with the other bookmarks; this address of it is an old one."""
    return redirect("community:bookmarks")
