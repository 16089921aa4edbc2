"""What people did that others may see, the newest first.

Each kind of doing is a source: a function that gets a ``Scope`` and returns its newest
``Act``s, as many as a page needs, in one query. ``@feed_source`` registers it. A page is
merged from them, so its cost does not grow with what the community ever did.
"""

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property

from .models import CourseFollow, FeedReading, PersonFollow, Suspension

ACTS_AT_ONCE = 40
NAMES_SHOWN = 2
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_sources = []


def feed_source(find):
    _sources.append(find)
    return find


@dataclass(frozen=True)
class Act:
    """One thing that somebody did.

    ``verb`` says what, as the template of a line knows it; acts of one day with the same
    verb and ``url_of_all`` are told as one. ``text`` is its plain beginning.
    """

    at: datetime
    person: object
    verb: str
    title: str
    url: str
    url_of_all: str = ""
    place: str = ""
    text: str = ""


class Scope:
    """What a source is asked for: what this reader may see, before a moment, from whom."""

    def __init__(self, user, before=None, following=False):
        self.user, self.before, self.following = user, before, following

    def newest(self, rows, at, person, course=None):
        """The newest of the rows that count, one more than a page holds.

        ``at``, ``person`` and ``course`` name the fields that say when, who, and in which
        course. What people do who are gone or may not post at the moment is left out.

        What other tables say is asked of each row in turn, by EXISTS: the database then
        walks down the index by moment and stops when the page is full.
        """
        here = get_user_model().objects.filter(pk=OuterRef(person), is_active=True)
        suspended = Suspension.objects.in_force().filter(user=OuterRef(person))
        rows = rows.filter(Exists(here), ~Exists(suspended))
        if self.before:
            rows = rows.filter(**{f"{at}__lt": self.before})
        if self.following:
            rows = rows.filter(self._followed(person, course))
        return rows.order_by(f"-{at}", "-pk")[: ACTS_AT_ONCE + 1]

    def _followed(self, person, course):
        people = PersonFollow.objects.filter(follower=self.user).values("followed")
        found = Q(**{f"{person}__in": people})
        if course:
            found |= CourseFollow.objects.condition(self.user, course)
        return found & ~Q(**{person: self.user.pk})


@dataclass
class Line:
    """Acts that are told as one: the same thing, done to the same thing, on one day."""

    acts: list

    @property
    def newest(self):
        return self.acts[0]

    @property
    def count(self):
        return len(self.acts)

    @property
    def url(self):
        return self.newest.url_of_all if self.count > 1 else self.newest.url

    @cached_property
    def people(self):
        return list({act.person.pk: act.person for act in self.acts}.values())


@dataclass
class Entry:
    """Lines by the same people, one after another."""

    lines: list = field(default_factory=list)
    is_new: bool = False

    @property
    def at(self):
        return self.lines[0].newest.at

    @property
    def people(self):
        return self.lines[0].people

    @property
    def shown(self):
        """Those named: all of three, and two of more."""
        return self.people[: None if len(self.people) == NAMES_SHOWN + 1 else NAMES_SHOWN]

    @property
    def others(self):
        return len(self.people) - len(self.shown)


class Feed:
    """One page of it, for one reader: everyone's doings, or those one follows."""

    def __init__(self, user, *, following=False, before=None):
        self.user, self.before = user, before
        self.following = following and user.is_authenticated

    @classmethod
    def public(cls):
        """What anybody may read, without an account."""
        return cls(AnonymousUser())

    @cached_property
    def _found(self):
        """The acts of the page, and whether there are older ones.

        The page ends where the moment changes, so that "before" loses none.
        """
        scope = Scope(self.user, self.before, self.following)
        acts = [act for find in _sources for act in find(scope)]
        acts.sort(key=lambda act: act.at, reverse=True)
        if len(acts) <= ACTS_AT_ONCE:
            return acts, False
        next_at = acts[ACTS_AT_ONCE].at
        whole = [act for act in acts[:ACTS_AT_ONCE] if act.at > next_at]
        return whole or acts[:ACTS_AT_ONCE], True

    @property
    def acts(self):
        return self._found[0]

    @property
    def older(self):
        """The moment before which the next page begins; None on the last one."""
        acts, has_more = self._found
        return acts[-1].at if has_more else None

    @property
    def older_query(self):
        """That moment as it stands in an address."""
        return self.older.astimezone(UTC).isoformat().replace("+00:00", "Z")

    @cached_property
    def seen_at(self):
        """Up to when the reader has seen the feed; None before the first time."""
        if not self.user.is_authenticated:
            return None
        return FeedReading.objects.filter(user=self.user).values_list("seen_at", flat=True).first()

    @property
    def seen_stamp(self):
        return stamp(self.seen_at) if self.seen_at else 0

    @property
    def newest_stamp(self):
        """Up to when this page shows everything: on an older one that is up to now."""
        return stamp(timezone.now() if self.before or not self.acts else self.acts[0].at)

    @property
    def days(self):
        """The page's days, each with its entries."""
        for day, acts in groupby(self.acts, lambda act: timezone.localdate(act.at)):
            yield day, self._entries(acts)

    def _entries(self, acts):
        lines = {}
        for act in acts:
            lines.setdefault((act.verb, act.url_of_all or act.url), []).append(act)
        entries = []
        for line in map(Line, lines.values()):
            is_new = self.seen_at is not None and line.newest.at > self.seen_at
            last = entries[-1] if entries else None
            same = last and last.is_new == is_new and len(line.people) == len(last.people) == 1
            if same and last.people == line.people:
                last.lines.append(line)
            else:
                entries.append(Entry([line], is_new))
        return entries

    @property
    def has_caught_up(self):
        """Whether the page reaches what the reader has seen, or the very beginning."""
        if self.older is None:
            return True
        return self.seen_at is not None and self.acts[-1].at <= self.seen_at

    @property
    def marks_seen(self):
        """Whether reading this page to its end means having seen everything up to it.

        Not among those one follows: the others were not looked at.
        """
        if self.following or not self.user.is_authenticated or not self.acts:
            return False
        return self.has_caught_up or self.seen_at is None

    @property
    def has_new(self):
        return self.newest_stamp > self.seen_stamp

    def mark_seen(self, until):
        """Remember that the reader has seen everything up to this moment; it never goes back."""
        until = min(until, timezone.now())
        row, made = FeedReading.objects.get_or_create(user=self.user, defaults={"seen_at": until})
        if not made:
            FeedReading.objects.filter(pk=row.pk, seen_at__lt=until).update(seen_at=until)


def stamp(moment):
    """A moment as whole milliseconds, rounded up, so that what happened at it is covered."""
    return math.ceil(moment.timestamp() * 1000)


def moment_of(number):
    """The moment of a stamp. Raises OverflowError for what is none."""
    return EPOCH + timedelta(milliseconds=number)
