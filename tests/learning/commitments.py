"""Commitments for the tests, made as their makers make them."""

import uuid
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from learning.days import day_of
from learning.models import Commitment

NEW = "learning:new_commitment"
WORDS = {
    "cue": "I plan next month’s posts",
    "act": "replace one announcement with a question",
    "confidence": 4,
    "obstacle": "Nobody has the time",
    "response": "ask the student board for one",
}


def commit(user, **changes):
    """A commitment, through the models."""
    words = {"due_on": day_of(user) + timedelta(days=40), **WORDS, "token": uuid.uuid4()}
    return Commitment.objects.make(user, **(words | changes))


def typed(user, **changes):
    """What the form of a commitment sends."""
    day = (day_of(user) + timedelta(days=40)).isoformat()
    token = str(uuid.uuid4())
    return WORDS | {"due_on": day, "token": token, "partner": "", "course": "", **changes}


def make(client, user, url=None, **changes):
    """Press both buttons: read it back, then make it."""
    data = typed(user, **changes)
    url = url or reverse(NEW)
    first = client.post(url, data | {"step": "review"})
    assert first.status_code == 200, first.context["form"].errors
    return client.post(url, data | {"step": "make"})


def asked(learner, other):
    """Made a month ago, with somebody else asked to be the partner."""
    return commit(
        learner, partner=other, made_at=timezone.now() - timedelta(days=30), act="SECRET-ACT",
        obstacle="SECRET-OBSTACLE",
    )  # fmt: skip
