"""What an audit shows, apart from its posts: numbers that can be told and drawn."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Tally:
    """The day of the count, how many posts, and [(label, count, percent)] twice.

    ``purposes`` are announce, respond and invite, in this order.
    """

    made_on: date
    posts: int
    purposes: list
    contents: list

    @classmethod
    def of(cls, audit):
        """None stays None."""
        if audit is None:
            return None
        at = timezone.localdate(audit.frozen_at or timezone.now())
        return cls(at, audit.total, audit.shares("purpose"), audit.shares("content"))

    @property
    def sentence(self):
        """What it says, in one plain sentence; "" without posts. No ratio is called right."""
        if not self.posts:
            return ""
        (_a, announce, _p), (_r, respond, _q), (_i, invite, _s) = self.purposes
        numbers = {"posts": self.posts}
        for name, (_label, count, part) in zip(NAMES, self.purposes, strict=True):
            numbers |= {name: count, f"{name}_percent": part}
        if 2 * announce > self.posts:
            words = _("most of what you post tells people something")
        elif 2 * respond > self.posts:
            words = _("most of what you post answers people")
        elif 2 * invite > self.posts:
            words = _("most of what you post asks people for what they know")
        else:
            words = _("no one purpose outweighs the others together")
        said = _(
            "Of %(posts)d posts, %(announce)d announce (%(announce_percent)d%%), %(respond)d"
            " respond (%(respond_percent)d%%) and %(invite)d invite (%(invite_percent)d%%):"
            " %(words)s."
        )
        return said % (numbers | {"words": words})


NAMES = ("announce", "respond", "invite")


@dataclass(frozen=True)
class Change:
    """A line of the comparison. ``change`` is in percentage points."""

    label: str
    before: int
    before_percent: int
    after: int = None
    after_percent: int = None

    @property
    def change(self):
        return None if self.after is None else self.after_percent - self.before_percent

    @property
    def change_in_words(self):
        if not self.change:
            return _("as before")
        return f"{'+' if self.change > 0 else '−'}{abs(self.change)}"


def changes(before, after, name):
    """A line for each purpose or content ("purposes", "contents")."""
    rows = getattr(before, name)
    if after is None:
        return [Change(*row) for row in rows]
    return [Change(*old, *new[1:]) for old, new in zip(rows, getattr(after, name), strict=True)]


def sentence_of(before, after):
    """One plain sentence: of the first count, or of what changed since."""
    before, after = Tally.of(before), Tally.of(after)
    if after is None:
        return before.sentence if before else ""
    parts = {}
    for key, old, new in zip(NAMES, before.purposes, after.purposes, strict=True):
        parts |= {f"{key}_before": old[2], f"{key}_after": new[2]}
    return (
        _(
            "From the first count to the repeat, posts that announce went from"
            " %(announce_before)d%% to %(announce_after)d%%, those that respond from"
            " %(respond_before)d%% to %(respond_after)d%%, and those that invite from"
            " %(invite_before)d%% to %(invite_after)d%%."
        )
        % parts
    )
