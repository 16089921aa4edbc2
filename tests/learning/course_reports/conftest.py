"""Who takes the course that is reported on."""

import pytest

from tests import crowd


@pytest.fixture
def people(course):
    """Twenty: all start; 18, 16 and 14 complete the three lessons; two finish."""
    enrollments = crowd.enroll(course, 20)
    crowd.work(course, enrollments)
    return enrollments
