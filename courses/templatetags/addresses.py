"""Addresses as they have to stand on paper."""

from django import template
from django.conf import settings

register = template.Library()


@register.filter
def absolute(path):
    """The whole address of a path of this site; an address elsewhere stays as it is."""
    return f"{settings.SITE_URL}{path}" if str(path).startswith("/") else path
