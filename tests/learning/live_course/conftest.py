"""The instructor's browser, and somebody who has done their lessons."""

import pytest

from tests import builders


@pytest.fixture
def client(client_for, instructor):
    return client_for(instructor)


@pytest.fixture
def done(enrollment, lessons):
    """The learner's enrollment with the first lesson complete."""
    builders.do_everything(enrollment, lessons[0])
    enrollment.complete_lesson(lessons[0])
    return enrollment
