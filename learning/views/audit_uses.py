"""What its owner does with a frozen audit: share its numbers, bring them into the plan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Membership
from courses.models import PlanSection
from learning.auditing.tally import sentence_of
from learning.models import Audit, Plan, Source
from learning.models.audits import audits_of


@login_required
@require_POST
def share_audit(request):
    """With an institution that one belongs to, or, without one, with nobody any more."""
    if not request.POST.get("institution"):
        for row in Audit.objects.of(request.user).shared():
            row.share(None)
        messages.success(request, _("Your numbers count nowhere else any more."))
        return redirect(reverse("learning:audit") + "#sharing")
    institution = _own_institution(request)
    for row in Audit.objects.of(request.user).frozen():
        if row.shared_with_id != institution.pk:
            row.share(institution)
    messages.success(request, _("Your numbers are shared."))
    return redirect(reverse("learning:audit") + "#sharing")


def _own_institution(request):
    mine = Membership.objects.of(request.user).current().members().select_related("institution")
    chosen = [row for row in mine if str(row.institution_id) == request.POST["institution"]]
    if not chosen:
        raise Http404
    return chosen[0].institution


@login_required
@require_POST
def bring_audit_in(request):
    """Its sentence goes to the draft of a section; the plan's own button saves it."""
    baseline, repeat = audits_of(request.user)
    newest = repeat or baseline
    code = request.POST.get("section")
    section = next((row for row in PlanSection.objects.all() if row.code == code), None)
    if newest is None or section is None:
        raise Http404
    text = Plan.objects.begin(request.user).text_of(section)
    label = _("Broadcast audit: %(kind)s") % {"kind": newest.get_kind_display()}
    words = sentence_of(baseline, repeat)
    if words not in text.draft:  # pressed twice
        text.bring_in(Source.Kind.AUDIT, words, label=label, dated=newest.frozen_at)
    messages.success(request, _("The sentence stands in your draft. Read it over and save it."))
    return redirect("learning:plan_section", section.code)
