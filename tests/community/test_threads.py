"""Threads and posts as the models keep them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from community.models import Post, Space, Thread
from community.models.threads import NotOpen, title_from
from community.signals import post_made
from courses.models import CourseRole, LessonPage
from tests import builders

pytestmark = pytest.mark.django_db


def sort_keys(thread):
    return (
        thread.last_number,
        thread.last_activity_at,
        thread.reply_count,
        thread.first_answer_at,
    )


# Spaces


def test_publishing_makes_a_space_for_each_prompt_module_and_course(course, lessons):
    assert Space.objects.filter(kind="lesson").count() == len(lessons)
    assert Space.objects.filter(kind="module").count() == 2
    space = Space.objects.get(kind="course")
    assert space.course_key == course.key and space.title == course.title
    in_courses = Space.objects.exclude(kind="community")
    assert set(in_courses.values_list("course_key", flat=True)) == {course.key}


def test_a_prompt_that_is_gone_closes_its_space_and_one_that_returns_opens_it(lesson, space):
    body = lesson.body.get_prep_value()
    lesson.body = without_talk(body)
    builders.publish(lesson)
    space.refresh_from_db()
    assert not space.is_open
    lesson.body = LessonPage.body.field.stream_block.to_python(body)
    builders.publish(lesson)
    space.refresh_from_db()
    assert space.is_open


def without_talk(body):
    from courses.models import LessonPage

    kept = [child for child in body if child["type"] != "discussion"]
    return LessonPage.body.field.stream_block.to_python(kept)


def test_who_reads_a_space(space, learner, enrollment, other_learner, moderator, instructor):
    def readers():
        people = [AnonymousUser(), learner, other_learner, moderator, instructor]
        return [space in Space.objects.visible_to(person) for person in people]

    assert readers() == [False, True, False, True, True]
    space.visibility = Space.Visibility.MEMBERS
    space.save()
    assert readers() == [False, True, True, True, True]
    space.visibility = Space.Visibility.PUBLIC
    space.save()
    assert readers() == [True, True, True, True, True]


def test_only_moderators_and_the_courses_instructors_host(space, learner, instructor, moderator):
    assert space not in Space.objects.hosted_by(learner)
    assert space in Space.objects.hosted_by(instructor)
    assert space in Space.objects.hosted_by(moderator)
    CourseRole.objects.get(user=instructor).delete()
    assert space not in Space.objects.hosted_by(instructor)


# Threads


def test_a_thread_begins_with_its_first_post(thread, learner):
    assert thread.opening.author == learner
    assert thread.opening.html == "<p>They ask each other which shift to take.</p>\n"
    assert thread.title == "They ask each other which shift to take."
    assert thread.follows.get().user == learner


def test_a_reply_to_a_reply_stands_on_the_same_level(thread, other_learner, learner):
    first = thread.reply(other_learner, "At ours, too.")
    second = thread.reply(learner, "How do you answer?", to=first)
    third = thread.reply(other_learner, "With a list.", to=second)
    last = thread.reply(other_learner, "Another thought.")
    assert [post.is_indented for post in (first, second, third, last)] == [False, True, True, False]
    fourth = thread.reply(learner, "Thank you.", to=first)
    order = list(thread.posts.in_order().values_list("pk", flat=True))
    assert order == [post.pk for post in (thread.opening, first, second, third, fourth, last)]


def test_a_reply_to_the_first_post_is_not_indented(thread, other_learner):
    assert not thread.reply(other_learner, "At ours, too.", to=thread.opening).is_indented


def test_the_sort_keys_equal_what_the_posts_say(thread, learner, other_learner):
    thread.reply(learner, "One more thing.")
    assert thread.first_answer_at is None
    answer = thread.reply(other_learner, "At ours, too.")
    assert thread.reply_count == 2 and thread.first_answer_at == answer.created_at
    before = sort_keys(thread)
    thread.recount()
    assert sort_keys(thread) == before


def test_only_the_reply_of_another_person_answers(thread, learner, other_learner):
    assert thread in Thread.objects.unanswered()
    thread.reply(learner, "One more thing.")
    assert thread in Thread.objects.unanswered()
    answer = thread.reply(other_learner, "At ours, too.")
    assert thread not in Thread.objects.unanswered()
    answer.delete_by_author()
    assert thread in Thread.objects.unanswered()


def test_a_question_waits_until_it_is_answered_or_three_days_are_quiet(
    space, learner, other_learner
):
    now = timezone.now()
    asked = now - timedelta(days=9)
    thread = Thread.objects.start(learner, space, "Which one?", kind="question", at=asked)
    reply = thread.reply(other_learner, "The first.", at=now - timedelta(days=2))
    assert thread in Thread.objects.awaiting_answer(now)
    thread.mark_answer(reply)
    assert thread not in Thread.objects.awaiting_answer(now)
    thread.mark_answer(None)
    assert thread in Thread.objects.awaiting_answer(now)
    assert thread not in Thread.objects.awaiting_answer(now + timedelta(days=1, minutes=1))


def test_a_conversation_waits_for_one_reply_only(thread, other_learner):
    assert thread in Thread.objects.awaiting_answer()
    thread.reply(other_learner, "At ours, too.")
    assert thread not in Thread.objects.awaiting_answer()


def test_an_answer_is_a_post_of_the_thread(thread, space, other_learner):
    other = Thread.objects.start(other_learner, space, "Another thread.")
    with pytest.raises(ValueError, match="thread itself"):
        thread.mark_answer(other.opening)


def test_an_answer_that_is_hidden_answers_no_more(thread, other_learner):
    reply = thread.reply(other_learner, "The first.")
    thread.mark_answer(reply)
    reply.hide()
    thread.refresh_from_db()
    assert thread.answer is None and thread.reply_count == 0
    reply.publish()
    thread.refresh_from_db()
    assert thread.reply_count == 1


def test_a_locked_thread_and_a_closed_space_take_nothing(thread, space, other_learner):
    Thread.objects.filter(pk=thread.pk).update(locked_at=timezone.now())
    with pytest.raises(NotOpen):
        thread.reply(other_learner, "Too late.")
    Space.objects.filter(pk=space.pk).update(closed_at=timezone.now())
    with pytest.raises(NotOpen):
        Thread.objects.start(other_learner, Space.objects.get(pk=space.pk), "Too late.")
    assert Post.objects.count() == 1


def test_hiding_the_first_post_hides_the_thread(thread, other_learner):
    thread.opening.hide()
    assert thread not in Thread.objects.visible_to(other_learner)


def test_an_edit_keeps_what_stood_before(thread, learner):
    post = thread.opening
    post.edit("They ask each other **which** shift to take.", learner)
    assert post.versions.get().source == "They ask each other which shift to take."
    assert "<strong>which</strong>" in post.html and post.edited_at
    post.edit(post.source, learner)
    assert post.versions.count() == 1


def test_others_hear_of_a_post_once_it_is_published(
    thread, other_learner, django_capture_on_commit_callbacks
):
    heard = []
    listener = lambda sender, post, **kwargs: heard.append(post)  # noqa: E731
    post_made.connect(listener)
    with django_capture_on_commit_callbacks(execute=True):
        held = thread.reply(other_learner, "Look here.", state=Post.State.HELD)
    assert heard == []
    with django_capture_on_commit_callbacks(execute=True):
        held.publish()
        held.hide()
        held.publish()
    assert heard == [held]


def test_whoever_posts_follows_unless_they_muted_the_thread(thread, learner, other_learner):
    thread.follow(learner, muted=True, change=True)
    thread.reply(learner, "Still there.")
    thread.reply(other_learner, "At ours, too.")
    assert thread not in Thread.objects.followed_by(learner)
    assert thread in Thread.objects.followed_by(other_learner)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("## Shifts\n\nwho **decides**?", "Shifts who decides?"),
        ("word " * 40, ("word " * 18).strip() + "…"),
        ("***", "…"),
    ],
)
def test_a_title_is_the_beginning_of_the_text(text, title):
    assert title_from(text) == title


def test_a_deleted_first_post_takes_its_words_out_of_the_title(thread, learner, mentor):
    thread.reply(mentor, "Ours do, too.")
    thread.opening.delete_by_author()
    thread.refresh_from_db()
    assert thread.title == "Deleted by its author" and thread.state == "published"


def test_a_title_that_was_given_stays_for_the_replies(space, learner, enrollment, mentor):
    thread = Thread.objects.start(learner, space, "Who pays?", title="Paying for the bus")
    thread.reply(mentor, "The county.")
    thread.opening.delete_by_author()
    thread.refresh_from_db()
    assert thread.title == "Paying for the bus"


def test_a_thread_without_replies_goes_with_its_first_post(as_learner, thread, learner):
    response = as_learner.post(f"/community/posts/{thread.opening.pk}/delete/")
    assert response.url == thread.space.get_absolute_url()
    assert thread not in Thread.objects.visible_to(learner)
