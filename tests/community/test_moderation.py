"""Reporting, and what moderators and the hosts of a course do about it."""

import pytest
from django.urls import reverse

from community.models import ModerationAct, Post, Report, Space, Suspension, Thread
from tests import builders

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"community:{name}", args=args)


@pytest.fixture
def reply(thread, other_learner, other_enrollment):
    return thread.reply(other_learner, "Buy my course.")


# Reporting


def test_a_report_reaches_the_queue_once(as_learner, as_moderator, reply):
    for _again in range(2):
        response = as_learner.post(
            url("report_post", reply.pk), {"reason": "spam", "note": "Look at it"}
        )
        assert response.status_code == 302
    assert Report.objects.count() == 1
    page = as_moderator.get(url("queue")).content.decode()
    assert "Buy my course." in page and "Look at it" in page and "Advertising or spam" in page


def test_a_report_needs_a_reason(as_learner, reply):
    page = as_learner.post(url("report_post", reply.pk), {"note": "Hm"}).content.decode()
    assert "Choose what comes closest." in page and "Hm" in page
    assert not Report.objects.exists()


def test_who_cannot_read_a_post_cannot_report_it(client, client_for, reply):
    stranger = client_for(builders.make_person("Someone Else", "else@example.org"))
    for name in ("report_post", "at_risk"):
        assert stranger.get(url(name, reply.pk)).status_code == 404
        assert client.get(url(name, reply.pk)).status_code == 302


def test_a_person_at_risk_comes_first(as_learner, as_moderator, thread, reply, other_learner):
    worried = thread.reply(other_learner, "I cannot go on.")
    as_learner.post(url("report_post", reply.pk), {"reason": "spam"})
    assert "988" in as_learner.get(url("at_risk", worried.pk)).content.decode()
    as_learner.post(url("report_post", worried.pk), {"reason": "risk"})
    page = as_moderator.get(url("queue")).content.decode()
    assert page.index("I cannot go on.") < page.index("Buy my course.")


# The queue


@pytest.mark.parametrize("name", ["queue", "acts"])
def test_the_queue_is_not_for_everyone(client, as_learner, as_moderator, reply, name):
    assert client.get(url(name)).status_code == 302
    assert as_learner.get(url(name)).status_code == 404
    assert as_moderator.get(url(name)).status_code == 200


def test_an_act_without_a_reason_is_refused(as_moderator, thread, reply, other_learner):
    wheres = [
        url("moderate_post", reply.pk, "hide"),
        url("moderate_thread", thread.pk, "lock"),
        url("moderate_thread", thread.pk, "move"),
        url("suspend", other_learner.public_id),
    ]
    for where in wheres:
        response = as_moderator.post(where, {"reason": ""})
        assert response.status_code == 422, where
        assert "There is a problem" in response.content.decode()


def test_a_course_s_instructor_sees_what_waits_in_it_and_nothing_else(
    client_for, instructor, reply, learner
):
    elsewhere = Space.objects.create(kind="community", slug="desk", title="Desk")
    Thread.objects.start(learner, elsewhere, "Out of their hands.")
    page = client_for(instructor).get(url("queue")).content.decode()
    assert "Buy my course." in page and "Out of their hands." not in page


def test_first_posts_wait_for_a_glance_and_later_ones_do_not(as_moderator, thread, reply):
    later = thread.reply(reply.author, "A second one.")
    page = as_moderator.get(url("queue")).content.decode()
    assert "Buy my course." in page and "A second one." not in page
    as_moderator.post(url("moderate_post", reply.pk, "glance"))
    assert "Buy my course." not in as_moderator.get(url("queue")).content.decode()
    assert later.is_published


def test_a_post_held_back_is_shown_after_a_glance(as_moderator, as_learner, thread, other_learner):
    held = thread.reply(other_learner, "https://example.org", state=Post.State.HELD)
    as_moderator.post(url("moderate_post", held.pk, "glance"))
    assert "https://example.org" in as_learner.get(thread.get_absolute_url()).content.decode()


@pytest.mark.parametrize("size", [1, 20])
def test_the_queue_costs_the_same_however_long(
    as_moderator, learner, thread, other_learner, size, django_assert_max_num_queries
):
    for n in range(size):
        post = thread.reply(other_learner, f"Post {n}")
        Report.objects.create(post=post, reporter=learner, reason="spam")
    as_moderator.get(url("queue"))
    with django_assert_max_num_queries(12):
        as_moderator.get(url("queue"))


# What is done


def test_hiding_wants_a_reason_and_settles_the_reports(as_moderator, as_learner, moderator, reply):
    as_learner.post(url("report_post", reply.pk), {"reason": "spam"})
    page = as_moderator.post(url("moderate_post", reply.pk, "hide"), {"reason": " "})
    assert "Give a reason" in page.content.decode()
    as_moderator.post(url("moderate_post", reply.pk, "hide"), {"reason": "Advertising"})
    act = ModerationAct.objects.get()
    assert (act.act, act.moderator, act.post, act.reason) == (
        "hide", moderator, reply, "Advertising",
    )  # fmt: skip
    assert not Report.objects.open().exists()
    page = as_learner.get(reply.thread.get_absolute_url()).content.decode()
    assert "Buy my course." not in page and "Hidden by a moderator." in page
    page = as_moderator.get(reply.thread.get_absolute_url()).content.decode()
    assert "Buy my course." in page and "Show again" in page
    as_moderator.post(url("moderate_post", reply.pk, "restore"), {"reason": "A mistake"})
    assert "Buy my course." in as_learner.get(reply.thread.get_absolute_url()).content.decode()


