"""A space with a thread in it."""

import pytest

from community.models import Space, Thread


@pytest.fixture
def space(lesson):
    """The space of the lesson's prompt: only who takes the course reads it."""
    return Space.objects.get(lesson_key=lesson.key)


@pytest.fixture
def thread(space, learner, enrollment):
    return Thread.objects.start(learner, space, "They ask each other which shift to take.")


@pytest.fixture
def public(space):
    """The same space, open to everyone."""
    space.visibility = Space.Visibility.PUBLIC
    space.save()
    return space
