"""The export on the plan's page, and the PDF on the page of a shared plan."""

from django import template

from learning.models import PlanRevision
from learning.plan_export.content import unsaved_sections, words_of

register = template.Library()


@register.inclusion_tag("learning/partials/plan_export.html", takes_context=True)
def plan_exports(context, plan):
    """The button, what it leaves out, and the newest revision with its files."""
    return {
        "csrf_token": context.get("csrf_token"),
        "revisions": list(plan.revisions.defer("content")[:1]) if plan.pk else [],
        "unsaved": unsaved_sections(plan) if plan.pk else [],
    }


@register.inclusion_tag("learning/partials/shared_plan_pdf.html")
def shared_plan_pdf(plan):
    """The newest revision, where it says what the page says."""
    return {"plan": plan, "revision": PlanRevision.objects.offered(plan, words_of(plan))}
