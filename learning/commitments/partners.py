"""Whom one can ask to be an accountability partner, and meaning them by their name."""

import time

from django.core.cache import cache

from accounts.models import User
from learning.models import Enrollment

TRIES_AN_HOUR = 20


class Unclear(Exception):
    """Several people have this name; their institution would tell which."""


class TooOften(Exception):
    """So many names in an hour are a search for people, not a question to one."""


def companions(user):
    """Who takes or took a course with this person. Nobody is ever shown this list."""
    courses = Enrollment.objects.of(user).values("course_key")
    together = Enrollment.objects.filter(course_key__in=courses).values("user")
    return User.objects.filter(pk__in=together, is_active=True).exclude(pk=user.pk)


def meant_by(user, typed):
    """The companion of this name, as "Name" or "Name, institution"; or None.

    Raises Unclear and TooOften. Only a whole name finds somebody.
    """
    _count(user)
    typed = " ".join(typed.split())
    found = list(companions(user).filter(display_name__iexact=typed)[:2])
    if not found and "," in typed:
        name, _comma, institution = typed.rpartition(",")
        people = companions(user).filter(display_name__iexact=name.strip())
        wanted = institution.strip().casefold()
        shown = people.select_related("institution")[:20]
        found = [one for one in shown if str(one.shown("institution", user)).casefold() == wanted]
    if len(found) > 1:
        raise Unclear
    return found[0] if found else None


def _count(user):
    """Count this try; the key carries the hour, so it never grows old."""
    key = f"partner-name:{user.pk}:{int(time.time() // 3600)}"
    cache.add(key, 0, 2 * 3600)
    if cache.incr(key) > TRIES_AN_HOUR:
        raise TooOften
