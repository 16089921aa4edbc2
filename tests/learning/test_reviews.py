"""Reflections that learners share with the instructors of their course, in the CMS."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import CourseRole
from learning.models import Enrollment, Phrase, Reflection, ReflectionComment
from tests import builders

QUEUE = "/cms/reflections/"
TEXT = "I would ask the night staff first."


def share(person, lesson, text=TEXT, visibility="instructor"):
    block = builders.blocks_of(lesson, "reflection")[0]
    row = Reflection.objects.begin(person, lesson, block)
    row.submit(text, row.revision, visibility)
    return row


def ago(row, days):
    """As if it had been shared so many days ago."""
    Reflection.objects.filter(pk=row.pk).update(shared_at=timezone.now() - timedelta(days=days))


@pytest.fixture
def shared(learner, enrollment, lesson):
    return share(learner, lesson)


@pytest.fixture
def stranger(db):
    """Teaches another course."""
    person = builders.make_person("Sol Stranger", "stranger@example.org")
    CourseRole.objects.create(course=builders.make_course("Another"), user=person)
    return person


def page_of(client, row):
    return client.get(reverse("review", args=[row.pk])).content.decode()


class TestWhoReads:
    def test_the_instructor_finds_what_was_shared(self, as_instructor, shared):
        assert TEXT in as_instructor.get(QUEUE).content.decode()
        page = page_of(as_instructor, shared)
        assert TEXT in page and shared.prompt.content["prompt"] in page

    def test_never_a_private_one(self, as_instructor, learner, enrollment, lesson):
        row = share(learner, lesson, visibility="private")
        for state in ("", "answered", "all"):
            assert TEXT not in as_instructor.get(f"{QUEUE}?state={state}").content.decode()
        assert as_instructor.get(reverse("review", args=[row.pk])).status_code == 404

    def test_not_even_an_administrator_who_teaches_it(
        self, client_for, admin, course, learner, enrollment, lesson
    ):
        CourseRole.objects.create(course=course, user=admin)
        row = share(learner, lesson, visibility="private")
        client = client_for(admin)
        assert client.get(reverse("review", args=[row.pk])).status_code == 404
        assert TEXT not in client.get(f"{QUEUE}?state=all").content.decode()

    def test_an_administrator_who_does_not_teach_it_is_not_the_instructor(
        self, client_for, admin, shared
    ):
        client = client_for(admin)
        assert client.get(reverse("review", args=[shared.pk])).status_code == 404
        assert client.get(QUEUE).status_code == 302

    def test_nor_is_an_author(self, client_for, course, shared, other_learner):
        CourseRole.objects.create(course=course, user=other_learner, role="author")
        assert client_for(other_learner).get(reverse("review", args=[shared.pk])).status_code == 404

    def test_nor_who_teaches_another_course(self, client_for, stranger, shared):
        client = client_for(stranger)
        assert TEXT not in client.get(f"{QUEUE}?state=all").content.decode()
        assert client.get(reverse("review", args=[shared.pk])).status_code == 404
        for name in ("review", "review_settle", "review_example"):
            data = {"text": "Mine.", "act": "ask"}
            assert client.post(reverse(name, args=[shared.pk]), data).status_code == 404
        assert not ReflectionComment.objects.exists()

    def test_nor_who_taught_it_once(self, as_instructor, instructor, course, shared):
        [role] = CourseRole.objects.filter(course=course, user=instructor)
        role.delete()
        CourseRole.objects.create(course=builders.make_course("Another"), user=instructor)
        assert as_instructor.get(reverse("review", args=[shared.pk])).status_code == 404
        assert TEXT not in as_instructor.get(f"{QUEUE}?state=all").content.decode()

    def test_a_draft_is_not_shared(self, as_instructor, shared):
        shared.keep_draft("Half a thought.", shared.revision)
        assert "Half a thought." not in page_of(as_instructor, shared)

    def test_nor_is_a_version_that_was_saved_while_private(
        self, as_instructor, learner, enrollment, lesson
    ):
        row = share(learner, lesson, "For my eyes.", "private")
        row.submit("For both of us.", row.revision, "instructor")
        row.submit("For both, improved.", row.revision)
        page = page_of(as_instructor, row)
        assert "For both of us." in page and "For both, improved." in page
        assert "For my eyes." not in page

    def test_taken_back_it_is_gone_at_once_and_shared_again_it_is_back(
        self, as_instructor, instructor, shared
    ):
        shared.comments.create(author=instructor, text="Ask the supervisor, too.")
        shared.submit(TEXT, shared.revision, "private")
        assert as_instructor.get(reverse("review", args=[shared.pk])).status_code == 404
        assert TEXT not in as_instructor.get(f"{QUEUE}?state=all").content.decode()
        shared.submit(TEXT, shared.revision, "instructor")
        page = page_of(as_instructor, shared)
        assert TEXT in page and "Ask the supervisor, too." in page

    def test_nor_is_one_left_of_who_deleted_the_account(self, as_instructor, learner, shared):
        learner.erase()
        assert as_instructor.get(reverse("review", args=[shared.pk])).status_code == 404
        assert TEXT not in as_instructor.get(f"{QUEUE}?state=all").content.decode()


class TestTheQueue:
    def test_a_comment_answers_it_and_the_writers_answer_makes_it_wait_again(
        self, instructor, learner, shared
    ):
        waiting = Reflection.objects.waiting_for(instructor)
        assert list(waiting) == [shared]
        shared.comments.create(author=instructor, text="Which of them?")
        assert not waiting.all()
        answer = shared.comments.create(author=learner, text="The two in Whitlock.")
        assert waiting.get().waiting_since == answer.written_at
        shared.settle()
        assert not waiting.all()

    def test_filters_by_state_course_and_lesson(
        self, as_instructor, instructor, learner, other_learner, enrollment, lessons
    ):
        share(learner, lessons[0], "In the first.")
        done = share(learner, lessons[1], "In the second.")
        done.comments.create(author=instructor, text="Yes.")

        def shown(query):
            page = as_instructor.get(QUEUE + query).content.decode()
            return [text for text in ("In the first.", "In the second.") if text in page]

        assert shown("") == ["In the first."]
        assert shown("?state=answered") == ["In the second."]
        assert shown("?state=all") == ["In the first.", "In the second."]
        assert shown(f"?state=all&lesson={lessons[1].pk}") == ["In the second."]
        assert shown(f"?state=all&course={enrollment.course_id}") == [
            "In the first.", "In the second.",
        ]  # fmt: skip
        assert shown("?state=nonsense&lesson=x&course=-1&age=z") == ["In the first."]

    def test_the_age_is_told_in_working_days(self, as_instructor, learner, enrollment, lessons):
        old, new = share(learner, lessons[0], "Old one."), share(learner, lessons[1], "New one.")
        ago(old, 14)  # ten working days, whatever day it is
        page = as_instructor.get(QUEUE).content.decode()
        assert "Waiting 10 working days" in page and "Waiting since today" in page
        page = as_instructor.get(QUEUE + "?age=10").content.decode()
        assert "Old one." in page and "New one." not in page
        assert new.shared_at > old.shared_at

    def test_next_and_previous_are_links_and_keys(
        self, as_instructor, learner, enrollment, lessons
    ):
        rows = [share(learner, lesson, f"Text {n}.") for n, lesson in enumerate(lessons)]
        first, second, third = (reverse("review", args=[row.pk]) for row in rows)
        page = page_of(as_instructor, rows[1])
        assert f'rel="prev" href="{first}" accesskey="k"' in page
        assert f'rel="next" href="{third}" accesskey="j"' in page
        assert 'rel="prev"' not in page_of(as_instructor, rows[0])
        assert 'rel="next"' not in page_of(as_instructor, rows[2])

    @pytest.mark.parametrize("number", [3, 40])
    def test_queries_do_not_grow(
        self, as_instructor, lesson, course, number, django_assert_max_num_queries
    ):
        for n in range(number):
            person = builders.make_person(f"Person {n}", f"p{n}@example.org")
            Enrollment.objects.enroll(person, course)
            row = share(person, lesson, f"Text {n}.")
        for n in range(number):
            row.comments.create(author=row.user, text=f"Answer {n}.")
        for url in (QUEUE, reverse("review", args=[row.pk])):
            as_instructor.get(url)
            with django_assert_max_num_queries(28):
                as_instructor.get(url)

    def test_hostile_words_are_shown_as_words(self, as_instructor, learner, enrollment, lesson):
        learner.display_name = "<script>alert(1)</script>"
        learner.save()
        row = share(learner, lesson, "<script>alert(2)</script> [x](javascript:alert(3))")
        for page in (as_instructor.get(QUEUE).content.decode(), page_of(as_instructor, row)):
            assert "<script>alert(" not in page and 'href="javascript' not in page


class TestCommenting:
    def test_a_comment_is_sent_and_the_writer_told(self, as_instructor, learner, shared):
        url = reverse("review", args=[shared.pk])
        assert as_instructor.post(url, {"text": "**Whom** first?"}).status_code == 302
        assert shared.comments.get().text == "**Whom** first?"
        assert "<strong>Whom</strong>" in page_of(as_instructor, shared)
        [told] = learner.notifications.all()
        assert (told.event, told.channel) == ("reflection_comment", "mail")

    def test_empty_is_refused(self, as_instructor, shared):
        response = as_instructor.post(reverse("review", args=[shared.pk]), {"text": " \n"})
        page = response.content.decode()
        assert response.status_code == 422 and "Write something, then send it." in page
        assert not shared.comments.exists()

    def test_a_phrase_needs_a_line_of_ones_own(self, as_instructor, instructor, shared):
        phrase = Phrase.objects.create(owner=instructor, text="What will you do on Monday?")
        url = reverse("review", args=[shared.pk])
        for text in ("", phrase.text):
            response = as_instructor.post(url, {"text": text, "phrase": phrase.pk})
            assert response.status_code == 422
        assert not shared.comments.exists()
        as_instructor.post(url, {"text": "The night staff: yes.", "phrase": phrase.pk})
        text = shared.comments.get().text
        assert text == "The night staff: yes.\n\nWhat will you do on Monday?"

    def test_nobody_elses_phrase_is_offered_or_taken(self, as_instructor, stranger, shared):
        phrase = Phrase.objects.create(owner=stranger, text="Sol says so.")
        assert "Sol says so." not in page_of(as_instructor, shared)
        url = reverse("review", args=[shared.pk])
        assert as_instructor.post(url, {"text": "A", "phrase": phrase.pk}).status_code == 422
        remove = reverse("review_phrase_remove", args=[phrase.pk])
        assert as_instructor.post(remove).status_code == 404

    def test_phrases_are_kept_and_removed(self, as_instructor, instructor):
        url = reverse("review_phrases")
        as_instructor.post(url, {"text": "Who is missing?"})
        phrase = instructor.phrases.get()
        assert "Who is missing?" in as_instructor.get(url).content.decode()
        assert as_instructor.post(url, {"text": " "}).status_code == 422
        as_instructor.post(reverse("review_phrase_remove", args=[phrase.pk]))
        assert not instructor.phrases.exists()

    def test_send_and_open_the_next(self, as_instructor, learner, enrollment, lessons):
        first, second = (share(learner, lesson) for lesson in lessons[:2])
        url = reverse("review", args=[first.pk])
        response = as_instructor.post(url, {"text": "Yes.", "then": "next"})
        assert response.url == reverse("review", args=[second.pk])
        response = as_instructor.post(reverse("review_settle", args=[second.pk]), {"then": "next"})
        assert response.url == QUEUE
        assert not Reflection.objects.waiting().exists()
