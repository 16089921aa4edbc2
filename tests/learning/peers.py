"""Plans with words in them, rubrics in lessons, and colleagues who offer to look."""

import pytest
from django.urls import reverse

from courses.models import LessonPage, PlanSection
from learning.models import LookOffer, Plan, Prompt, SelfCheck
from tests import builders


def give_plan(user, text="Purpose: first-years answer first-years.", sharing="private"):
    """A plan with words saved in its first section."""
    plan = Plan.objects.begin(user)
    section = PlanSection.objects.order_by("code").first()
    if section is None:
        section = PlanSection.objects.create(code="P1", title="Purpose", guidance="Say it.")
    written = plan.text_of(section)
    written.submit(text, written.revision)
    if sharing != "private":
        plan.share(sharing)
    return plan


def put_rubric(lesson, **value):
    """The block of a rubric, which the lesson then consists of."""
    lesson.body = LessonPage.body.field.stream_block.to_python([builders.peer_look(**value)])
    builders.publish(lesson)
    return lesson.body[0]


def marks_of(block, level="strong"):
    return {pk: level for pk, _row in block.value.rows()}


def checked(plan, lesson, block, level="getting_there", words="The first sentence."):
    return SelfCheck.objects.record(plan, lesson.key, block, marks_of(block, level), words)


def typed(block, level="strong", **more):
    """What the form of a rubric sends."""
    return {f"row-{pk}": value for pk, value in marks_of(block, level).items()} | more


def offers(*people):
    for person in people:
        LookOffer.objects.create(user=person)


def request_values(lesson, block, course):
    return {
        "prompt": Prompt.objects.as_shown(block.block_type, block.value.as_shown()),
        "lesson_key": lesson.key,
        "block_id": block.id,
        "course_key": course.key,
        "message": "Is the rhythm one I can keep?",
    }


GOOD = {
    "strength_1": "“Students answer first.”",
    "strength_2": "One rhythm, and it is small.",
    "question": "What happens on the Thursday you are sick?",
}


@pytest.fixture
def block(lesson):
    return put_rubric(lesson)


def text_of(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


@pytest.fixture
def rubric(lesson):
    return put_rubric(lesson)


@pytest.fixture
def plan(learner, enrollment, lesson, rubric):
    """The learner's, checked by themselves and private."""
    found = give_plan(learner, "Students answer **first**.")
    checked(found, lesson, rubric)
    return found


@pytest.fixture
def ask_url(lesson, rubric):
    return reverse("learning:ask_look", args=[lesson.pk, rubric.id])
