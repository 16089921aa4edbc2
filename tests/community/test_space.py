"""A space and the lesson it belongs to: reading, writing, and what the pages cost."""

import gzip

import pytest
from django.urls import reverse

from community.models import Draft, Post, Space, Thread, ThreadReading
from learning.models import Enrollment
from tests import builders

pytestmark = pytest.mark.django_db

HUB, SPACE, THREAD = 15, 12, 12
LINES = (
    "We moved office hours to a bench. The first week *three people* came, two of them by "
    "mistake.\n\n- a notebook\n- a folding chair\n\n> Who reads it?\n\nAll four of us, aloud. "
)


def start_url(space):
    return reverse("community:start_thread", args=[space.pk])


# Works, not yours, signed out, twice, GET refused


def test_a_post_begins_a_thread_here(as_learner, space, enrollment):
    response = as_learner.post(start_url(space), {"text": "Who pays for the bus?"})
    thread = Thread.objects.get()
    assert response.url == thread.get_absolute_url() and thread.space == space
    page = as_learner.get(space.get_absolute_url()).content.decode()
    assert "Who pays for the bus?" in page and space.prompt in page


def test_strangers_do_not_find_it(client_for, space, other_learner):
    stranger = client_for(other_learner)
    assert stranger.get(space.get_absolute_url()).status_code == 404
    assert stranger.post(start_url(space), {"text": "Let me in."}).status_code == 404
    assert not Thread.objects.exists()


def test_signed_out_one_reads_what_is_public_and_comes_back_to_the_box(client, public, thread):
    page = client.get(public.get_absolute_url()).content.decode()
    assert thread.title in page and "Sign in to comment" in page
    response = client.post(start_url(public), {"text": "A thought.", "kind": "question"})
    assert f"%23write-{public.writing_place}" in response.url
    assert Thread.objects.count() == 1


def test_signed_out_what_is_not_public_is_not_found(client, space):
    assert client.get(space.get_absolute_url()).status_code == 404
    assert client.post(start_url(space), {"text": "x"}).status_code == 404


def test_posting_twice_makes_two_and_empties_the_box(as_learner, learner, space, enrollment):
    Draft.objects.keep(learner, space.writing_place, text="Who pays?")
    for _time in range(2):
        as_learner.post(start_url(space), {"text": "Who pays?"})
    assert Thread.objects.count() == 2 and not Draft.objects.exists()


def test_get_is_refused(as_learner, space, enrollment):
    assert as_learner.get(start_url(space)).status_code == 405


def test_a_closed_space_is_read_and_keeps_the_words(as_learner, space, thread):
    from django.utils import timezone

    space.closed_at = timezone.now()
    space.save()
    page = as_learner.get(space.get_absolute_url()).content.decode()
    assert thread.title in page and "This discussion is closed" in page
    response = as_learner.post(start_url(space), {"text": "Too late, but kept."})
    assert response.status_code == 422
    assert "Too late, but kept." in response.content.decode()


def test_a_space_where_nobody_wrote_says_how_to_begin(as_learner, space, enrollment):
    page = as_learner.get(space.get_absolute_url()).content.decode()
    assert "Nobody has written here yet" in page


# Who somebody is


def test_the_parts_people_have_stand_beside_their_names(
    as_learner, space, thread, instructor, mentor, moderator, other_learner
):
    for person in (instructor, mentor, moderator, other_learner):
        thread.reply(person, f"A word from {person}.")
    page = as_learner.get(thread.get_absolute_url()).content.decode()
    for part, person in (("Instructor", instructor), ("Mentor", mentor), ("Moderator", moderator)):
        after = page.split(f">{person}</a></h2>")[1].split("<time")[0]
        assert f">{part}</span>" in after
    for part in ("Instructor", "Mentor", "Moderator"):
        assert page.count(f">{part}</span>") == 1


def test_the_instructor_of_another_course_is_nobody_special_here(
    as_learner, thread, other_learner, site
):
    from courses.models import CourseRole

    CourseRole.objects.create(course=builders.make_course("Another"), user=other_learner)
    thread.reply(other_learner, "A word.")
    assert ">Instructor</span>" not in as_learner.get(thread.get_absolute_url()).content.decode()


# In the lesson


def post_from_lesson(client, space, **data):
    data = {"text": "And who pays for the bus?", "from": "lesson", **data}
    return client.post(start_url(space), data)


