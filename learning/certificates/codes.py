"""Certificate codes: short enough to retype from paper, too many to guess.

Source: Douglas Crockford, "Base 32" (https://www.crockford.com/base32.html):
digits and capitals without I, L, O and U, and a reader that takes O for 0 and
I or L for 1. The optional check symbol is left out, since a mistyped code is
looked up and simply not found.

A code is 16 characters of 5 bits: 80 bits from the operating system's random
source. With a million certificates issued, one guess in 10**18 hits one.
Verification is rate-limited besides, so guessing is slow as well as hopeless.
"""

import re
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4

# Longer than any spacing a person types; keeps hostile input cheap.
LONGEST_INPUT = 100

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212\u00ad]+")
_LOOKALIKES = str.maketrans("OIL", "011")


def new_code(length=LENGTH):
    """A fresh code as it is stored and shown: ``XXXX-XXXX-XXXX-XXXX``."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(length)))


def normalize(text, length=LENGTH):
    """The code that somebody meant by ``text``, in the shown form, or None.

    Case, spaces and hyphens are forgiven, as are O for 0 and I or L for 1.
    None means that no code of this length can be meant.
    """
    if len(text) > LONGEST_INPUT:
        return None
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not plain.isascii():
        return None
    plain = plain.upper().translate(_LOOKALIKES)
    if len(plain) != length or not set(plain) <= set(ALPHABET):
        return None
    return _grouped(plain)


def _grouped(plain):
    return "-".join(plain[start : start + GROUP] for start in range(0, len(plain), GROUP))
