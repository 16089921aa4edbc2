"""Addresses that pages name again and again."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=4000)
def address(name, *args):
    """As ``reverse(name, args=args)``, which searches all addresses of the site each time."""
    return reverse(name, args=args)