def test_after_posting_the_lesson_says_so_and_shows_it(
    as_learner, learner, lesson, space, enrollment, other_learner, other_enrollment
):
    for number in range(5):
        Thread.objects.start(other_learner, space, f"Unanswered {number}")
    mine = Thread.objects.start(learner, space, "An older one of mine")
    mine.reply(other_learner, "Answered.")
    response = post_from_lesson(as_learner, space)
    post = Post.objects.get(source__contains="the bus")
    post.thread.reply(other_learner, "The bus company does.")
    assert response.url == f"{lesson.get_url()}?posted={post.pk}#posted"
    page = as_learner.get(response.url.partition("#")[0]).content.decode()
    assert "<strong>Posted</strong>" in page and "And who pays for the bus?" in page
    assert page.count('class="post ') + page.count('class="post"') == 3
    assert page.index("Unanswered 4") < page.index("And who pays for the bus?")
    assert "Posted</strong>" not in as_learner.get(lesson.get_url()).content.decode()


def test_nobody_is_told_posted_about_the_post_of_another(
    client_for, space, lesson, thread, other_learner, other_enrollment
):
    page = client_for(other_learner).get(lesson.get_url(), {"posted": thread.opening.pk})
    assert "Posted</strong>" not in page.content.decode()


def test_a_post_that_waits_for_a_glance_is_shown_to_its_author_alone(
    as_learner, client_for, lesson, space, enrollment, other_learner, other_enrollment
):
    response = post_from_lesson(as_learner, space, text="See https://example.org/held")
    page = as_learner.get(response.url.partition("#")[0]).content.decode()
    assert "example.org/held" in page and "waits for a moderator" in page
    assert (
        "example.org/held" not in client_for(other_learner).get(lesson.get_url()).content.decode()
    )


# Unread


def test_reading_by_script_is_noted_and_nothing_is_shown(as_learner, learner, thread, client):
    url = reverse("community:read_thread", args=[thread.pk])
    response = as_learner.post(url, {"number": 1, "scripted": 1})
    assert (response.status_code, response.content) == (204, b"")
    assert ThreadReading.objects.get(user=learner).number == 1
    assert as_learner.get(url).status_code == 405
    assert client.post(url, {"number": 1}).url.startswith(reverse("account_login"))


# What pages cost


def people_who_talk(space, course, size):
    """``size`` threads, and one of ``size`` posts by as many people; returns that one."""
    people = [
        builders.make_person(f"Person {number}", f"p{number}@example.org") for number in range(size)
    ]
    for person in people:
        Enrollment.objects.enroll(person, course)
    threads = [Thread.objects.start(person, space, f"From {person}. {LINES}") for person in people]
    first = threads[0]
    for person in people[1:]:
        first.reply(person, LINES * 3, to=first.opening if person.pk % 2 else None)
    return first


@pytest.mark.parametrize("size", [3, 50])
def test_pages_cost_the_same_however_much_is_said(
    as_learner, learner, space, course, enrollment, instructor, size, django_assert_max_num_queries
):
    thread = people_who_talk(space, course, size)
    thread.follow(learner)
    ThreadReading.objects.read(learner, thread, 2)
    Draft.objects.keep(learner, space.writing_place, text="Half a thought")
    Draft.objects.keep(learner, f"thread-{thread.pk}", text="Half a reply")
    for url, most in (
        (reverse("community:hub"), HUB),
        (space.get_absolute_url(), SPACE),
        (f"{thread.get_absolute_url()}?page=1", THREAD),
    ):
        as_learner.get(url)
        with django_assert_max_num_queries(most):
            page = as_learner.get(url)
        assert page.status_code == 200 and "Person 0" in page.content.decode()


def test_a_page_of_fifty_posts_is_light(as_learner, space, course, enrollment):
    thread = people_who_talk(space, course, 50)
    page = as_learner.get(f"{thread.get_absolute_url()}?page=1")
    assert page.content.count(b'class="post"') == 50
    assert len(page.content) < 150_000 and len(gzip.compress(page.content)) < 15_000


def test_every_space_of_the_course_has_a_page(as_learner, enrollment):
    for space in Space.objects.all():
        assert as_learner.get(space.get_absolute_url()).status_code == 200
