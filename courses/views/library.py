"""The library of prompts and questions in the CMS: to look through, to copy from, to add to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.widgets.button import HeaderButton

from courses import library as shelves
from courses.cms_header import cms_header, crumb
from courses.course_templates import may_make_courses
from courses.library_filter import LibraryFilter
from courses.models import CoursePage, LessonPage, LibraryItem, LibraryUse
from courses.models.library import text_of

ON_A_PAGE = 20
MOST_LESSONS = 50  # named at an item that many use


def writes_courses(user):
    return user.is_superuser or user.course_roles.exists() or may_make_courses(user)


def lesson_written_by(user, pk):
    """A lesson of a course in which this person has a part; as what it is, drafts included."""
    lesson = get_object_or_404(LessonPage, pk=pk)
    if not CoursePage.objects.written_by(user).filter(path=lesson.course_path).exists():
        raise Http404
    return lesson


@require_safe
def library(request):
    if not writes_courses(request.user):
        raise PermissionDenied
    return _shelf(request, _("Library of prompts and questions"))


@require_safe
def library_item(request, pk):
    """One item, and where it is used."""
    if not writes_courses(request.user):
        raise PermissionDenied
    item = get_object_or_404(LibraryItem.objects.with_uses(), pk=pk)
    keys = LibraryUse.objects.filter(item=item).values("lesson_key")
    mine = CoursePage.objects.written_by(request.user).values_list("path", flat=True)
    using = LessonPage.objects.filter(translation_key__in=keys).defer("body").order_by("path")
    lessons = list(using[: MOST_LESSONS + 1])
    has_more = len(lessons) > MOST_LESSONS
    lessons = lessons[:MOST_LESSONS]
    paths = {lesson.course_path for lesson in lessons}
    titles = dict(CoursePage.objects.filter(path__in=paths).values_list("path", "draft_title"))
    my_paths = set(mine.filter(path__in=paths))
    context = {
        "item": item,
        "shown": _shown(item),
        # A draft in somebody else's course is theirs: it is counted and not named.
        "lessons": [
            (lesson, titles[lesson.course_path], lesson.course_path in my_paths)
            for lesson in lessons
            if lesson.live or lesson.course_path in my_paths
        ],
        "has_more": has_more,
        "may_change": request.user.has_perm("courses.change_libraryitem"),
        **_header(str(item), [crumb(_("Library"), "library")]),
    }
    return render(request, "courses/cms/library_item.html", context)


@require_safe
def lesson_library(request, pk):
    lesson = lesson_written_by(request.user, pk)
    blocks = list(lesson.get_latest_revision_as_object().body)
    return _shelf(
        request,
        _("Insert into “%s”") % lesson.get_admin_display_title(),
        lesson=lesson,
        places=[(child.id, _("After: %s") % _named(child)) for child in blocks],
        own=[(child.id, child.block.label, _named(child)) for child in shelves.offered(lesson)],
    )


@require_POST
def library_insert(request, pk):
    lesson = lesson_written_by(request.user, pk)
    number = request.POST.get("item", "")
    item = get_object_or_404(LibraryItem, pk=number if number.isdecimal() else 0)
    block_id = shelves.insert(item, lesson, request.user, request.POST.get("after"))
    messages.success(request, _("It is in the draft. Change it as you like, then publish."))
    back = reverse("course_outline_of", args=[pk])
    edit = reverse("wagtailadmin_pages:edit", args=[pk])
    return redirect(f"{edit}?next={back}#:w:contentpath=body.{block_id}")


@require_POST
def library_keep(request, pk):
    lesson = lesson_written_by(request.user, pk)
    try:
        if shelves.keep(lesson, request.POST.get("block")):
            messages.success(request, _("It is in the library, for everyone who writes courses."))
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("lesson_library", pk)


def _named(child):
    raw = child.get_prep_value()["value"]
    text = text_of(raw) if isinstance(raw, dict) else ""
    return f"{child.block.label}: {text[:60]}" if text else str(child.block.label)


def _shelf(request, title, **extra):
    shelf = LibraryFilter(request.GET)
    page = Paginator(shelf.items(), ON_A_PAGE).get_page(request.GET.get("p"))
    lesson = extra.get("lesson")
    where = [{"url": reverse("library"), "label": _("Library")}] if lesson else []
    context = {
        "filter": shelf,
        "items": page,
        "shown": [(item, _shown(item)) for item in page],
        **_header(title, where),
        **extra,
    }
    if request.user.has_perm("courses.add_libraryitem"):
        add = reverse("wagtailsnippets_courses_libraryitem:add")
        context["header_buttons"] = [HeaderButton(_("Add"), url=add, icon_name="plus")]
    return render(request, "courses/cms/library.html", context)


def _shown(item):
    """What an author wants to read before choosing: options with their feedback, the rest."""
    value = item.content.raw_data[0]["value"]
    labels = item.content.stream_block.child_blocks[item.kind].child_blocks
    options = value.get("options") or []
    return {
        "options": [option.get("value", option) for option in options],
        "more": [
            (labels[name].label, value[name])
            for name in ("starter", "example", "seed")
            if value.get(name)
        ],
    }


def _header(title, where=()):
    return cms_header(title, "folder-open-inverse", *where)
