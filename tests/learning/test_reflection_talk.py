"""What a writer reads of the instructors' comments, answers, and lets be shown."""

import pytest
from django.urls import reverse

from accounts.models import Notification
from learning.models import Example, Reflection
from learning.reviewing.notices import tell_of_comment, tell_of_question

from .test_personal_data import my_data
from .test_reviews import TEXT, share

REMARK = "Ask the supervisor, **too**."


@pytest.fixture
def shared(learner, enrollment, lesson):
    return share(learner, lesson)


@pytest.fixture
def comment(shared, instructor):
    comment = shared.comments.create(author=instructor, text=REMARK)
    tell_of_comment(comment)
    return comment


@pytest.fixture
def asked(shared, instructor):
    example = Example.objects.create(
        reflection=shared, asked_by=instructor, version=shared.submitted
    )
    tell_of_question(example)
    return example


def decide(client, row, decision, **data):
    data["decision"] = decision
    return client.post(reverse("learning:decide_example", args=[row.pk]), data)


def read(client, thing):
    return client.get(thing.get_absolute_url()).content.decode()


class TestTheWriterReads:
    def test_the_comment_on_its_page_and_in_the_lesson(self, as_learner, shared, comment, lesson):
        said = "Ask the supervisor, <strong>too</strong>."
        assert said in read(as_learner, shared)
        page = as_learner.get(lesson.get_url()).content.decode()
        assert said in page and f"{shared.get_absolute_url()}#comments" in page

    def test_still_after_taking_the_sharing_back(self, as_learner, shared, comment):
        shared.submit(TEXT, shared.revision, "private")
        page = read(as_learner, shared)
        assert "Ask the supervisor" in page and "private again" in page

    def test_nobody_else_does(self, client_for, other_enrollment, shared, comment, lesson):
        client = client_for(other_enrollment.user)
        assert client.get(shared.get_absolute_url()).status_code == 404
        assert "supervisor" not in client.get(lesson.get_url()).content.decode()

    def test_reading_it_clears_the_notice(self, as_learner, learner, shared, comment):
        assert (
            "commented on your reflection"
            in as_learner.get(reverse("notifications")).content.decode()
        )
        read(as_learner, shared)
        assert not Notification.objects.of(learner).unread().exists()

    def test_a_lesson_with_comments_costs_one_query_more(
        self, as_learner, shared, comment, lesson, instructor, django_assert_max_num_queries
    ):
        for number in range(20):
            shared.comments.create(author=instructor, text=f"Remark {number}.")
        as_learner.get(lesson.get_url())
        with django_assert_max_num_queries(13):
            as_learner.get(lesson.get_url())


class TestTheWriterAnswers:
    def send(self, client, row, text="The two in Whitlock."):
        return client.post(reverse("learning:answer_comment", args=[row.pk]), {"text": text})

    def test_and_the_instructor_who_commented_is_told(
        self, as_learner, client_for, instructor, shared, comment
    ):
        assert self.send(as_learner, shared).status_code == 302
        page = client_for(instructor).get(reverse("review", args=[shared.pk])).content.decode()
        assert "The two in Whitlock." in page and "Waiting since today" in page
        page = client_for(instructor).get(reverse("notifications")).content.decode()
        assert "answered your comment" in page
        shared.submit(TEXT, shared.revision, "private")
        page = client_for(instructor).get(reverse("notifications")).content.decode()
        assert "answered your comment" not in page

    def test_empty_is_refused_with_the_title_saying_so(self, as_learner, shared, comment):
        response = self.send(as_learner, shared, " ")
        page = response.content.decode()
        assert response.status_code == 422 and "<title>Error:" in page
        assert "Write something, then send it." in page

    def test_of_a_private_one_nothing_is_sent_and_no_word_lost(self, as_learner, shared, comment):
        shared.submit(TEXT, shared.revision, "private")
        response = self.send(as_learner, shared)
        assert response.status_code == 422 and "The two in Whitlock." in response.content.decode()
        assert shared.comments.count() == 1

    def test_nobody_answers_for_the_writer(self, client_for, instructor, other_learner, shared):
        for person in (instructor, other_learner):
            assert self.send(client_for(person), shared).status_code == 404


