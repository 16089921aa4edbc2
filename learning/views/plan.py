"""The strategy plan: its overview, its sections, and who else reads it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from courses.models import PlanSection
from learning.models import Plan


@login_required
@require_safe
def plan(request):
    """All sections with what is still missing; the plan itself begins with the first word."""
    mine = Plan.objects.of_or_new(request.user)
    return render(request, "learning/plan.html", {"plan": mine, "sections": mine.sections()})


@login_required
@require_POST
def name_center(request):
    return redirect("learning:plan")


@login_required
@require_POST
def share_plan(request):
    return redirect("learning:plan")


@login_required
@require_safe
def plan_section(request, code):
    section = get_object_or_404(PlanSection, code=code)
    return redirect("learning:plan", permanent=False) if section else None


@login_required
@require_POST
def draft_section(request, code):
    return redirect("learning:plan")


@login_required
@require_safe
def shared_plan(request, public_id):
    """The saved words, for whom its owner lets read them."""
    found = get_object_or_404(Plan.objects.readable_by(request.user), public_id=public_id)
    context = {"plan": found, "sections": found.sections(), "is_mine": found.user == request.user}
    return render(request, "learning/shared_plan.html", context)
