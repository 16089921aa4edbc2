"""What of the page tree an instructor finds in the CMS: of courses, their own."""

from django.db.models import F
from django.db.models.functions import Substr
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from .models import CoursePage
from .models.outlines import COURSE_DEPTH


class OwnCoursesPolicy(PagePermissionPolicy):
    """Who may add a course to the catalog does not thereby look into everybody's.

    For Wagtail a permission on the catalog holds for all that is below it, so its explorer,
    its searches and its site history would show the drafts of every course.
    """

    def explorable_instances(self, user):
        pages = super().explorable_instances(user)
        return pages.exclude(pk__in=in_others_courses(user)) if self.is_bound(user) else pages

    def is_bound(self, user):
        """Whether, above the courses, this person may do no more than add pages."""
        if user.is_superuser or not user.is_active:
            return False
        given = self.get_cached_permissions_for_user(user)
        return not any(
            row.page.depth < COURSE_DEPTH and row.permission.codename != "add_page" for row in given
        )


def in_others_courses(user):
    """The ids of the pages of all courses in which this person has no part."""
    others = CoursePage.objects.exclude(roles__user=user).order_by()
    pages = Page.objects.order_by().annotate(
        course_path=Substr("path", 1, COURSE_DEPTH * Page.steplen)
    )
    return pages.filter(course_path__in=others.values("path")).values("pk")


def choosable(pages, user, policy):
    """Those of the pages that this person may link to: of others' courses, what readers see."""
    if not policy.is_bound(user):
        return pages
    hidden = Page.objects.filter(pk__in=in_others_courses(user)).order_by()
    hidden = hidden.exclude(live=True, draft_title=F("title"))
    return pages.exclude(pk__in=hidden.values("pk"))
