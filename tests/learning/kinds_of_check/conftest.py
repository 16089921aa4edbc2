"""A lesson with one question of every kind."""

import pytest
from django.urls import reverse

from courses.models import Activity, LessonPage
from courses.models.activities import FROM_THE_START
from tests import builders

from .sending import KINDS, MADE


@pytest.fixture
def lesson(lessons):
    """The second lesson, with one check of each kind."""
    page = lessons[1]
    page.body = LessonPage.body.field.stream_block.to_python(list(MADE.values()))
    builders.publish(page)
    Activity.objects.update(required_from=FROM_THE_START)
    return page


@pytest.fixture(params=KINDS)
def block(request, lesson):
    return builders.blocks_of(lesson, request.param)[0]


@pytest.fixture
def url(lesson, block):
    return reverse("learning:answer_check", args=[lesson.pk, block.id])
