"""Who may read which page, and what the CMS shows of learners."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from courses.models import CatalogPage, LessonPage

from .institutions.admin import InstitutionGroup
from .lessons.private_files import may_fetch
from .lessons.readers import may_read
from .lessons.state import LessonState
from .models import Enrollment
from .used_pages import used_by_learners
from .used_snippets import GUARDED, uses_of
from .views import course_reports, reviews
from .views import issued_certificates as issued
from .views.evaluations import evaluations_report
from .views.learner_page import learner_override
from .views.learners_report import LearnersReport

register_snippet(InstitutionGroup)


@hooks.register("before_serve_page")
def guard_lessons(page, request, serve_args, serve_kwargs):
    """Let in who may read this lesson; explain to everyone else how to get in."""
    if not isinstance(page, LessonPage):
        return None
    state = LessonState.for_request(request, page)
    request.enrollment = state.enrollment
    if state.can_act and state.enrollment.wants_name:
        enroll = reverse("learning:enroll", args=[state.outline.course_pk])
        return redirect(f"{enroll}?{urlencode({'next': page.get_url(request)})}")
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


@hooks.register("register_admin_urls")
def cms_addresses():
    return [
        path("reports/learners/", LearnersReport.as_view(), name="learners_report"),
        path(
            "reports/learners/results/",
            LearnersReport.as_view(results_only=True),
            name="learners_report_results",
        ),
        path("reports/courses/", course_reports.course_reports, name="course_reports"),
        path(
            "reports/courses/<int:pk>/funnel/", course_reports.report_funnel, name="report_funnel"
        ),
        path(
            "reports/courses/<int:pk>/lessons/",
            course_reports.report_lessons,
            name="report_lessons",
        ),
        path(
            "reports/courses/<int:pk>/questions/", course_reports.report_items, name="report_items"
        ),
        path(
            "reports/courses/<int:pk>/commitments/",
            course_reports.report_commitments,
            name="report_commitments",
        ),
        path("reports/evaluations/", evaluations_report, name="evaluations_report"),
        path("certificates/", issued.IssuedCertificates.as_view(), name="issued_certificates"),
        path(
            "certificates/results/",
            issued.IssuedCertificates.as_view(results_only=True),
            name="issued_certificates_results",
        ),
        path("certificates/<int:pk>/", issued.issued_certificate, name="issued_certificate"),
        path("certificates/<int:pk>/revoke/", issued.revoke_certificate, name="revoke_certificate"),
        path("learners/<int:pk>/", learner_override, name="learner_override"),
        path("reflections/", reviews.review_queue, name="review_queue"),
        path("reflections/<int:pk>/", reviews.review, name="review"),
        path("reflections/<int:pk>/settle/", reviews.review_settle, name="review_settle"),
        path("reflections/<int:pk>/example/", reviews.review_example, name="review_example"),
        path("reflections/phrases/", reviews.review_phrases, name="review_phrases"),
        path(
            "reflections/phrases/<int:pk>/remove/",
            reviews.review_phrase_remove,
            name="review_phrase_remove",
        ),
    ]


class LearnersMenuItem(MenuItem):
    def is_shown(self, request):
        return LearnersReport.check_permitted(request.user)


class ReflectionsMenuItem(MenuItem):
    def is_shown(self, request):
        return reviews.teaches(request.user)


@hooks.register("register_admin_menu_item")
def reflections_menu_item():
    address = reverse("review_queue")
    return ReflectionsMenuItem(_("Reflections"), address, icon_name="openquote", order=98)


@hooks.register("register_reports_menu_item")
def learners_menu_item():
    return LearnersMenuItem(_("Learners"), reverse("learners_report"), icon_name="group", order=100)


class CertificatesMenuItem(MenuItem):
    def is_shown(self, request):
        return issued.may_look(request.user)


@hooks.register("register_reports_menu_item")
def certificates_menu_item():
    address = reverse("issued_certificates")
    return CertificatesMenuItem(_("Certificates"), address, icon_name="tick", order=105)


@hooks.register("register_reports_menu_item")
def course_reports_menu_item():
    address = reverse("course_reports")
    return LearnersMenuItem(_("My courses"), address, icon_name="order", order=90)


@hooks.register("register_reports_menu_item")
def evaluations_menu_item():
    address = reverse("evaluations_report")
    return LearnersMenuItem(_("Evaluations"), address, icon_name="form", order=110)


@hooks.register("before_delete_page")
def keep_used_pages(request, page):
    """Refuse to delete what learners used: their work points at it for ever."""
    if used_by_learners([page]):
        _refuse(request, page)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def keep_used_pages_in_bulk(request, action_type, objects, action):
    deletes_pages = action_type == "delete" and issubclass(action.get_default_model(), Page)
    used = used_by_learners(objects) if deletes_pages else []
    if used:
        _refuse(request, used[0])
        return redirect("wagtailadmin_explore", used[0].get_parent().pk)
    return None


def _refuse(request, page):
    said = _(
        "Learners have used “%(title)s”, so it cannot be deleted. Unpublish it instead: it"
        " disappears from the site and their work is kept."
    ) % {"title": page.title}
    unpublish = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    buttons = [messages.button(unpublish, _("Unpublish instead"))] if page.live else []
    messages.error(request, said, buttons=buttons)


@hooks.register("before_delete_snippet")
def keep_used_snippets(request, instances):
    """Refuse to delete, alone or with others, what courses show or people write under."""
    used = [(row, uses_of(row)) for row in instances if isinstance(row, GUARDED)]
    used = [(row, uses) for row, uses in used if uses]
    for row, uses in used:
        said = _(
            "“%(title)s” is in use, so it cannot be deleted. %(uses)s. Take it out there first,"
            " or rename it instead: what people wrote stays with it."
        ) % {"title": row, "uses": "; ".join(capfirst(str(use)) for use in uses)}
        edit = reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])
        messages.error(request, said, buttons=[messages.button(edit, _("Edit “%s”") % row)])
    if not used:
        return None
    return redirect(used[0][0].snippet_viewset.get_url_name("list"))
