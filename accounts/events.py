"""What people can be told of, and how it reads: each app registers its own events.

``declare`` names an event for the table in which people choose how to be told of it,
and says how they are told unless they choose.

``describe(recipient, notifications)`` gives each of them a ``sentence`` and a
``url``, in as many queries however many there are; it leaves both out for what the
recipient may not see any more, which is then not shown. A ``mute_url`` is where the
recipient can say that they want to hear no more of this very thing; ``answers`` are
(label, address) of its page with a choice made there, for a mail to list.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How somebody is told. Each but OFF shows it in the site as well."""

    SITE = "site", _("In the site")
    DIGEST = "digest", _("In my digest")
    MAIL = "mail", _("By mail at once")
    OFF = "off", _("Not at all")


class Part(models.IntegerChoices):
    """Where an event stands in the settings, in this order."""

    TALK = 1, _("In discussions")
    PLAN = 2, _("Your plan and commitments")
    COURSES = 3, _("Your courses")
    SHARED = 4, _("What you write and share")
    HELP = 5, _("Helping others")


@dataclass(frozen=True)
class Event:
    """Something that people are told of; ``label`` is a line in their settings, by part.

    What is ``mandatory`` cannot be switched off altogether.
    """

    name: str
    label: str | Promise
    channel: str = Channel.SITE
    mandatory: bool = False
    part: int = Part.COURSES


_events = {}
_describers = {}


def declare(*events):
    """Register events; those of one part are listed in this order."""
    _events.update({event.name: event for event in events})


def declared():
    """Every event that people can be told of, in the order of the settings."""
    return sorted(_events.values(), key=lambda event: event.part)


def event_named(name):
    """The event of this name; one that nobody declared is told in the site."""
    return _events.get(name) or Event(name, name, mandatory=True)


def describes(*events):
    """Register a function for these events."""

    def register(describe):
        _describers.update(dict.fromkeys(events, describe))
        return describe

    return register


def described(recipient, notifications):
    """Those of the notifications that can be shown, each with its sentence and address."""
    notifications = list(notifications)
    for describe in set(_describers.values()):
        theirs = [row for row in notifications if _describers.get(row.event) is describe]
        if theirs:
            describe(recipient, theirs)
    return [row for row in notifications if getattr(row, "sentence", "")]
