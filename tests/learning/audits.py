"""Broadcast audits for the tests: one letter for each post (a, r, i)."""

from datetime import timedelta

from django.utils import timezone

from learning.models import Audit, AuditedPost

PURPOSES = {"a": "announce", "r": "respond", "i": "invite"}


def posts(letters, content="job", words="Résumé drop-in"):
    return [
        AuditedPost(purpose=PURPOSES[letter], content=content, words=words) for letter in letters
    ]


def filled(user, letters, **values):
    """The person's open audit with these posts."""
    audit = Audit.objects.begin(user)
    audit.add(posts(letters, **values))
    return audit


def frozen(user, letters, days_ago=0, **values):
    audit = filled(user, letters, **values)
    assert audit.freeze(timezone.now() - timedelta(days=days_ago))
    return audit
