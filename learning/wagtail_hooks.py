"""Who may read which page, and what the CMS shows of learners."""

from django.http import Http404
from django.shortcuts import render
from wagtail import hooks

from courses.models import CatalogPage, LessonPage

from .lesson_state import LessonState
from .models import Enrollment
from .private_files import may_fetch
from .readers import may_read


@hooks.register("before_serve_page")
def guard_lessons(page, request, serve_args, serve_kwargs):
    """Let in who may read this lesson; explain to everyone else how to get in."""
    if not isinstance(page, LessonPage):
        return None
    state = LessonState.for_request(request, page)
    request.enrollment = state.enrollment
    if may_read(request.user, page, state):
        return None
    response = render(request, "learning/lesson_closed.html", {"page": page, "state": state})
    response["X-Robots-Tag"] = "noindex"
    return response


@hooks.register("before_serve_page")
def know_the_visitors_courses(page, request, serve_args, serve_kwargs):
    """Tell the catalog which courses this visitor takes or has finished."""
    if isinstance(page, CatalogPage):
        request.course_states = {
            row.course_key: "complete" if row.completed_at else "in_progress"
            for row in Enrollment.objects.of(request.user)
            if row.completed_at or row.is_active
        }


@hooks.register("before_serve_document")
def guard_documents(document, request):
    """A lesson's file goes to those who may read one of the lessons that offer it."""
    if not may_fetch(request.user, document):
        raise Http404
