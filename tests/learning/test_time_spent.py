"""How long somebody was at a lesson: pauses left out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.models import LessonVisit


@pytest.fixture
def visit(enrollment, lesson):
    enrollment.reach(lesson)
    return LessonVisit.objects.get(enrollment=enrollment)


def pause(visit, seconds):
    LessonVisit.objects.filter(pk=visit.pk).update(
        last_at=timezone.now() - timedelta(seconds=seconds)
    )


def test_opening_a_lesson_takes_no_time(visit):
    assert visit.active_seconds == 0


def test_the_time_since_the_last_mark_counts(visit, as_learner, lesson):
    for seconds in (40, 280):
        pause(visit, seconds)
        block = lesson.body[0].id
        as_learner.post(reverse("learning:reach", args=[lesson.pk]), {"block_id": block})
    visit.refresh_from_db()
    assert visit.active_seconds == pytest.approx(320, abs=4)
    assert visit.block_id == block


def test_a_pause_of_more_than_five_minutes_counts_nothing(visit, enrollment, lesson):
    pause(visit, 301)
    enrollment.reach(lesson)
    visit.refresh_from_db()
    assert visit.active_seconds == 0
    assert visit.last_at > timezone.now() - timedelta(seconds=30)


def test_two_marks_at_once_count_once(visit, enrollment, lesson, monkeypatch):
    pause(visit, 60)
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    seen = LessonVisit.objects.get(pk=visit.pk)
    enrollment.reach(lesson)
    # The other of the two read the row before the first one wrote it.
    stale = lambda **kwargs: (seen, False)  # noqa: E731
    monkeypatch.setattr(LessonVisit.objects, "get_or_create", stale)
    enrollment.reach(lesson)
    visit.refresh_from_db()
    assert visit.active_seconds == pytest.approx(60, abs=4)


def test_a_clock_that_is_set_back_takes_nothing_away(visit, enrollment, lesson):
    pause(visit, -60)
    enrollment.reach(lesson)
    visit.refresh_from_db()
    assert visit.active_seconds == 0
