"""Reading a thread, replying, and what each reader may do there."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from community.models import Draft, HelpedMark, Post, Thread, ThreadReading
from tests import builders

pytestmark = pytest.mark.django_db


def reply_url(thread):
    return reverse("community:reply", args=[thread.pk])


def test_who_takes_the_course_reads_and_replies(
    client_for, thread, other_learner, other_enrollment
):
    client = client_for(other_learner)
    page = client.get(thread.get_absolute_url())
    assert "which shift to take" in page.content.decode()
    response = client.post(reply_url(thread), {"text": "At ours, too."})
    post = Post.objects.get(number=2)
    assert response.url == f"{thread.get_absolute_url()}#post-{post.pk}"
    assert "At ours, too." in client.get(thread.get_absolute_url()).content.decode()


def test_others_do_not_find_it(client, client_for, thread, other_learner):
    assert client.get(thread.get_absolute_url()).status_code == 404
    stranger = client_for(other_learner)
    assert stranger.get(thread.get_absolute_url()).status_code == 404
    assert stranger.post(reply_url(thread), {"text": "Let me in."}).status_code == 404
    assert stranger.get(thread.opening.get_absolute_url()).status_code == 404


def test_signed_out_reads_what_is_public_and_keeps_what_was_typed(
    client, public, thread, other_learner
):
    page = client.get(thread.get_absolute_url()).content.decode()
    assert "Sign in to comment" in page
    response = client.post(reply_url(thread), {"text": "Here is a thought."})
    assert response.url.startswith(reverse("account_login"))
    assert Post.objects.count() == 1
    client.force_login(other_learner, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(thread.get_absolute_url()).content.decode()
    assert "Here is a thought." in page and "We kept what you typed" in page
    client.post(reply_url(thread), {"text": "Here is a thought."})
    assert Post.objects.get(number=2).author == other_learner
    assert "We kept what you typed" not in client.get(thread.get_absolute_url()).content.decode()


def test_an_empty_post_is_refused_with_what_to_do(as_learner, thread):
    response = as_learner.post(reply_url(thread), {"text": "  \n"})
    assert response.status_code == 422
    assert "Write something, then post it." in response.content.decode()


def test_a_locked_thread_keeps_the_words_and_says_why(as_learner, thread):
    from django.utils import timezone

    Thread.objects.filter(pk=thread.pk).update(locked_at=timezone.now())
    response = as_learner.post(reply_url(thread), {"text": "Too late."})
    assert response.status_code == 422 and Post.objects.count() == 1
    assert "This thread is locked" in response.content.decode()


def test_a_draft_is_kept_and_gone_once_posted(as_learner, learner, thread):
    url = reverse("community:draft", args=[f"thread-{thread.pk}"])
    answer = as_learner.post(url, {"text": "Half a thou", "revision": 0})
    assert answer.status_code == 200 and answer.json()["label"].startswith("Draft kept at")
    assert "Half a thou" in as_learner.get(thread.get_absolute_url()).content.decode()
    as_learner.post(reply_url(thread), {"text": "Half a thought."})
    assert not Draft.objects.exists()


def test_a_draft_is_its_writers_alone(
    client, client_for, as_learner, thread, other_learner, other_enrollment
):
    url = reverse("community:draft", args=[f"thread-{thread.pk}"])
    as_learner.post(url, {"text": "My secret"})
    page = client_for(other_learner).get(thread.get_absolute_url()).content.decode()
    assert "My secret" not in page
    assert client.post(url, {"text": "x"}).status_code == 401


def test_a_quoted_reply_stands_below_its_post(as_learner, thread, other_learner):
    post = thread.reply(other_learner, "Which shift?\nAnd when?")
    page = as_learner.get(f"{thread.get_absolute_url()}?page=1&to={post.pk}&quote=1")
    assert "&gt; Which shift?\n&gt; And when?" in page.content.decode()
    as_learner.post(reply_url(thread), {"text": "The early one.", "to": post.pk})
    assert Post.objects.get(number=3).reply_to == post


def test_a_post_of_another_thread_cannot_be_replied_to_here(as_learner, thread, space, learner):
    other = Thread.objects.start(learner, space, "Another.")
    as_learner.post(reply_url(thread), {"text": "Stray.", "to": other.opening.pk})
    assert Post.objects.get(source="Stray.").reply_to is None


# Unread


def test_who_was_here_before_lands_on_the_first_unread(
    client_for, thread, other_learner, other_enrollment, learner
):
    client = client_for(other_learner)
    assert client.get(thread.get_absolute_url()).status_code == 200
    client.post(reverse("community:read_thread", args=[thread.pk]), {"number": 1})
    new = thread.reply(learner, "Something new.")
    response = client.get(thread.get_absolute_url())
    assert response.status_code == 302 and response.url.endswith(f"#post-{new.pk}")
    client.post(reverse("community:read_thread", args=[thread.pk]), {"number": 2, "scripted": 1})
    assert client.get(thread.get_absolute_url()).status_code == 200


def test_reading_never_goes_back_and_never_beyond_the_end(as_learner, learner, thread):
    url = reverse("community:read_thread", args=[thread.pk])
    as_learner.post(url, {"number": 99})
    assert ThreadReading.objects.get().number == 1
    as_learner.post(url, {"number": 0})
    assert ThreadReading.objects.get().number == 1


def test_a_long_thread_opens_at_the_first_unread(
    client_for, thread, learner, other_learner, other_enrollment, django_assert_max_num_queries
):
    Post.objects.bulk_create(
        Post(
            thread=thread,
            space=thread.space,
            author=learner,
            number=n,
            branch=n,
            source=f"Post {n}",
            html=f"<p>Post {n}</p>",
        )
        for n in range(2, 2001)
    )
    thread.recount()
    ThreadReading.objects.read(other_learner, thread, 1200)
    client = client_for(other_learner)
    response = client.get(thread.get_absolute_url())
    assert "page=25#post-" in response.url
    client.get(response.url)
    with django_assert_max_num_queries(12):
        page = client.get(response.url)
    assert len(page.content) < 150_000 and "Post 1201" in page.content.decode()


# What one may do with a post


def test_this_helped(client_for, thread, learner, other_learner, other_enrollment):
    url = reverse("community:mark_helped", args=[thread.opening.pk])
    client = client_for(other_learner)
    client.post(url, {"helped": "1"})
    client.post(url, {"helped": "1"})
    assert HelpedMark.objects.count() == 1
    assert "Helped 1 person" in client.get(thread.get_absolute_url()).content.decode()
    client.post(url, {})
    assert not HelpedMark.objects.exists()
    assert client_for(learner).post(url, {"helped": "1"}).status_code == 404


def test_the_asker_and_the_host_say_what_answered(
    client_for, space, learner, enrollment, other_learner, other_enrollment, instructor
):
    thread = Thread.objects.start(learner, space, "Which one?", kind="question")
    post = thread.reply(other_learner, "The first.")
    url = reverse("community:mark_answer", args=[post.pk])
    assert client_for(other_learner).post(url, {"answered": "1"}).status_code == 404
    for person in (learner, instructor):
        client_for(person).post(url, {"answered": "1"})
        thread.refresh_from_db()
        assert thread.answer == post
        client_for(person).post(url, {})
        thread.refresh_from_db()
        assert thread.answer is None


def test_one_edits_and_deletes_ones_own(
    as_learner, client_for, thread, other_learner, other_enrollment
):
    edit = reverse("community:edit_post", args=[thread.opening.pk])
    delete = reverse("community:delete_post", args=[thread.opening.pk])
    stranger = client_for(other_learner)
    assert stranger.get(edit).status_code == stranger.post(delete).status_code == 404
    as_learner.post(edit, {"text": "They ask which shift to refuse."})
    history = stranger.get(reverse("community:post_history", args=[thread.opening.pk]))
    assert "which shift to take" in history.content.decode()
    assert as_learner.get(delete).status_code == 200
    thread.reply(other_learner, "Ours do, too.")
    as_learner.post(delete)
    page = stranger.get(thread.get_absolute_url()).content.decode()
    assert "Deleted by its author." in page and "shift to" not in page.split("<main")[1]
    assert (
        stranger.get(reverse("community:post_history", args=[thread.opening.pk])).status_code == 404
    )


def test_links_of_a_newcomer_wait_for_a_glance(
    client_for, thread, other_learner, other_enrollment, learner, moderator
):
    client = client_for(other_learner)
    client.post(reply_url(thread), {"text": "Look at https://example.org/offer"})
    assert Post.objects.get(number=2).state == "held"
    assert "Waiting for a moderator" in client.get(thread.get_absolute_url()).content.decode()
    assert (
        "example.org/offer"
        not in client_for(learner).get(thread.get_absolute_url()).content.decode()
    )
    assert thread in Thread.objects.unanswered()


def test_follow_and_mute(as_learner, learner, thread):
    url = reverse("community:follow_thread", args=[thread.pk])
    as_learner.post(url, {"follow": "mute"})
    assert thread.follows.get(user=learner).muted
    as_learner.post(url, {"follow": "yes"})
    assert not thread.follows.get(user=learner).muted
    as_learner.post(url, {"follow": "no"})
    assert not thread.follows.exists()


# In the lesson


def test_the_lesson_shows_posts_and_takes_one(as_learner, lesson, space, thread, learner):
    page = as_learner.get(lesson.get_url()).content.decode()
    assert "which shift to take" in page and "Be the first to reply" in page
    response = as_learner.post(
        reverse("community:start_thread", args=[space.pk]),
        {"text": "And who pays for the bus?", "kind": "question", "from": "lesson"},
    )
    assert response.url.endswith("#posted")
    assert Thread.objects.get(title="And who pays for the bus?").is_question


def test_a_visitor_of_an_open_lesson_sees_no_posts_that_are_for_the_course(
    client, lessons, learner, enrollment
):
    from community.models import Space

    space = Space.objects.get(lesson_key=lessons[0].key)
    Thread.objects.start(learner, space, "Only among us.")
    page = client.get(lessons[0].get_url()).content.decode()
    assert "Talk it through" in page and "Only among us." not in page
    space.visibility = "public"
    space.save()
    page = client.get(lessons[0].get_url()).content.decode()
    assert "Only among us." in page and "Sign in to comment" in page


def test_the_lists_show_each_reader_what_they_may_read(
    client, client_for, thread, public, other_learner
):
    for name in ("community:hub", "community:discussions"):
        assert "which shift" in client.get(reverse(name)).content.decode()
    public.visibility = "enrolled"
    public.save()
    for name in ("community:hub", "community:discussions"):
        assert "which shift" not in client.get(reverse(name)).content.decode()
        assert "which shift" not in client_for(other_learner).get(reverse(name)).content.decode()


@pytest.mark.parametrize("size", [2, 40])
def test_lists_cost_the_same_however_long(
    client_for,
    other_learner,
    other_enrollment,
    space,
    learner,
    size,
    django_assert_max_num_queries,
):
    for n in range(size):
        Thread.objects.start(learner, space, f"Thought {n}").reply(other_learner, "Yes.")
    client = client_for(other_learner)
    for name, most in (("community:hub", 15), ("community:discussions", 12)):
        client.get(reverse(name))
        with django_assert_max_num_queries(most):
            client.get(reverse(name))


def test_search_finds_words_of_posts_and_titles(client_for, thread, other_learner, learner):
    thread.reply(other_learner, "Ask the dispatcher about parking.")
    url = reverse("community:discussions")
    found = client_for(learner).get(url, {"q": "dispatcher"}).content.decode()
    assert "1 discussion" in found
    stranger = builders.make_person("Someone Else", "else@example.org")
    assert "0 discussions" in client_for(stranger).get(url, {"q": "dispatcher"}).content.decode()
    assert Thread.objects.visible_to(AnonymousUser()).count() == 0


def test_nor_do_links_that_a_newcomer_adds_later(client_for, thread, learner, moderator):
    client = client_for(learner)
    edit = reverse("community:edit_post", args=[thread.opening.pk])
    client.post(edit, {"text": "See https://example.org/offer"})
    assert thread.opening.state == "held"
    assert client.get(thread.get_absolute_url()).status_code == 200
    assert thread not in Thread.objects.visible_to(moderator)
    client_for(moderator).post(
        reverse("community:moderate_post", args=[thread.opening.pk, "glance"])
    )
    assert thread in Thread.objects.visible_to(moderator)
