"""Shares in the reports."""

from django import template

register = template.Library()


@register.filter
def percent(share):
    """A share from 0 to 1 as it is read."""
    return "" if share is None else f"{100 * share:.0f}%"
