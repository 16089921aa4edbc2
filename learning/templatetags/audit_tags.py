"""A broadcast audit on its own page and in its owner's plan."""

from django import template

from learning.auditing.chart import AuditChart
from learning.auditing.page import AuditPage

register = template.Library()


@register.simple_tag
def audits_shown(user):
    """This person's ``baseline`` and ``repeat``, each None until it is frozen, and ``open``."""
    return AuditPage(user)


@register.simple_tag
def chart_of(baseline, repeat=None):
    """The drawing and its table; None without a first count."""
    return AuditChart(baseline, repeat or None) if baseline else None
