"""An institution with seats in the course, and the browser of who coordinates it."""

import pytest

from .institutions import make_institution


@pytest.fixture
def institution(course, coordinator):
    return make_institution(course, coordinator=coordinator)


@pytest.fixture
def browser(client_for, coordinator, institution):
    return client_for(coordinator)
