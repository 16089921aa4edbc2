"""Lessons that a person wants to find again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from courses.models import LessonPage
from learning.lesson_state import LessonState
from learning.models import LessonBookmark

from .asked import for_script
from .shelves import shelf


@require_POST
def toggle_bookmark(request, lesson_id):
    """Bookmark a lesson (``keep`` is 1) or take the bookmark away."""
    lesson = get_object_or_404(LessonPage, pk=lesson_id)
    keep = request.POST.get("keep") == "1"
    if not request.user.is_authenticated:
        return for_script(request, redirect_to_login(lesson.get_url(request) or "/courses/"))
    if keep:
        get_object_or_404(LessonPage.objects.live(), pk=lesson_id)
    LessonBookmark.objects.keep(request.user, lesson, keep)
    done = _("Bookmarked.") if keep else _("Bookmark removed.")
    if request.htmx:
        state = LessonState.for_request(request, lesson)
        response = render(
            request, "learning/partials/bookmark.html", {"state": state, "page": lesson}
        )
        return trigger_client_event(response, "announce", {"value": done})
    if "list" in request.POST:
        messages.success(request, done)
        return redirect("learning:bookmarks")
    return redirect(lesson.get_url(request))


@login_required
@require_safe
def bookmarks(request):
    """All of mine, the newest first."""
    rows = LessonBookmark.objects.of(request.user).select_related("lesson")
    return render(request, "learning/bookmarks.html", {"page_obj": shelf(request, rows)})
