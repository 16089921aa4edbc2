"""The director's page on one day, with seats for many."""

from datetime import UTC, datetime

import pytest

from ..institutions import make_institution


@pytest.fixture(autouse=True)
def clock(time_machine):
    """A Monday in the last quarter: its weeks until yesterday are counted."""
    time_machine.move_to(datetime(2026, 11, 23, 15, tzinfo=UTC))
    return time_machine


@pytest.fixture
def institution(course, coordinator):
    return make_institution(course, coordinator=coordinator, seats=600)
