"""The export on the plan's page, and the PDF on the page of a shared plan."""

from django import template

from learning.models import PlanRevision
from learning.plan_export.content import words_of

register = template.Library()


@register.inclusion_tag("learning/partials/plan_export.html", takes_context=True)
def plan_exports(context, plan):
    """The button, what it leaves out, and the newest revision with its files.

    The page has the plan's parts already, as "overview".
    """
    return {
        "csrf_token": context.get("csrf_token"),
        "revisions": list(plan.revisions.defer("content")[:1]) if plan.pk else [],
        "unsaved": [part.section.title for part in context["overview"].parts if part.has_draft],
    }


@register.inclusion_tag("learning/partials/shared_plan_pdf.html")
def shared_plan_pdf(plan):
    """The newest revision, where it says what the page says."""
    return {"plan": plan, "revision": PlanRevision.objects.offered(plan, words_of)}
