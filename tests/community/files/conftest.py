"""Who has written before, and who has not."""

import pytest

from community.models import Thread
from tests import builders


@pytest.fixture
def known(learner, space):
    """The learner has posted often enough not to be new."""
    for n in range(3):
        Thread.objects.start(learner, space, f"Post {n}")
    return learner


@pytest.fixture
def stranger(db):
    return builders.make_person("Someone Else", "else@example.org")
