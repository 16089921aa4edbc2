"""A space with a thread in it."""

import pytest

from community.models import ArticlePage, ModerationAct, Space, Thread


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


@pytest.fixture
def article(site, learner):
    """A draft of the learner's first article."""
    return ArticlePage.objects.begin(
        learner,
        "Ask graduates one question",
        lead="It takes them ten minutes.",
        text="Write **once**, and thank them.",
    )


@pytest.fixture
def published(article, moderator):
    """The same article, handed in and published."""
    article.submit(article.author)
    ModerationAct.objects.publish(moderator, article)
    return article
