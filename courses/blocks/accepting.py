"""Whether a short answer is one of those that are accepted.

No regular expressions: a pattern knows one sign, ``*`` for any words or none, and is tried
from left to right without ever going back, so that neither an author nor a learner can
make it slow.
"""

import unicodedata

from django.utils.translation import gettext_lazy as _

EXACT, LOOSE, CONTAINS, PATTERN = "exact", "loose", "contains", "pattern"
MODES = [
    (LOOSE, _("The same words, whatever the case and punctuation")),
    (EXACT, _("Exactly the same")),
    (CONTAINS, _("The answer contains it")),
    (PATTERN, _("A pattern: * stands for any words")),
]
LONGEST_ANSWER = 200
LEAST_CONTAINED = 2  # characters; a shorter one would be in nearly every answer


def spaced(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def loose(text, keep=""):
    """The words alone, in one case; apostrophes vanish, other punctuation parts words."""
    text = unicodedata.normalize("NFKC", text).casefold()
    for apostrophe in "'’":
        text = text.replace(apostrophe, "")
    return " ".join("".join(c if c.isalnum() or c in keep else " " for c in text).split())


def accepts(accepted, mode, answer):
    """Whether one of the accepted texts accepts this answer."""
    return len(answer) <= LONGEST_ANSWER and any(MATCHES[mode](one, answer) for one in accepted)


def _exact(one, answer):
    return spaced(one) == spaced(answer)


def _loose(one, answer):
    return loose(one) == loose(answer)


def _contains(one, answer):
    return f" {loose(one)} " in f" {loose(answer)} "


def _pattern(one, answer):
    first, *others = [part.strip() for part in loose(one, keep="*").split("*")]
    answer = loose(answer)
    if not others:
        return first == answer
    *middle, last = others
    if not answer.startswith(first) or not answer.endswith(last):
        return False
    at, end = len(first), len(answer) - len(last)
    for part in middle:
        found = answer.find(part, at, max(end, 0))
        if found < 0:
            return False
        at = found + len(part)
    return at <= end


MATCHES = {EXACT: _exact, LOOSE: _loose, CONTAINS: _contains, PATTERN: _pattern}


def never_tells(one, mode):
    """Whether an accepted text has nothing to compare with, and so accepts all or nothing."""
    if mode == EXACT:
        return not spaced(one)
    return len(loose(one)) < (LEAST_CONTAINED if mode in (CONTAINS, PATTERN) else 1)