class TestBeingAnExample:
    def seen_by(self, client_for, person, lesson):
        return client_for(person).get(lesson.get_url()).content.decode()

    def test_the_writer_is_asked_and_told_so(self, as_learner, client_for, instructor, shared):
        client_for(instructor).post(reverse("review_example", args=[shared.pk]), {"act": "ask"})
        told = as_learner.get(reverse("notifications")).content.decode()
        assert "asks to use your reflection" in told
        page = read(as_learner, shared)
        assert f"{instructor.display_name} asks to show what you saved last" in page

    def test_it_is_shown_once_agreed_and_chosen(
        self, as_learner, client_for, instructor, other_enrollment, shared, asked, lesson
    ):
        other, chooser = other_enrollment.user, client_for(instructor)
        address = reverse("review_example", args=[shared.pk])
        assert chooser.post(address, {"act": "show"}).status_code == 404
        decide(as_learner, shared, "agree")
        assert TEXT not in self.seen_by(client_for, other, lesson)
        chooser.post(address, {"act": "show"})
        page = self.seen_by(client_for, other, lesson)
        assert TEXT in page and "What a colleague wrote here" in page
        assert shared.user.display_name not in page
        chooser.post(address, {"act": "hide"})
        assert TEXT not in self.seen_by(client_for, other, lesson)

    @pytest.fixture
    def shown(self, asked):
        asked.decide("agree", credited=True)
        asked.show()
        return asked

    def test_with_the_name_only_if_the_writer_says_so(
        self, client_for, other_enrollment, shown, lesson
    ):
        page = self.seen_by(client_for, other_enrollment.user, lesson)
        assert f"What {shown.reflection.user.display_name} wrote here" in page

    def test_it_is_the_version_that_was_agreed_to(
        self, client_for, other_enrollment, shared, shown, lesson
    ):
        shared.submit("Something newer.", shared.revision)
        page = self.seen_by(client_for, other_enrollment.user, lesson)
        assert TEXT in page and "Something newer." not in page

    @pytest.mark.parametrize("how", ["withdraw", "private", "erase"])
    def test_taken_back_it_is_gone_at_once(
        self, as_learner, client_for, learner, other_enrollment, shared, shown, lesson, how
    ):
        assert TEXT in self.seen_by(client_for, other_enrollment.user, lesson)
        if how == "withdraw":
            decide(as_learner, shared, "withdraw")
        elif how == "private":
            Reflection.objects.get(pk=shared.pk).submit(TEXT, shared.revision, "private")
        else:
            learner.erase()
        assert TEXT not in self.seen_by(client_for, other_enrollment.user, lesson)

    def test_shared_again_it_is_not_an_example_again(self, shared, shown):
        row = Reflection.objects.get(pk=shared.pk)
        row.submit(TEXT, row.revision, "private")
        row.submit(TEXT, row.revision, "instructor")
        assert not Example.objects.shown().exists()

    def test_declined_it_is_not_asked_again(
        self, as_learner, client_for, instructor, shared, asked
    ):
        decide(as_learner, shared, "decline")
        client_for(instructor).post(reverse("review_example", args=[shared.pk]), {"act": "ask"})
        asked.refresh_from_db()
        assert asked.state == "declined"
        page = client_for(instructor).get(reverse("notifications")).content.decode()
        assert "decided about the example" in page

    def test_nobody_decides_for_the_writer(self, client_for, instructor, other_learner, asked):
        for person in (instructor, other_learner):
            assert decide(client_for(person), asked.reflection, "agree").status_code == 404
        asked.refresh_from_db()
        assert asked.state == "asked"

    def test_a_private_one_is_not_agreed_to(self, as_learner, shared, asked):
        shared.submit(TEXT, shared.revision, "private")
        decide(as_learner, shared, "agree")
        asked.refresh_from_db()
        assert asked.state == "withdrawn"


def test_the_writers_data_holds_the_talk_and_the_instructors_their_words(
    as_learner, client_for, instructor, shared, comment, asked
):
    instructor.phrases.create(text="Who is missing?")
    mine = my_data(as_learner)["reflections"][0]
    assert mine["comments"][0]["text"] == REMARK and mine["as_an_example"] == "Asked"
    theirs = my_data(client_for(instructor))
    assert theirs["comments_on_reflections"][0]["text"] == REMARK
    assert theirs["saved_phrases"][0]["text"] == "Who is missing?"
    assert TEXT not in str(theirs)


def test_an_instructor_who_goes_leaves_the_comments_and_takes_the_phrases(
    as_learner, instructor, shared, comment
):
    instructor.phrases.create(text="Who is missing?")
    name = instructor.display_name
    instructor.erase()
    page = read(as_learner, shared)
    assert "Ask the supervisor" in page and name not in page
    assert not instructor.phrases.exists()
