"""What the plan's page says of commitments."""

from django import template

from learning.days import day_of
from learning.models import Commitment

register = template.Library()
SHOWN = 10


@register.inclusion_tag("learning/partials/commitments_of_plan.html")
def commitments_of(user):
    """Open ones first, then those that were kept; what was dropped or replaced is left out."""
    rows = Commitment.objects.of(user).whole()
    kept = rows.kept().order_by("-ended_at")[:SHOWN]
    return {"commitments": [*rows.open(), *kept], "today": day_of(user)}
