"""Somebody who finished on a Tuesday, having answered everything."""

import uuid
from datetime import timedelta

import pytest

from learning.models import Attempt, Card, Remembering
from tests import builders

from .clock import FINISHED, NEW_YORK, THIRD, finish, tick_at


@pytest.fixture
def questions(course):
    """A lesson of six questions in the first module."""
    module = course.outline.modules[0]
    from courses.models import ModulePage

    blocks = [builders.single_choice(f"Question {number}?") for number in range(6)]
    return builders.make_lesson(ModulePage.objects.get(pk=module.pk), "Six", blocks, slug="six")


@pytest.fixture
def done(enrollment, questions):
    """Finished on Tuesday in New York, all questions right at the first try; takes part."""
    enrollment.user.time_zone = NEW_YORK
    enrollment.user.save()
    for number, block in enumerate(questions.body):
        right = block.value.right_answer()
        row = Attempt.objects.record(enrollment, questions, block, right, uuid.uuid4())
        at_first = FINISHED - timedelta(days=20 - number)
        Attempt.objects.filter(pk=row.pk).update(answered_at=at_first)
    finish(enrollment, FINISHED)
    Remembering.objects.choose(enrollment, True)
    return enrollment


@pytest.fixture
def card(done):
    tick_at(*THIRD, 9)
    return Card.objects.get()
