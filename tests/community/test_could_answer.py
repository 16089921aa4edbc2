"""What a person, of all people, could answer: first under "Waiting for an answer"."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from community.answering.waiting import could_answer
from community.models import Ask, HelpedMark, Rung, Space, Suspension, Thread
from courses.models import Topic
from learning.models import Enrollment
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_module(enrollment, lessons):
    """The learner has finished the first of two modules."""
    for page in lessons[:2]:
        builders.do_everything(enrollment, page)
        enrollment.complete_lesson(page)


@pytest.fixture
def asks(other_learner, other_enrollment):
    """Another person's question, wherever it is to stand."""

    def ask(space, title="How do you begin?", **fields):
        return Thread.objects.start(
            other_learner, space, "Please.", title=title, kind="question", **fields
        )

    return ask


def said(user, limit=9):
    return [(thread.title, thread.because) for thread in could_answer(user, limit)]


def test_in_the_module_that_one_finished(learner, first_module, space, lessons, asks):
    asks(space)
    asks(Space.objects.get(lesson_key=lessons[2].key), "In the other module")
    assert said(learner) == [("How do you begin?", "You finished this module")]


def test_in_the_discussion_of_that_module_and_of_the_course(learner, first_module, course, asks):
    asks(Space.objects.get(kind="course"), "Of the course")
    module = Space.objects.filter(kind="module").order_by("page__path").first()
    asks(module, "Of the module")
    assert said(learner) == [
        ("Of the module", "You finished this module"),
        ("Of the course", "You finished a module of this course"),
    ]


def test_in_a_course_that_one_finished(learner, finished, asks):
    asks(Space.objects.get(kind="course"))
    assert said(learner) == [("How do you begin?", "You finished this course")]


def test_what_one_was_asked_comes_first(learner, first_module, space, asks, course):
    asks(space, "Longest")
    asked = asks(Space.objects.get(kind="community"), "Asked")
    Ask.objects.create(climb=asked.opening.climb, rung=Rung.MEMBER, person=learner)
    assert said(learner)[0] == ("Asked", "You have been asked")
    Ask.objects.get().decline()
    assert "Asked" not in dict(said(learner))


def test_what_is_about_a_topic_with_which_one_helped(learner, enrollment, other_learner, asks):
    topic = Topic.objects.create(name="Measurement", slug="measurement")
    room = Space.objects.get(kind="community")
    before = asks(room, "Before", topics=[topic])
    reply = before.reply(learner, "Count replies.")
    before.mark_answer(reply)
    asks(room, "Again", topics=[topic])
    assert said(learner) == []
    HelpedMark.objects.set(other_learner, reply, helped=True)
    assert said(learner) == [("Again", "You helped with Measurement before")]


def test_nothing_of_ones_own_nor_where_one_wrote_nor_muted(learner, first_module, space, asks):
    Thread.objects.start(learner, space, "Mine?", kind="question")
    asks(space, "Written in").reply(learner, "Same here.")
    asks(space, "Muted").follow(learner, muted=True)
    assert said(learner) == []


def test_nothing_that_one_may_not_see(learner, first_module, space, asks, other_learner):
    asks(space)
    Enrollment.objects.filter(user=learner).delete()
    assert said(learner) == []


def test_nothing_for_who_cannot_post(learner, first_module, space, asks):
    asks(space)
    Suspension.objects.create(user=learner)
    assert said(learner) == [] and could_answer(AnonymousUser(), 9) == []


def test_the_hub_shows_them_first_with_the_reason_and_each_once(
    as_learner, learner, first_module, space, asks
):
    asks(Space.objects.get(kind="community"), "Waits longest")
    asks(space)
    page = as_learner.get(reverse("community:hub")).content.decode()
    waiting = page[page.index('id="waiting"') : page.index('id="following"')]
    assert waiting.index("How do you begin?") < waiting.index("Waits longest")
    assert waiting.count(">How do you begin?<") == 1
    assert "You finished this module" in waiting


@pytest.mark.parametrize("size", [2, 14])
def test_the_hub_costs_fifteen_queries_at_most_however_much_waits(
    as_learner, learner, first_module, space, asks, instructor, size,
    django_assert_max_num_queries,
):  # fmt: skip
    topic = Topic.objects.create(name="Measurement", slug="measurement")
    for number in range(size):
        thread = asks(space, f"Question {number}", topics=[topic])
        thread.follow(learner)
    answered = asks(space, "Answered", topics=[topic])
    HelpedMark.objects.set(answered.author, answered.reply(learner, "So."), helped=True)
    Ask.objects.create(climb=thread.opening.climb, rung=Rung.MEMBER, person=learner)
    Ask.objects.create(climb=thread.opening.climb, rung=Rung.HOST, person=learner)
    url = reverse("community:hub")
    as_learner.get(url)
    with django_assert_max_num_queries(15):
        assert "You finished this module" in as_learner.get(url).content.decode()
