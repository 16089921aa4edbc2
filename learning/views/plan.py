"""The strategy plan as a whole: its overview, whose it is, and who else reads it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learning.models import Plan
from learning.plans.forms import CenterForm, SharingForm
from learning.plans.overview import Overview


@login_required
@require_safe
def plan(request):
    """All sections with what is still missing; the plan itself begins with its first word."""
    return _plan_page(request, Plan.objects.of_or_new(request.user))


@login_required
@require_POST
def name_center(request):
    """Say whose strategy it is."""
    mine = Plan.objects.of_or_new(request.user)
    form = CenterForm(request.POST, instance=mine)
    if not form.is_valid():
        return _plan_page(request, Plan.objects.of_or_new(request.user), center=form)
    Plan.objects.begin(request.user).name_center(form.cleaned_data["center"])
    messages.success(request, _("The name is saved."))
    return redirect("learning:plan")


@login_required
@require_POST
def share_plan(request):
    """Let others read what is saved, or nobody any more. Only its owner can."""
    form = SharingForm(request.POST, instance=Plan.objects.of_or_new(request.user))
    if not form.is_valid():
        return _plan_page(request, Plan.objects.of_or_new(request.user), sharing=form)
    mine = Plan.objects.begin(request.user)
    mine.share(form.cleaned_data["sharing"])
    messages.success(request, mine.meaning)
    return redirect("learning:plan")


def _plan_page(request, mine, center=None, sharing=None):
    context = {
        "plan": mine,
        "overview": Overview(mine),
        "center": center or CenterForm(instance=mine),
        "sharing": sharing or SharingForm(instance=mine),
        "form": center or sharing,
    }
    status = 422 if context["form"] else 200
    return render(request, "learning/plan.html", context, status=status)


@login_required
@require_safe
def shared_plan(request, public_id):
    """The saved words of a plan, for whom its owner lets read them."""
    readable = Plan.objects.readable_by(request.user).select_related("user")
    found = get_object_or_404(readable, public_id=public_id)
    context = {
        "plan": found,
        "overview": Overview(found),
        "is_mine": found.user_id == request.user.pk,
    }
    response = render(request, "learning/shared_plan.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
