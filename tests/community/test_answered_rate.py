"""The published rate: the share of posts answered by the end of the next working day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from community.answering.answered_rate import AnsweredRate, answered_rate, rate_of
from community.models import Climb, ModerationAct, Thread

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def row(begun, due, answered=None):
    """Moments as days before now; what is negative lies ahead."""
    return NOW - begun * DAY, NOW - due * DAY, None if answered is None else NOW - answered * DAY


def test_by_hand():
    rows = [
        row(10, 9, 9.5),  # in time
        row(10, 9, 9),  # at its last moment: in time
        row(10, 9, 8.9),  # late
        row(5, 4),  # due and not answered
        row(1, -0.2, 0.5),  # answered before it was due
        row(1, -0.2),  # waits and is not due: counts for nothing
        row(28, 27, 27.5),  # begun exactly 28 days ago
        row(28.01, 27, 27.5),  # too long ago
    ]
    rate = rate_of(rows, NOW)
    assert rate == AnsweredRate(counted=6, in_time=4, answered=5)
    assert rate.percent == 66  # 4 of 6, rounded down


def test_what_is_due_at_this_moment_counts():
    assert rate_of([row(1, 0)], NOW).counted == 1


@pytest.mark.parametrize(("number", "percent"), [(0, None), (4, None), (5, 100)])
def test_below_five_nothing_is_said_about_a_rate(number, percent):
    rate = rate_of([row(3, 2, 2.5)] * number, NOW)
    assert rate.percent == percent
    assert rate.can_be_told == (number >= 5)


def test_199_of_200_are_not_all():
    rate = rate_of([row(3, 2, 2.5)] * 199 + [row(3, 2)], NOW)
    assert rate.percent == 99


# As the site has it


@pytest.fixture
def history(space, learner, enrollment, other_learner, other_enrollment, instructor):
    """Posts that climbed a week ago; ``in_time`` of them answered at once, the rest never."""

    def make(in_time, never=0):
        now, made = timezone.now(), []
        for number in range(in_time + never):
            thread = Thread.objects.start(learner, space, f"Why {number}?", kind="question")
            begun = now - timedelta(days=7)
            Climb.objects.filter(post=thread.opening).update(
                begun_at=begun, since=begun, due_at=begun + timedelta(days=1)
            )
            if number < in_time:
                thread.reply(other_learner, "Because.", at=begun + timedelta(hours=2))
            made.append(thread)
        cache.clear()
        return made

    return make


@pytest.mark.django_db
def test_the_hub_says_it_in_a_sentence_with_its_number(history, as_learner, client):
    history(5, never=1)
    for browser in (as_learner, client):
        page = browser.get(reverse("community:hub")).content.decode()
        assert "5 of 6 posts that wished for an answer" in page and "83%" in page


@pytest.mark.django_db
def test_a_small_community_is_told_only_how_many(history, client):
    history(4)
    page = client.get(reverse("community:hub")).content.decode()
    assert "4 posts that wished for an answer had one" in page and "100%" not in page


@pytest.mark.django_db
def test_an_empty_community_is_told_nothing(site, client):
    assert "wished for an answer" not in client.get(reverse("community:hub")).content.decode()


@pytest.mark.django_db
def test_what_nobody_was_to_answer_does_not_count(history, moderator, learner):
    hidden, locked, solved, deleted, open_still = history(0, never=5)
    ModerationAct.objects.hide(moderator, hidden.opening, "Spam")
    ModerationAct.objects.lock(moderator, locked, "Enough")
    solved.mark_answer(solved.reply(learner, "I found it myself, at the registrar’s."))
    deleted.opening.delete_by_author()
    assert answered_rate(timezone.now()) == AnsweredRate(counted=1, in_time=0, answered=0)


@pytest.mark.django_db
def test_it_costs_one_query_and_none_soon_after(history, django_assert_num_queries):
    history(6)
    with django_assert_num_queries(1):
        answered_rate()
    with django_assert_num_queries(0):
        answered_rate()
