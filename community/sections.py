"""The places to talk in, as the community's navigation shows them."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.prepared import Prepared

from .models import Space, Thread

# What nobody has written in for so long folds away; its address stays.
QUIET_AFTER = timedelta(days=60)


@dataclass
class Section:
    """A course with its modules, or the rooms of the whole community (``whole`` is None)."""

    whole: Space | None
    spaces: list = field(default_factory=list)
    quiet: list = field(default_factory=list)


def sections_for(user, now=None, keys=None):
    """The sections this person may read, rooms first. One query.

    ``keys`` are those of the spaces they may, where they have been found already.

    A module's activity is that of its own discussion: what is said at its lessons'
    prompts is found from there. Where every room is quiet, as on a new site, none folds
    away: there would be nothing left to begin in.
    """
    since = (now or timezone.now()) - QUIET_AFTER
    spaces = _among(Space.objects.visible_to(user)) if keys is None else _rows(tuple(keys))
    sections = {None: Section(None)}
    for space in spaces:
        section = sections.setdefault(space.course_key, Section(None))
        if space.kind == Space.Kind.COURSE:
            section.whole = space
        elif space.last_at is not None and space.last_at > since:
            section.spaces.append(space)
        else:
            section.quiet.append(space)
    rooms = sections[None]
    if not rooms.spaces:
        rooms.spaces, rooms.quiet = rooms.quiet, []
    return [section for section in sections.values() if _shows_something(section)]


def _among(spaces):
    """With the moment of their last post."""
    kinds = [Space.Kind.COMMUNITY, Space.Kind.COURSE, Space.Kind.MODULE]
    said = Thread.objects.published().filter(space=OuterRef("pk"))
    last = said.order_by("-last_activity_at").values("last_activity_at")[:1]
    spaces = spaces.filter(kind__in=kinds, closed_at=None).annotate(last_at=Subquery(last))
    return spaces.order_by("page__path", "position", "pk")


@Prepared
def _rows(keys):
    return _among(Space.objects.filter(pk__in=keys))


def _shows_something(section):
    return section.whole or section.spaces or section.quiet
