"""Who mentors, and how one becomes a mentor."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notification
from community.mentoring import due as mentoring_due
from community.models import (
    Mentor,
    MentorInvitation,
    Mentorship,
    Suspension,
)
from courses.models import Topic
from tests import builders

from .pages import DAY, MENTORS, text_of, url

pytestmark = pytest.mark.django_db


MINE = reverse("community:mentoring")


def test_the_list_shows_who_topics_and_room(as_learner, rosa):
    rosa.topics.add(Topic.objects.create(name="First events", slug="first-events"))
    page = text_of(as_learner.get(MENTORS))
    assert "Rosa Okafor" in page and "First events" in page and "Has room" in page
    assert "Lead, Larkspur Community College" in page
    assert url("ask_mentor", rosa.user.public_id) in page


def test_it_shows_no_more_than_the_profile(as_learner, rosa):
    rosa.user.can_help_with = "Secretword"
    rosa.user.visibility = {
        "institution": "nobody", "role_at_work": "nobody", "can_help_with": "nobody"
    }  # fmt: skip
    rosa.user.save()
    for address in (MENTORS, url("ask_mentor", rosa.user.public_id)):
        page = text_of(as_learner.get(address))
        assert "Rosa Okafor" in page
        assert "Larkspur" not in page and "Secretword" not in page


def test_who_pauses_or_is_full_says_so_and_cannot_be_asked(as_learner, rosa, other_learner):
    rosa.paused_until = timezone.localdate() + 40 * DAY
    rosa.save()
    page = text_of(as_learner.get(MENTORS))
    assert "Pauses until" in page and url("ask_mentor", rosa.user.public_id) not in page
    page = text_of(as_learner.get(url("ask_mentor", rosa.user.public_id)))
    assert "There is no room here" in page
    rosa.paused_until, rosa.weekly_cap = None, 1
    rosa.save()
    Mentorship.objects.request(other_learner, rosa, "Please").accept()
    assert "No room at present" in text_of(as_learner.get(MENTORS))


def test_who_was_asked_is_not_offered_again(as_learner, rosa, learner):
    Mentorship.objects.request(learner, rosa, "Please")
    page = text_of(as_learner.get(MENTORS))
    assert "You are in touch already" in page and "Has room" in page
    assert url("ask_mentor", rosa.user.public_id) not in page


def test_who_stopped_left_or_is_suspended_is_not_there(as_learner, rosa):
    Suspension.objects.create(user=rosa.user)
    assert "Rosa Okafor" not in text_of(as_learner.get(MENTORS))
    assert as_learner.get(url("ask_mentor", rosa.user.public_id)).status_code == 404
    Suspension.objects.all().delete()
    rosa.stop()
    assert "Nobody mentors yet" in text_of(as_learner.get(MENTORS))


def test_the_list_by_topic(as_learner, rosa):
    kind = Topic.objects.create(name="Metrics", slug="metrics")
    other = Mentor.objects.begin(builders.make_person("Ada Ray", "ada@example.org"), [kind])
    page = text_of(as_learner.get(MENTORS + "?topic=metrics"))
    assert str(other) in page and "Rosa Okafor" not in page
    assert "Rosa Okafor" in text_of(as_learner.get(MENTORS + "?topic=zeppelin"))


def test_signed_out_nobody_is_shown(client, rosa):
    assert client.get(MENTORS).url == f"{reverse('account_login')}?next={MENTORS}"


@pytest.mark.parametrize("size", [1, 15])
def test_the_list_costs_the_same_however_long(
    as_learner, rosa, learner, size, django_assert_max_num_queries
):
    topic = Topic.objects.create(name="Metrics", slug="metrics")
    for n in range(size):
        Mentor.objects.begin(builders.make_person(f"M {n}", f"m{n}@example.org"), [topic])
    as_learner.get(MENTORS)
    with django_assert_max_num_queries(18):
        as_learner.get(MENTORS)


def test_the_invitation_is_a_card_until_it_is_answered(as_learner, finished):
    mentoring_due.invite(finished)
    dashboard, hub = reverse("learning:dashboard"), reverse("community:hub")
    for page in (dashboard, hub, MENTORS):
        assert "Would you help the next person?" in text_of(as_learner.get(page))
    assert as_learner.get(url("decline_invitation")).status_code == 405
    answer = as_learner.post(url("decline_invitation"), {"from": "dashboard"})
    assert answer.url == dashboard
    assert "Would you help the next person?" not in text_of(as_learner.get(dashboard))
    assert not Notification.objects.unread().filter(event="mentor_invited").exists()
    assert as_learner.post(url("decline_invitation")).status_code == 404


def test_another_s_invitation_is_not_shown(client_for, finished, other_learner):
    mentoring_due.invite(finished)
    assert "Would you help" not in text_of(client_for(other_learner).get(MENTORS))


def test_who_finished_can_begin(as_learner, learner, finished):
    mentoring_due.invite(finished)
    topic = Topic.objects.create(name="Metrics", slug="metrics")
    assert as_learner.get(MINE).status_code == 200
    assert not Mentor.objects.exists()
    assert as_learner.post(MINE, {"topics": [topic.pk], "weekly_cap": "3"}).url == MENTORS
    mentor = Mentor.objects.get()
    assert (mentor.user, mentor.weekly_cap, list(mentor.topics.all())) == (learner, 3, [topic])
    assert MentorInvitation.objects.get().answered_at


def test_who_has_finished_nothing_cannot(as_learner, enrollment):
    assert as_learner.get(MINE).status_code == 404
    assert as_learner.post(MINE, {"weekly_cap": "1"}).status_code == 404
    assert not Mentor.objects.exists()


def test_a_suspended_person_cannot_begin(as_learner, learner, finished):
    Suspension.objects.create(user=learner)
    assert as_learner.post(MINE, {"weekly_cap": "1"}).status_code == 404


def test_the_limit_and_the_pause_are_checked(as_rosa, rosa):
    too_far = timezone.localdate() + 400 * DAY
    answer = as_rosa.post(MINE, {"weekly_cap": "6", "paused_until": too_far.isoformat()})
    page = text_of(answer)
    assert answer.status_code == 422 and "<title>Error:" in page
    assert "There is a problem" in page and "Choose a day within a year" in page
    assert Mentor.objects.get().weekly_cap == 2
    until = timezone.localdate() + 10 * DAY
    as_rosa.post(MINE, {"weekly_cap": "1", "paused_until": until.isoformat()})
    assert Mentor.objects.get().paused_until == until and not Mentor.objects.on_duty().exists()


def test_stopping_is_one_s_own(as_learner, as_rosa, rosa):
    assert as_learner.post(url("stop_mentoring")).status_code == 404
    assert as_rosa.get(url("stop_mentoring")).status_code == 405
    as_rosa.post(url("stop_mentoring"))
    assert not Mentor.objects.get().is_active
    assert as_rosa.post(url("stop_mentoring")).status_code == 404
