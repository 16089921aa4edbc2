"""What the CMS offers to whoever writes courses."""

from django.core.exceptions import PermissionDenied
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from . import role_log
from .content_checks import LessonChecker
from .course_templates import may_make_courses, teach
from .models import (
    CatalogPage,
    CoursePage,
    LessonPage,
    LibraryItem,
    LibraryUse,
    ModulePage,
    PlanSection,
)
from .models.roles import has_a_part
from .own_courses import OwnCoursesPolicy, choosable
from .saving import offer_return, return_if_asked
from .views import course_list, course_new, course_outline, course_versions, library
from .views.course_people import course_people, course_person
from .views.course_preflight import course_preflight

own_courses = OwnCoursesPolicy()
register_permission_policy(Page, own_courses)


@hooks.register("insert_editor_js")
def lead_to_the_block():
    return format_html('<script src="{}" defer></script>', static("js/jump.js"))


@hooks.register("construct_page_chooser_queryset")
def choose_what_readers_see(pages, request):
    return choosable(pages, request.user, own_courses)


@hooks.register("register_admin_urls")
def cms_addresses():
    views = course_outline
    return [
        path("courses/", course_list.course_list, name="course_list"),
        path("courses/new/", course_new.course_new, name="course_new"),
        path("courses/of/<int:pk>/", views.course_outline_of, name="course_outline_of"),
        path("courses/<int:pk>/outline/", views.course_outline, name="course_outline"),
        path("courses/<int:pk>/outline/add/", views.course_outline_add, name="course_outline_add"),
        path(
            "courses/<int:pk>/outline/step/", views.course_outline_step, name="course_outline_step"
        ),
        path(
            "courses/<int:pk>/outline/place/",
            views.course_outline_place,
            name="course_outline_place",
        ),
        path(
            "courses/<int:pk>/outline/duplicate/",
            views.course_outline_duplicate,
            name="course_outline_duplicate",
        ),
        path("courses/<int:pk>/versions/", course_versions.course_versions, name="course_versions"),
        path("courses/<int:pk>/people/", course_people, name="course_people"),
        path("courses/<int:pk>/people/<int:role_pk>/", course_person, name="course_person"),
        path("courses/<int:pk>/publish/", views.course_publish, name="course_publish"),
        path("courses/<int:pk>/preflight/", course_preflight, name="course_preflight"),
        path("library/", library.library, name="library"),
        path("library/<int:pk>/", library.library_item, name="library_item"),
        path("lessons/<int:pk>/library/", library.lesson_library, name="lesson_library"),
        path("lessons/<int:pk>/library/insert/", library.library_insert, name="library_insert"),
        path("lessons/<int:pk>/library/keep/", library.library_keep, name="library_keep"),
    ]


class LibraryItems(SnippetViewSet):
    model = LibraryItem
    icon = "folder-open-inverse"
    list_display = ["__str__", "label", "added_at"]
    list_filter = ["kind", "topics"]
    search_fields = ["text"]


register_snippet(LibraryItems)


class PlanSections(SnippetViewSet):
    model = PlanSection
    icon = "form"
    list_display = ["__str__", "code", "sort_order"]


register_snippet(PlanSections)


class CoursesMenuItem(MenuItem):
    def is_shown(self, request):
        user = request.user
        return has_a_part(user) or may_make_courses(user)


@hooks.register("register_admin_menu_item")
def courses_menu_item():
    return CoursesMenuItem(_("Courses"), reverse("course_list"), icon_name="list-ul", order=90)


@hooks.register("register_admin_menu_item")
def library_menu_item():
    return CoursesMenuItem(
        _("Library"), reverse("library"), icon_name="folder-open-inverse", order=95
    )


class LibraryButton(PageMenuItem):
    icon_name = "folder-open-inverse"
    url_name = "lesson_library"

    def is_shown(self, user):
        is_lesson = self.page.specific_class is LessonPage
        return is_lesson and self.page.permissions_for_user(user).can_edit()


class OutlineButton(PageMenuItem):
    icon_name = "list-ul"
    url_name = "course_outline_of"

    def is_shown(self, user):
        taught = (CoursePage, ModulePage, LessonPage)
        is_taught = issubclass(self.page.specific_class or type(self.page), taught)
        return is_taught and self.page.permissions_for_user(user).can_edit()


class PreflightButton(OutlineButton):
    icon_name = "circle-check"
    url_name = "course_preflight"


class TemplateButton(PageMenuItem):
    icon_name = "plus"

    def is_shown(self, user):
        is_catalog = self.page.specific_class is CatalogPage
        return is_catalog and self.page.permissions_for_user(user).can_add_subpage()


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    yield OutlineButton(_("Course outline"), page=page, priority=1)
    yield PreflightButton(_("Preflight"), page=page, priority=2)
    yield LibraryButton(_("Insert from library"), page=page, priority=2)
    yield TemplateButton(_("Start from a template"), reverse("course_new"), page=page, priority=1)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page, user, next_url=None):
    yield OutlineButton(_("Course outline"), page=page, priority=1)


@hooks.register("after_create_page")
@hooks.register("after_copy_page")
def makers_teach(request, page, copy=None):
    """Who made or copied a course may go on writing it."""
    made = (copy or page).specific
    if isinstance(made, CoursePage):
        teach(made, request.user)


@hooks.register("after_copy_page")
def copies_use_the_same(request, page, copy):
    LibraryUse.objects.copied(page, copy)


@hooks.register("after_edit_page")
def forget_removed_blocks(request, page):
    if isinstance(page, LessonPage):
        LibraryUse.objects.tidy(page)


@hooks.register("construct_page_action_menu")
def save_and_return(menu_items, request, context):
    offer_return(menu_items, request, context)


@hooks.register("after_edit_page", order=1000)
def to_the_outline(request, page):
    return return_if_asked(request, page)


# Whoever may add courses to the catalog may, for Wagtail, add pages to all that is below it.


def _is_theirs_to_write(user, parent):
    is_course = issubclass(parent.specific_class, (CoursePage, ModulePage))
    return not is_course or parent.permissions_for_user(user).can_edit()


@hooks.register("before_create_page")
def add_to_own_courses(request, parent_page, page_class):
    if not _is_theirs_to_write(request.user, parent_page):
        raise PermissionDenied


@hooks.register("before_move_page")
def move_within_own_courses(request, page, destination):
    if not _is_theirs_to_write(request.user, destination):
        raise PermissionDenied


@hooks.register("before_copy_page")
def copy_to_own_courses(request, page):
    _refuse_chosen(request, "new_parent_page")


@hooks.register("before_bulk_action")
def move_many_within_own_courses(request, action_type, objects, action):
    if action_type == "move":
        _refuse_chosen(request, "chooser")


def _refuse_chosen(request, field):
    chosen = request.POST.get(field, "")
    parent = Page.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
    if parent and not _is_theirs_to_write(request.user, parent):
        raise PermissionDenied


@hooks.register("construct_reports_menu")
def hide_the_sites_own(request, menu_items):
    if own_courses.is_bound(request.user):
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


@hooks.register("register_log_actions")
def log_roles(actions):
    role_log.register(actions)


@hooks.register("construct_wagtail_userbar")
def check_links_too(request, items, page):
    items[:] = [
        LessonChecker(item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
