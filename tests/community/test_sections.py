"""The places to talk in: quiet ones fold away, their addresses stay."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.models import Space, Thread
from community.sections import sections_for
from community.standing import is_moderator
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(course):
    return Space.objects.filter(kind=Space.Kind.MODULE).first()


def section_of(user, module):
    return next(row for row in sections_for(user) if module in row.spaces + row.quiet)


def test_a_module_nobody_wrote_in_for_sixty_days_is_folded(module, learner, enrollment):
    now = timezone.now()
    Thread.objects.start(learner, module, "Long ago", at=now - timedelta(days=61))
    assert module in section_of(learner, module).quiet
    Thread.objects.start(learner, module, "Lately", at=now - timedelta(days=59))
    section = section_of(learner, module)
    assert module in section.spaces and section.whole.course_key == module.course_key


def test_it_stays_at_its_address(as_learner, module, enrollment):
    hub = as_learner.get(reverse("community:hub")).content.decode()
    assert "<details" in hub and module.get_absolute_url() in hub
    assert as_learner.get(module.get_absolute_url()).status_code == 200


def test_a_stranger_sees_only_what_everyone_may_read(module, other_learner):
    shown = [space for row in sections_for(other_learner) for space in row.spaces + row.quiet]
    assert {space.kind for space in shown} == {"community"}


def test_where_every_room_is_quiet_none_is_folded(learner, site):
    desk, tried = (
        Space.objects.create(kind="community", slug=slug, title=slug, visibility="members")
        for slug in ("one-desk", "tried")
    )
    assert {desk, tried} <= set(sections_for(learner)[0].spaces)
    Thread.objects.start(learner, desk, "Good morning")
    rooms = sections_for(learner)[0]
    assert desk in rooms.spaces and tried in rooms.quiet


def test_a_hidden_thread_does_not_keep_it_awake(module, learner, enrollment):
    thread = Thread.objects.start(learner, module, "Hidden since")
    thread.opening.hide()
    assert module in section_of(learner, module).quiet


def test_however_many_there_are_they_cost_one_query(
    module, learner, enrollment, course, django_assert_num_queries
):
    is_moderator(learner)  # asked once in a request, wherever first
    with django_assert_num_queries(1):
        few = sections_for(learner)
    for number in range(12):
        builders.make_module(course, f"Module {number}")
    with django_assert_num_queries(1):
        many = sections_for(learner)
    count = [sum(len(row.spaces + row.quiet) for row in rows) for rows in (few, many)]
    assert count[1] == count[0] + 12


def test_small_prompts_collect_in_the_discussion_of_their_module(
    as_learner, module, learner, enrollment, lesson, space
):
    Thread.objects.start(learner, space, "Said at the prompt of a lesson")
    page = as_learner.get(module.get_absolute_url()).content.decode()
    assert "Said at the prompt of a lesson" in page
