"""Who is told of what, and who is not."""

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import Notification
from community.models import HelpedMark, Post, Space, Thread
from community.notices import tell_of
from learning.models import Enrollment
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def commits(django_capture_on_commit_callbacks):
    """Run what waits for the commit."""
    with django_capture_on_commit_callbacks(execute=True):
        yield


@pytest.fixture
def after(django_capture_on_commit_callbacks):
    def run(act):
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return run


def told(person):
    return list(Notification.objects.of(person).values_list("event", flat=True))


def test_the_author_of_a_thread_is_told_of_a_reply_and_nobody_of_their_own(
    after, thread, learner, other_learner, other_enrollment
):
    after(lambda: thread.reply(other_learner, "At ours, too."))
    assert told(learner) == ["reply"] and told(other_learner) == []


def test_who_follows_is_told_and_who_muted_is_not(
    after, thread, learner, other_learner, other_enrollment, instructor
):
    after(lambda: thread.reply(other_learner, "At ours, too."))
    thread.follow(learner, muted=True, change=True)
    after(lambda: thread.reply(instructor, "Thank you both."))
    assert told(other_learner) == ["followed"]
    assert told(learner) == ["reply"]  # of the first reply only


def test_one_post_tells_a_person_once_for_what_concerns_them_most(
    after, thread, learner, other_learner, other_enrollment
):
    post = thread.reply(other_learner, f"Ask @{learner.display_name}.")
    tell_of(post)
    tell_of(post)
    assert told(learner) == ["mention"]


def test_who_may_not_read_is_not_told(after, thread, learner, other_learner):
    thread.follow(other_learner)
    after(lambda: thread.reply(learner, "One more thing."))
    assert told(other_learner) == []


def test_a_held_post_tells_nobody_until_it_is_shown(
    after, thread, learner, other_learner, other_enrollment
):
    held = after(lambda: thread.reply(other_learner, "Look", state=Post.State.HELD))
    assert told(learner) == []
    after(held.publish)
    assert told(learner) == ["reply"]


def test_help_and_answers_are_told(
    after, space, learner, enrollment, other_learner, other_enrollment
):
    thread = Thread.objects.start(learner, space, "Which one?", kind="question")
    post = thread.reply(other_learner, "The first.")
    Notification.objects.all().delete()
    after(lambda: HelpedMark.objects.set(learner, post, True))
    after(lambda: thread.mark_answer(post))
    assert sorted(told(other_learner)) == ["answered", "helped"]


def test_the_bell_counts_things_and_seeing_them_clears_it(
    after, client_for, thread, learner, other_learner, other_enrollment
):
    client = client_for(learner)
    assert "new notification" not in client.get(reverse("community:hub")).content.decode()
    after(lambda: thread.reply(other_learner, "At ours, too."))
    after(lambda: thread.reply(other_learner, "And at a third place."))
    assert "1 new notification" in client.get(reverse("community:hub")).content.decode()
    page = client.get(reverse("notifications")).content.decode()
    assert f"Bo Sandström replied to you in “{thread.title}”" in page
    client.post(reverse("community:read_thread", args=[thread.pk]), {"number": 3})
    assert "new notification" not in client.get(reverse("community:hub")).content.decode()


def test_what_one_may_not_see_any_more_is_not_shown(
    after, client_for, thread, learner, enrollment, other_learner, other_enrollment
):
    post = after(lambda: thread.reply(other_learner, "At ours, too."))
    client = client_for(learner)
    assert "Bo Sandström" in client.get(reverse("notifications")).content.decode()
    post.hide()
    assert "Bo Sandström" not in client.get(reverse("notifications")).content.decode()


def test_ones_notifications_are_ones_own(
    after, client, client_for, thread, other_learner, other_enrollment
):
    after(lambda: thread.reply(other_learner, "At ours, too."))
    stranger = client_for(builders.make_person("Someone Else", "else@example.org"))
    assert "Bo Sandström" not in stranger.get(reverse("notifications")).content.decode()
    stranger.post(reverse("clear_notifications"))
    assert Notification.objects.unread().count() == 1
    assert client.get(reverse("notifications")).status_code == 302


@pytest.mark.parametrize("size", [2, 30])
def test_the_list_costs_the_same_however_long(
    after,
    client_for,
    thread,
    learner,
    other_learner,
    other_enrollment,
    size,
    django_assert_max_num_queries,
):
    for n in range(size):
        after(lambda n=n: thread.reply(other_learner, f"Post {n}"))
    client = client_for(learner)
    client.get(reverse("notifications"))
    with django_assert_max_num_queries(8):
        client.get(reverse("notifications"))


@pytest.mark.parametrize("visibility", Space.Visibility.values)
def test_who_is_told_is_who_may_read(
    space, visibility, learner, enrollment, other_learner, instructor, moderator, mentor, admin
):
    space.visibility, space.host = visibility, mentor
    space.save()
    people = [learner, other_learner, instructor, moderator, mentor, admin]
    may_read = {p.pk for p in people if Space.objects.visible_to(p).filter(pk=space.pk).exists()}
    assert space.readers_among([person.pk for person in people]) == may_read
    assert len(may_read) == (6 if visibility != "enrolled" else 5)


def test_telling_many_followers_costs_no_more_queries(
    space, thread, learner, enrollment, django_assert_max_num_queries
):
    for number in range(30):
        person = builders.make_person(f"Follower {number}", f"follower{number}@example.org")
        Enrollment.objects.enroll(person, enrollment.course)
        thread.follow(person)
    with django_assert_max_num_queries(25):
        thread.reply(learner, "And who swaps shifts.")
    assert Notification.objects.count() == 30


def test_a_post_that_is_not_committed_tells_nobody(
    thread, learner, other_learner, other_enrollment
):
    with pytest.raises(RuntimeError), transaction.atomic():
        thread.reply(other_learner, "At ours, too.")
        assert told(learner) == ["reply"]
        raise RuntimeError
    assert told(learner) == []
