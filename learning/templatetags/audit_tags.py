"""A broadcast audit on its own page and in its owner's plan."""

from django import template

from learning.auditing.chart import AuditChart
from learning.models.audits import audits_of

register = template.Library()


@register.simple_tag
def audits_shown(user):
    """{"baseline", "repeat"} of this person, each None until it is frozen."""
    baseline, repeat = audits_of(user)
    return {"baseline": baseline, "repeat": repeat}


@register.simple_tag
def chart_of(baseline, repeat=None):
    """The drawing and its table; None without a first count."""
    return AuditChart(baseline, repeat or None) if baseline else None
