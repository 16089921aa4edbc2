"""The plan as it was exported: the list of revisions, and their files."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learning.models import Plan, PlanRevision
from learning.plan_export.content import content_of, unsaved_sections, words_of

from .certificates import paper_of

PER_PAGE = 20
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revisions(request):
    """All of mine, the newest first; a POST makes one of what is saved now."""
    if request.method == "POST":
        return _export(request)
    rows = PlanRevision.objects.of(request.user).defer("content")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    plan = Plan.objects.of(request.user).first()
    context = {"page_obj": page, "unsaved": unsaved_sections(plan) if plan else []}
    return render(request, "learning/plan_revisions.html", context)


def _export(request):
    plan = Plan.objects.begin(request.user)
    newest = plan.revisions.defer("content").first()
    made = PlanRevision.objects.make(plan, content_of)
    if newest and newest.pk == made.pk:
        said = _("Revision %(number)s says this already. Nothing was saved since.")
    else:
        said = _("Revision %(number)s is made. Download it below.")
    messages.success(request, said % {"number": made.number})
    return redirect("learning:plan_revisions")


@login_required
@require_safe
def plan_pdf(request, number):
    revision = _mine(request, number)
    return _file(revision, f"pdf-{_paper(request)}", "application/pdf", "pdf")


@login_required
@require_safe
def plan_docx(request, number):
    return _file(_mine(request, number), "docx", WORD, "docx")


@login_required
@require_safe
def plan_markdown(request, number):
    return _file(_mine(request, number), "md", "text/markdown; charset=utf-8", "md")


@login_required
@require_safe
def shared_plan_pdf(request, public_id):
    """For whoever may read the plan: its newest revision, where it says what the page says."""
    plan = get_object_or_404(
        Plan.objects.readable_by(request.user).select_related("user"), public_id=public_id
    )
    revision = PlanRevision.objects.offered(plan, words_of)
    if revision is None:
        raise Http404
    return _file(revision, f"open-{_paper(request)}", "application/pdf", "pdf")


def _mine(request, number):
    return get_object_or_404(PlanRevision.objects.of(request.user), number=number)


def _paper(request):
    paper = request.GET.get("paper") or paper_of(request)
    if paper not in ("a4", "letter"):
        raise Http404
    return paper


def _file(revision, kind, content_type, ending):
    response = HttpResponse(revision.file(kind), content_type=content_type)
    name = f"plan-revision-{revision.number}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
