"""What mentors and mentees are told."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notification
from community.mentoring import due as mentoring_due
from community.mentoring import notices as mentor_notices
from community.models import HelpedMark, Mentorship, Space, Thread

from .pages import DAY, text_of, url

pytestmark = pytest.mark.django_db


def test_notices_read_in_words_and_lead_there(as_rosa, as_learner, rosa, learner):
    row = Mentorship.objects.request(learner, rosa, "Please")
    mentor_notices.tell_of_mentorship(row, "asked", learner.pk)
    page = text_of(as_rosa.get(reverse("notifications")))
    assert "asks whether you would be their mentor" in page
    assert url("mentorship", row.pk) in page
    mentor_notices.tell_of_mentorship(row, "declined", rosa.user_id)
    assert "has no room for you at present" in text_of(as_learner.get(reverse("notifications")))


@pytest.fixture
def november(monkeypatch):
    """A clock that can be set: Monday, November 2, 2026, 10:00 in New York at first."""
    clock = {"now": datetime(2026, 11, 2, 15, tzinfo=UTC)}
    monkeypatch.setattr(timezone, "now", lambda: clock["now"])
    return clock


@pytest.fixture
def october(rosa, november, learner, other_learner):
    """In October Rosa answered in two threads; two people marked three of her posts."""
    space = Space.objects.create(kind="community", slug="desk", title="Desk", visibility="members")
    at = datetime(2026, 10, 12, 12, tzinfo=UTC)
    threads = [Thread.objects.start(learner, space, f"Number {n}?", at=at) for n in (1, 2)]
    posts = [thread.reply(rosa.user, "So.", at=at + DAY) for thread in threads]
    posts.append(threads[0].reply(rosa.user, "And so.", at=at + DAY))
    for post in posts:
        HelpedMark.objects.create(post=post, user=learner, made_at=at + 2 * DAY)
    HelpedMark.objects.create(post=posts[0], user=other_learner, made_at=at + 2 * DAY)
    return posts


def test_the_note_of_the_month_comes_once_with_numbers_and_no_names(rosa, october, as_rosa):
    for _again in range(2):
        mentoring_due.tell_of_the_month()
    row = Notification.objects.get(event="mentor_month")
    assert row.recipient == rosa.user
    page = text_of(as_rosa.get(reverse("notifications")))
    assert (
        "In October 2 people marked your answers as helpful; you answered in 2 discussions" in page
    )


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        (datetime(2026, 11, 1, 15, tzinfo=UTC), False),  # a Sunday
        (datetime(2026, 11, 2, 12, tzinfo=UTC), False),  # 7 in the morning
        (datetime(2026, 11, 2, 23, tzinfo=UTC), False),  # 6 in the evening
        (datetime(2026, 11, 3, 15, tzinfo=UTC), True),  # nothing ran on Monday
        (datetime(2026, 11, 16, 15, tzinfo=UTC), False),  # too late
    ],
)
def test_it_comes_in_the_first_working_hours(october, november, settings, moment, sent):
    november["now"] = moment
    mentoring_due.tell_of_the_month()
    assert Notification.objects.filter(event="mentor_month").exists() is sent


def test_nothing_to_say_nothing_sent(rosa, november):
    mentoring_due.tell_of_the_month()
    assert not Notification.objects.filter(event="mentor_month").exists()


def test_what_is_hidden_or_one_s_own_is_not_counted(rosa, october):
    for post in october:
        post.hide()
    assert list(mentoring_due.month_of([rosa], *_october())) == []


def _october():
    return datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