def test_a_hidden_thread_is_found_by_who_looks_after_it_alone(as_moderator, as_learner, thread):
    as_moderator.post(url("moderate_post", thread.opening.pk, "hide"), {"reason": "Unkind"})
    assert as_learner.get(thread.get_absolute_url()).status_code == 404
    assert as_moderator.get(thread.get_absolute_url()).status_code == 200
    assert "which shift" not in as_moderator.get(url("hub")).content.decode()


@pytest.mark.parametrize("act", ["hide", "restore", "dismiss", "glance"])
def test_only_who_looks_after_a_space_moderates_in_it(as_learner, reply, act):
    response = as_learner.post(url("moderate_post", reply.pk, act), {"reason": "Why not"})
    assert response.status_code == 404 and not ModerationAct.objects.exists()


@pytest.mark.parametrize("act", ["lock", "unlock", "move", "merge"])
def test_nor_their_threads(as_learner, thread, act):
    data = {"reason": "Why not", "space": thread.space_id, "into": thread.pk}
    assert as_learner.post(url("moderate_thread", thread.pk, act), data).status_code == 404


def test_an_instructor_hosts_their_own_course_only(client_for, instructor, thread, learner):
    client = client_for(instructor)
    client.post(url("moderate_thread", thread.pk, "lock"), {"reason": "Done"})
    thread.refresh_from_db()
    assert thread.locked_at
    elsewhere = Space.objects.create(
        kind="community", slug="desk", title="Desk", visibility="public"
    )
    other = Thread.objects.start(learner, elsewhere, "Elsewhere.")
    response = client.post(url("moderate_thread", other.pk, "lock"), {"reason": "Done"})
    assert response.status_code == 404


def test_lock_and_unlock(as_moderator, thread):
    as_moderator.post(url("moderate_thread", thread.pk, "lock"), {"reason": "It went in circles"})
    thread.refresh_from_db()
    assert not thread.is_open
    as_moderator.post(url("moderate_thread", thread.pk, "unlock"), {"reason": "Calm again"})
    thread.refresh_from_db()
    assert thread.is_open
    assert list(ModerationAct.objects.values_list("act", flat=True)) == ["unlock", "lock"]


def test_a_moved_thread_is_read_by_who_reads_its_new_space(as_moderator, client, thread, reply):
    desk = Space.objects.create(kind="community", slug="desk", title="Desk", visibility="public")
    data = {"space": desk.pk, "reason": "Of interest to all"}
    as_moderator.post(url("moderate_thread", thread.pk, "move"), data)
    assert set(Post.objects.values_list("space", flat=True)) == {desk.pk}
    assert "Buy my course." in client.get(thread.get_absolute_url()).content.decode()


def test_merged_threads_are_one_and_the_old_address_leads_there(
    as_moderator, as_learner, space, thread, reply, other_learner
):
    second = Thread.objects.start(other_learner, space, "The same question.")
    first_answer = second.reply(thread.author, "See the other one.", to=second.opening)
    old_address = second.get_absolute_url()
    as_moderator.post(
        url("moderate_thread", second.pk, "merge"), {"into": thread.pk, "reason": "Twice"}
    )
    thread.refresh_from_db()
    in_order = list(thread.posts.in_order().values_list("source", flat=True))
    assert in_order == [
        "They ask each other which shift to take.",
        "Buy my course.",
        "The same question.",
        "See the other one.",
    ]
    assert thread.last_number == 4 and thread.follows.count() == 2
    assert as_learner.get(old_address).url == thread.get_absolute_url()
    assert as_learner.get(first_answer.get_absolute_url()).status_code == 302


def test_a_thread_is_not_merged_into_itself_or_out_of_ones_hands(
    client_for, instructor, thread, learner
):
    client = client_for(instructor)
    elsewhere = Space.objects.create(kind="community", slug="desk", title="Desk")
    other = Thread.objects.start(learner, elsewhere, "Elsewhere.")
    for into in (thread.pk, other.pk):
        page = client.post(
            url("moderate_thread", thread.pk, "merge"), {"into": into, "reason": "x"}
        )
        assert "There is no such thread" in page.content.decode()


# Suspension


def test_a_suspended_person_reads_and_cannot_post_and_keeps_their_words(
    as_moderator, client_for, thread, other_learner, other_enrollment
):
    where = url("suspend", other_learner.public_id)
    as_moderator.post(where, {"days": "7", "reason": "Three advertisements"})
    client = client_for(other_learner)
    response = client.post(url("reply", thread.pk), {"text": "One more."})
    page = response.content.decode()
    assert response.status_code == 422 and "You cannot post at the moment" in page
    assert "One more." in page and Post.objects.count() == 1
    as_moderator.post(where, {"reason": "They wrote to us"})
    assert not Suspension.objects.in_force(other_learner).exists()
    assert client.post(url("reply", thread.pk), {"text": "One more."}).status_code == 302


def test_only_moderators_suspend_and_nobody_suspends_themselves(
    client_for, instructor, moderator, other_learner
):
    where = url("suspend", other_learner.public_id)
    assert client_for(instructor).get(where).status_code == 404
    assert client_for(moderator).get(url("suspend", moderator.public_id)).status_code == 404


def test_newcomers_post_a_few_times_an_hour(client_for, thread, other_learner, other_enrollment):
    client = client_for(other_learner)
    Thread.objects.filter(pk=thread.pk).update(author=other_learner)
    for n in range(2):
        thread.reply(other_learner, f"Post {n}", state=Post.State.HELD)
    for n in range(4):
        response = client.post(url("reply", thread.pk), {"text": f"Thought {n}"})
    assert response.status_code == 302  # published posts make somebody less new
