"""The outline of a course in the CMS: all of it on one page, and what is done with it."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from courses import arranging
from courses.author_outline import author_outline
from courses.cms_header import cms_header, crumb
from courses.models import CoursePage
from courses.publishing import publish_course


class TitleForm(forms.Form):
    title = forms.CharField(max_length=255)


def course_written_by(user, pk):
    return get_object_or_404(CoursePage.objects.written_by(user), pk=pk)


def page_in(course, pk):
    """The course itself, or a page below it."""
    pages = Page.objects.descendant_of(course, inclusive=True)
    return get_object_or_404(pages, pk=pk if str(pk).isdecimal() else 0).specific


@require_safe
def course_outline(request, pk):
    return outline_response(request, course_written_by(request.user, pk))


@require_safe
def course_outline_of(request, pk):
    """From any page of a course to its place in the outline."""
    page = get_object_or_404(Page, pk=pk)
    course = get_object_or_404(
        CoursePage.objects.written_by(request.user).ancestor_of(page, inclusive=True)
    )
    return to_outline(course, page.pk)


@require_POST
def course_outline_add(request, pk):
    course = course_written_by(request.user, pk)
    parent = page_in(course, request.POST.get("parent"))
    form = TitleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give it a title first."))
        return to_outline(course, parent.pk)
    page = arranging.add_page(course, parent, form.cleaned_data["title"], request.user)
    messages.success(request, _("“%s” is added as a draft.") % page.title)
    return to_outline(course, page.pk)


@require_POST
def course_outline_step(request, pk):
    course = course_written_by(request.user, pk)
    direction = "up" if "up" in request.POST else "down"
    page = page_in(course, request.POST.get(direction))
    if page.pk != course.pk and arranging.step(page, direction, request.user):
        said = _("“%s” is moved up.") if direction == "up" else _("“%s” is moved down.")
        messages.success(request, said % page.get_admin_display_title())
    return to_outline(course, page.pk)


@require_POST
def course_outline_place(request, pk):
    """Put a page before or after another, or into a module: by a choice or by dragging."""
    course = course_written_by(request.user, pk)
    page = page_in(course, request.POST.get("place"))
    target = page_in(course, request.POST.get(f"into-{page.pk}") or request.POST.get("beside"))
    side = request.POST.get("side", "into")
    if side not in ("before", "after", "into") or course.pk in (page.pk, target.pk):
        return to_outline(course, page.pk)
    try:
        arranging.place(page, target, side, request.user)
        messages.success(request, _("“%s” is moved.") % page.get_admin_display_title())
    except arranging.NotPossible as error:
        messages.error(request, error.message)
    return to_outline(course, page.pk)


@require_POST
def course_outline_duplicate(request, pk):
    course = course_written_by(request.user, pk)
    page = page_in(course, request.POST.get("page"))
    if page.pk == course.pk:
        return to_outline(course, page.pk)
    copy = arranging.duplicate(page, request.user)
    messages.success(request, _("“%s” is a draft of its own.") % copy.title)
    return to_outline(course, copy.pk)


@require_POST
def course_publish(request, pk):
    course = course_written_by(request.user, pk)
    publication = publish_course(course, request.user, request)
    if publication.response is not None:
        return publication.response
    if publication.refused:
        return outline_response(request, course, publication.refused, status=422)
    messages.success(request, _what_was_published(publication))
    return to_outline(course)


def _what_was_published(publication):
    done, later = len(publication.published), len(publication.scheduled)
    if not done and not later:
        return _("There was nothing to publish: readers see the latest of everything.")
    said = [
        ngettext("%d page is published.", "%d pages are published.", done) % done,
        ngettext("%d page waits for its day.", "%d pages wait for their day.", later) % later,
    ]
    return " ".join(text for text, count in zip(said, (done, later), strict=True) if count)


def to_outline(course, page_pk=None):
    url = reverse("course_outline", args=[course.pk])
    return redirect(f"{url}#page-{page_pk}" if page_pk else url)


def outline_response(request, course, refused=(), status=200):
    outline = author_outline(course)
    permissions = course.permissions_for_user(request.user)
    back = reverse("course_outline", args=[course.pk])
    title = _("Outline: %s") % course.get_admin_display_title()
    context = {
        "outline": outline,
        "course": course,
        "back": back,
        "refused": [
            (page, [(problem, problem.url(page.pk, back)) for problem in problems])
            for page, problems in refused
        ],
        "may_add": permissions.can_add_subpage(),
        "may_arrange": permissions.can_reorder_children(),
        "may_publish": permissions.can_publish(),
        **cms_header(
            _("Error: %s") % title if refused else title,
            "list-ul",
            crumb(_("Courses"), "course_list"),
            here=course.get_admin_display_title(),
            buttons=_header_buttons(course, back),
        ),
    }
    return render(request, "courses/cms/outline.html", context, status=status)


def _header_buttons(course, back):
    edit = reverse("wagtailadmin_pages:edit", args=[course.pk])
    check = reverse("course_preflight", args=[course.pk])
    yield HeaderButton(_("Preflight"), url=check, icon_name="circle-check")
    yield HeaderButton(_("Course settings"), url=f"{edit}?next={back}", icon_name="cog")
    people = reverse("course_people", args=[course.pk])
    yield HeaderButton(_("People"), url=people, icon_name="group")
    versions = reverse("course_versions", args=[course.pk])
    yield HeaderButton(_("What changed"), url=versions, icon_name="history")
    if course.live:
        yield HeaderButton(_("View live"), url=course.get_url(), icon_name="link-external")
