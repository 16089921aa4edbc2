"""A mentor, and somebody who has her."""

import pytest

from community.models import Mentor
from tests import builders


@pytest.fixture
def rosa(site):
    person = builders.make_person("Rosa Okafor", "rosa@example.org", role_at_work="Lead")
    return Mentor.objects.begin(person, weekly_cap=2)


@pytest.fixture
def as_rosa(client_for, rosa):
    return client_for(rosa.user)
