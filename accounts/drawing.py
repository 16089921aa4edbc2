"""HTML that is drawn once for whatever looks the same.

Running a template costs ten times what reading its rows does. So all that it may show is put
into a card, a value. What was drawn for a card, in a language and a time zone, is kept in the
memory of the process and given out again for an equal card. What changed makes another card:
there is nothing to forget.

What differs each time, such as the token against forged requests or the words somebody typed,
is in no card. It is left blank where it is drawn, and filled in on the way out.
"""

import re
import secrets
from dataclasses import is_dataclass
from datetime import datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import get_template
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from .way_back import way_back

PIECES_KEPT = 3000  # about 3 kB each, in each process
NONCE = secrets.token_hex(8)  # so that nobody can type a blank
BLANK = re.compile(f"\x02{NONCE}([a-z_.]+)\x03")
PLAIN = {str, int, float, bool, type(None), datetime}

_all = []


def drawn_once(keep):
    """Decorate ``draw(card)``: it is asked once for equal cards, and ``keep`` of them are kept."""
    return lambda draw: DrawnOnce(draw, keep)


def empty():
    """Let go of all that this process has drawn, as when the static files change their names."""
    for drawn in _all:
        drawn.kept.cache_clear()


class DrawnOnce:
    def __init__(self, draw, keep):
        self.draw = draw
        self.kept = lru_cache(maxsize=keep)(self._cut)
        _all.append(self)

    def __call__(self, card, filled=None):
        """Drawn for the language and the time zone of now; ``filled`` is {blank: its value}."""
        return _fill(self._drawn(card, get_language(), get_current_timezone_name()), filled)

    def each(self, cards):
        """Many cards that leave nothing blank."""
        language, zone = get_language(), get_current_timezone_name()
        return (self._drawn(card, language, zone)[0] for card in cards)

    @property
    def _drawn(self):
        return self._cut if settings.DEBUG else self.kept  # who writes templates sees the change

    def _cut(self, card, language, zone):
        """What was drawn, cut at its blanks: HTML, name, HTML, name, HTML."""
        parts = BLANK.split(self.draw(card))
        if any(NONCE in part for part in parts[::2]):
            raise ValueError("A template may only print a blank, or ask whether it is empty.")
        parts[::2] = [mark_safe(part) for part in parts[::2]]  # noqa: S308 - a rendered template
        return parts


def _fill(parts, values):
    if len(parts) == 1:
        return parts[0]
    parts = parts.copy()
    parts[1::2] = [conditional_escape(values[name]) for name in parts[1::2]]
    return mark_safe("".join(parts))  # noqa: S308 - a rendered template, and values escaped


def blanks_of(context):
    """What any form around may need: the token against forged requests, and the way back here."""
    request = context.get("request")
    return {
        "csrf_token": context.get("csrf_token"),
        "way_back": SimpleLazyObject(lambda: way_back(request)),
    }


def draw(template, blanks=None, **things):
    """The template's HTML: it knows the named things alone, and is run once for equal ones.

    A thing is a plain value, or says by ``in_card`` which of its attributes are in the card and
    by ``left_blank`` which are filled in each time. Anything else is refused: what could change
    behind a card's back would be shown as it was. ``blanks`` are more of the latter.
    """
    filled = dict(blanks or ())
    given = tuple(filled)
    values = tuple((name, _valued(thing, name, filled)) for name, thing in things.items())
    return _piece(_Piece(template, values, given), filled)


class _Piece(NamedTuple):
    template: str
    values: tuple
    given: tuple


class _Thing(NamedTuple):
    """What a card holds of a thing: its values, and which of its blanks are not empty."""

    names: tuple
    values: tuple
    blanks: tuple
    given: tuple


def thing(blanks=None, **values):
    """A thing made of these."""
    blanks = blanks or {}
    made = SimpleNamespace(**values, **blanks)
    made.in_card, made.left_blank = tuple(values), tuple(blanks)
    return made


def _valued(value, path, filled):
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is list or kind is tuple:
        return tuple([_valued(one, path, filled) for one in value])
    if names := getattr(value, "in_card", None):
        return _thing(value, names, path, filled)
    if isinstance(value, Promise):
        return str(value)
    if is_dataclass(value.__class__) and value.__dataclass_params__.frozen:
        return value  # a lazy one, too
    raise TypeError(f"{path} is no plain value but a {kind.__name__}.")


def _thing(value, names, path, filled):
    values = tuple([_valued(getattr(value, name), f"{path}.{name}", filled) for name in names])
    given = []
    for name in value.left_blank:
        found = getattr(value, name)
        if found or found == 0:
            filled[f"{path}.{name}"] = found
            given.append(name)
    return _Thing(names, values, value.left_blank, tuple(given))


class _Shown:
    """A thing as the template sees it: what the card holds, and nothing behind it."""

    def __init__(self, values):
        self.__dict__.update(values)

    def __getattr__(self, name):
        raise LookupError(f"A template asks for {name}, which its thing has not put in its card.")


def _shown(value: Any, path):
    if type(value) is not _Thing:
        return value
    values = {
        name: _shown(one, f"{path}.{name}")
        for name, one in zip(value.names, value.values, strict=True)
    }
    blanks = {
        name: _blank(f"{path}.{name}") if name in value.given else "" for name in value.blanks
    }
    return _Shown(values | blanks)


def _blank(name):
    return f"\x02{NONCE}{name}\x03"


@drawn_once(keep=PIECES_KEPT)
def _piece(piece):
    context = {name: _shown(value, name) for name, value in piece.values}
    context |= {name: _blank(name) for name in piece.given}
    return get_template(piece.template).render(context)
