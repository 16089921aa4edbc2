"""The courses that somebody writes, in the CMS."""

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Substr
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.widgets.button import HeaderButton

from courses.cms_header import cms_header
from courses.course_templates import may_make_courses
from courses.models import CoursePage, LessonPage
from courses.models.outlines import COURSE_DEPTH

ON_A_PAGE = 50


@require_safe
def course_list(request):
    lessons = (
        LessonPage.objects.annotate(
            course_path=Substr("path", 1, COURSE_DEPTH * LessonPage.steplen)
        )
        .filter(course_path=OuterRef("path"))
        .order_by()
        .values("course_path")
        .annotate(number=Count("pk"))
        .values("number")
    )
    courses = CoursePage.objects.written_by(request.user).annotate(lessons=Subquery(lessons))
    page = Paginator(courses.order_by("-latest_revision_created_at", "title"), ON_A_PAGE)
    may_make = may_make_courses(request.user)
    new = HeaderButton(_("New course"), url=reverse("course_new"), icon_name="plus")
    context = {
        "courses": page.get_page(request.GET.get("p")),
        "may_make": may_make,
        **cms_header(_("Courses"), "list-ul", buttons=[new] if may_make else []),
    }
    return render(request, "courses/cms/course_list.html", context)
