"""A question on Monday at nine, and who could answer it."""

import pytest

from community.answering.climbing import move_on
from community.models import AnswerSteps, Rung, Thread
from learning.models import Enrollment
from tests import builders

from .week import MONDAY, asked, at, write_some


@pytest.fixture(autouse=True)
def monday_at_nine(time_machine, settings):
    """The clock stands at nine on a Monday, as the site works from nine to five."""
    settings.TIME_ZONE = "America/New_York"
    time_machine.move_to(MONDAY, tick=False)
    return time_machine


@pytest.fixture
def go_to(time_machine):
    """Set the clock, and do what is due then."""

    def travel(text):
        time_machine.move_to(at(text), tick=False)
        move_on()

    return travel


@pytest.fixture
def few_are_enough(db):
    AnswerSteps.objects.create(minimum_helpers=1)


@pytest.fixture
def helper(course, lessons, space):
    """Makes people who finished the module of the lesson, and have posted before."""

    def make(name, finished=True, posts=3, **fields):
        person = builders.make_person(name, f"{name.lower()}@example.org", **fields)
        enrollment = Enrollment.objects.enroll(person, course)
        if finished:
            for page in lessons[:2]:  # the first module has two lessons
                builders.do_everything(enrollment, page)
                enrollment.complete_lesson(page)
        write_some(person, space, posts)
        return person

    return make


@pytest.fixture
def question(space, learner, enrollment, instructor):
    """The learner, who has posted before, asks in the lesson's space on Monday at nine."""
    write_some(learner, space)
    return Thread.objects.start(learner, space, "How do you begin?", kind="question").opening


@pytest.fixture
def offered(few_are_enough, question, go_to):
    """Whom the question is offered to when its hour comes."""

    def offer():
        go_to("2026-11-16 09:00")
        go_to("2026-11-16 13:00")
        return asked(question, Rung.MEMBER)

    return offer
