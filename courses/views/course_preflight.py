"""What has to be mended before a course is published, and what would make it better."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from courses.cms_header import cms_header, course_crumbs, outline_button
from courses.models import CoursePage
from courses.preflight import ADVICE, BLOCKER, preflight


@require_safe
def course_preflight(request, pk):
    """Of the course that this page is, or stands in."""
    page = get_object_or_404(Page, pk=pk)
    courses = CoursePage.objects.written_by(request.user)
    course = get_object_or_404(courses.ancestor_of(page, inclusive=True))
    back = reverse("course_preflight", args=[course.pk])
    outline = reverse("course_outline", args=[course.pk])
    findings = preflight(course)
    title = _("Preflight: %s") % course.get_admin_display_title()
    context = {
        "course": course,
        "outline_url": outline,
        "blockers": _by_page(findings, BLOCKER, back),
        "advice": _by_page(findings, ADVICE, back),
        **cms_header(
            title, "circle-check", *course_crumbs(course), buttons=[outline_button(course)]
        ),
    }
    return render(request, "courses/cms/preflight.html", context)


def _by_page(findings, level, back):
    """[(page, [(finding, address of the editor there)])]"""
    pages = {}
    for finding in findings:
        if finding.level == level:
            _page, listed = pages.setdefault(finding.page.pk, (finding.page, []))
            listed.append((finding, finding.url(back)))
    return list(pages.values())
