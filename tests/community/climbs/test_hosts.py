"""Whose a question is, and whose when that person is away."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import Notification
from community.answering.climbing import pass_on_absent_hosts
from community.models import Absence, Climb, Rung, Space, Suspension, Thread
from courses.models import CourseRole
from tests import builders

from .week import asked

pytestmark = pytest.mark.django_db


def test_the_host_is_who_the_space_names(space, learner, enrollment, instructor, mentor):
    space.host = mentor
    space.save()
    post = Thread.objects.start(learner, space, "Why?", kind="question").opening
    assert post.climb.host == mentor
    assert space in Space.objects.visible_to(mentor)
    assert space in Space.objects.hosted_by(mentor)


def test_without_an_instructor_moderators_take_turns(space, learner, enrollment, moderator):
    second = builders.make_person("Second", "second@example.org")
    second.groups.set(moderator.groups.all())
    hosts = [
        Thread.objects.start(learner, space, f"Why {n}?", kind="question").opening.climb.host
        for n in range(4)
    ]
    assert {hosts[0], hosts[1]} == {moderator, second}
    assert hosts[:2] == hosts[2:]


def test_nobody_hosts_what_they_asked_themselves(space, instructor, moderator):
    post = Thread.objects.start(instructor, space, "Who else?", kind="question").opening
    assert post.climb.host == moderator


def test_an_absent_host_is_passed_over_and_their_items_pass_to_another(
    question, instructor, moderator, go_to
):
    Absence.objects.create(
        user=instructor, starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 17)
    )
    go_to("2026-11-16 09:01")
    question.climb.refresh_from_db()
    assert question.climb.host == moderator
    assert asked(question, Rung.HOST) == moderator
    later = Thread.objects.start(question.author, question.thread.space, "B?", kind="question")
    assert later.opening.climb.host == moderator


def test_what_is_a_suspended_host_s_passes_to_another(question, instructor, moderator, go_to):
    assert question.climb.host == instructor
    suspension = Suspension.objects.create(user=instructor)
    go_to("2026-11-16 09:01")
    question.climb.refresh_from_db()
    assert question.climb.host == moderator
    later = Thread.objects.start(question.author, question.thread.space, "B?", kind="question")
    assert later.opening.climb.host == moderator
    suspension.ended_at = timezone.now()
    suspension.save()
    then = Thread.objects.start(question.author, question.thread.space, "C?", kind="question")
    assert then.opening.climb.host == instructor


def test_where_every_host_is_away_it_stays_with_the_first(question, instructor, go_to):
    Absence.objects.create(
        user=instructor, starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 17)
    )
    go_to("2026-11-16 09:01")
    go_to("2026-11-16 09:02")
    question.climb.refresh_from_db()
    assert question.climb.host == instructor


def test_when_a_host_goes_away_later_who_takes_over_is_told(question, instructor, moderator, go_to):
    go_to("2026-11-16 09:01")
    assert Notification.objects.filter(recipient=instructor, event="yours").exists()
    Absence.objects.create(
        user=instructor, starts_on=date(2026, 11, 17), ends_on=date(2026, 11, 17)
    )
    go_to("2026-11-17 09:00")
    assert asked(question, Rung.HOST) == moderator
    assert Notification.objects.filter(recipient=moderator, event="yours").count() == 1


def test_who_does_not_teach_any_more_hosts_no_more(question, instructor, moderator, go_to):
    CourseRole.objects.get(user=instructor).delete()
    go_to("2026-11-16 09:01")
    question.climb.refresh_from_db()
    assert question.climb.host == moderator


def test_what_somebody_hosts_who_left_passes_to_another(question, instructor, moderator, go_to):
    instructor.is_active = False
    instructor.save()
    go_to("2026-11-16 09:01")
    question.climb.refresh_from_db()
    assert question.climb.host == moderator


def test_it_passes_from_whom_the_space_named_before(question, space, mentor, instructor, go_to):
    Space.objects.filter(pk=space.pk).update(host=mentor)
    Climb.objects.update(host=mentor)
    go_to("2026-11-16 09:01")
    assert Climb.objects.get().host == mentor
    Space.objects.filter(pk=space.pk).update(host=None)
    go_to("2026-11-16 09:02")
    assert Climb.objects.get().host == instructor


def test_what_has_its_host_is_not_even_read(question, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):  # the hours, who is away, what lost its host
        pass_on_absent_hosts(timezone.now())
