"""What stands in a digest: each app registers its part.

``@digest_part(position, heading)`` on a function of the person and of the moment of
their last digest that gives what it has to say: rows of a sentence and an address, or
``Item``. Only while a digest is written are they asked, and they write nothing.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

# Where the notifications stand that wait for the digest.
NOTIFICATIONS_AT = 20


class Item(NamedTuple):
    """A line of a digest. What has a ``key`` is said to a person only once."""

    sentence: str
    url: str
    key: str = ""


class Part(NamedTuple):
    position: int
    heading: str
    gather: object
    suffices: bool
    at_most: int


ALSO = _("Also for you")
_parts = []


def digest_part(position, heading=ALSO, *, suffices=True, at_most=5):
    """Register a part. One that does not suffice causes no mail by itself."""

    def register(gather):
        _parts.append(Part(position, heading, gather, suffices, at_most))
        return gather

    return register


def parts():
    return sorted(_parts, key=lambda part: part.position)


def items_of(part, person, since, said):
    """The items of a part that this person was not told yet."""
    found = (Item(*row) for row in part.gather(person, since))
    return [item for item in found if item.key not in said][: part.at_most]
