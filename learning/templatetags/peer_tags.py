"""How a plan's pages show self-checks and colleagues' looks."""

from django import template

from learning.looking.reading import beside_own, checks_of, marked_rows
from learning.models import Look

register = template.Library()

SHOWN = 5


@register.simple_tag
def checks_of_plan(plan):
    """The looks that were given, each with ``rows`` beside the self-check; and what else is."""
    if plan.pk is None:
        return {}
    checks = checks_of(plan)
    looks = list(plan.looks.select_related("reviewer", "prompt")[: 4 * SHOWN])
    given = [look for look in looks if look.given_at][:SHOWN]
    for look in given:
        look.plan, look.rows = plan, beside_own(look, checks)
    looked_at = {look.prompt_id for look in given}
    alone = [check for check in checks if check.prompt_id not in looked_at]
    for check in alone:
        check.rows = marked_rows(check.prompt, check.marks)
    waiting = next((look for look in looks if look.is_waiting), None)
    return {"given": given, "alone": alone, "waiting": waiting, "any": bool(checks or looks)}


@register.simple_tag(takes_context=True)
def look_asked(context, plan):
    """The look that the reader of a shared plan was asked for, or None."""
    looks = Look.objects.readable_by(context["user"]).filter(plan=plan)
    return looks.order_by("-asked_at").first()
