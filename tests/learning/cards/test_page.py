"""The page of a card, and that of all."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from learning.models import Attempt, Card, Enrollment, Recall, Remembering
from tests import builders

from .clock import FINISHED, NEW_YORK, TENTH, THIRD, answer_all, at, cards, finish, tick_at


def page_of(client, card):
    response = client.get(reverse("learning:card", args=[card.pk]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def on_the_day(card):
    with time_machine.travel(at(NEW_YORK, *THIRD, 10)) as clock:
        yield clock


def test_the_key_is_not_on_the_page_before_the_answer(as_learner, card, on_the_day):
    page = page_of(as_learner, card)
    assert "Question 0?" in page and "Question 1?" in page and "Question 1 of 2" in page
    assert "Explanation-" not in page and "correct" not in page.lower()
    answer_all(as_learner, card, False, THIRD)
    page = page_of(as_learner, card)
    assert page.count("Not the best answer") == 2 and "Explanation-" in page
    assert "A few more come on November 20" in page and "<form" in page


def test_the_question_stays_as_it_was_when_the_lesson_changes(
    as_learner, card, on_the_day, questions
):
    questions.body = [builders.text()]
    builders.publish(questions)
    answer_all(as_learner, card, True, THIRD)
    assert page_of(as_learner, card).count("Explanation-right") == 2


def test_it_never_becomes_an_attempt(as_learner, card, on_the_day):
    before = Attempt.objects.count()
    answer_all(as_learner, card, True, THIRD)
    assert Attempt.objects.count() == before
    assert Recall.objects.filter(correct=True, card=card, occasion="card3").count() == 2


def test_one_answer_each(as_learner, card, on_the_day):
    answer_all(as_learner, card, True, THIRD)
    answer_all(as_learner, card, False, THIRD)
    assert card.recalls.filter(correct=True).count() == 2


@pytest.mark.parametrize("option", [[], ["=cmd"], ["<script>"], ["\x00"], ["x" * 200], ["🦄", "‮"]])
def test_what_is_no_answer_is_said(as_learner, card, on_the_day, option):
    block_id = card.recalls.first().block_id
    url = reverse("learning:answer_card", args=[card.pk, block_id])
    response = as_learner.post(url, {"option": option})
    page = as_learner.get(response["Location"]).content.decode()
    assert "Choose an answer." in page and not Recall.objects.answered().exists()


def test_it_is_nobody_elses(client_for, other_learner, instructor, mentor, card, on_the_day):
    block_id = card.recalls.first().block_id
    for person in (other_learner, instructor, mentor):
        visitor = client_for(person)
        assert visitor.get(reverse("learning:card", args=[card.pk])).status_code == 404
        assert (
            card.enrollment.course.title
            not in visitor.get(reverse("learning:remembering")).content.decode()
        )
        for name, args in (("answer_card", [card.pk, block_id]), ("skip_card", [card.pk])):
            url = reverse(f"learning:{name}", args=args)
            assert visitor.post(url, {"option": "x"}).status_code == 404
        url = reverse("learning:choose_remembering", args=[card.enrollment.course_id])
        assert visitor.post(url).status_code == 404
    assert Remembering.objects.on().exists() and Recall.objects.waiting().count() == 2


def test_it_stops_with_one_press(as_learner, card, on_the_day, course):
    url = reverse("learning:choose_remembering", args=[course.pk])
    assert f'action="{url}"' in page_of(as_learner, card)
    as_learner.post(url)
    page = page_of(as_learner, card)
    assert "You stopped being asked again" in page and "Question 0?" not in page
    answer_all(as_learner, card, True, THIRD)
    assert not Recall.objects.answered().exists()
    tick_at(*TENTH, 9)
    assert len(cards()) == 1


def test_the_dashboard_shows_it_until_it_is_answered(as_learner, card, on_the_day):
    url = reverse("learning:card", args=[card.pk])
    assert url in as_learner.get("/learning/").content.decode()
    on_the_day.shift(timedelta(days=15))
    assert url not in as_learner.get("/learning/").content.decode()
    on_the_day.shift(timedelta(days=-15))
    answer_all(as_learner, card, True, THIRD)
    assert url not in as_learner.get("/learning/").content.decode()


def test_the_page_of_all_says_what_came_of_it_and_begins_and_ends(as_learner, card, on_the_day):
    url = reverse("learning:remembering")
    page = as_learner.get(url).content.decode()
    assert "2 questions" in page and "Do not ask me again" in page
    answer_all(as_learner, card, True, THIRD)
    assert "2 of 2 right" in as_learner.get(url).content.decode()
    as_learner.post(reverse("learning:choose_remembering", args=[card.enrollment.course_id]))
    assert "Ask me again" in as_learner.get(url).content.decode()
    on_the_day.move_to(at(NEW_YORK, 2026, 11, 24, 9))
    page = as_learner.get(url).content.decode()
    assert "Ended" in page and "Ask me again" not in page


def test_without_a_course_there_is_a_way_to_one(as_learner, site):
    page = as_learner.get(reverse("learning:remembering")).content.decode()
    assert "You take no course at present" in page and "All courses" in page


def test_the_page_of_the_finished_course_offers_them_while_they_can_come(
    client_for, done, course, django_assert_max_num_queries
):
    Remembering.objects.all().delete()
    with time_machine.travel(at(NEW_YORK, 2026, 11, 19, 23)) as clock:
        as_learner, url = client_for(done.user), reverse("learning:completed", args=[course.pk])
        page = as_learner.get(url).content.decode()
        assert "Ask me again" in page
        data = {"wanted": "1", "next": url}
        choose = reverse("learning:choose_remembering", args=[course.pk])
        assert as_learner.post(choose, data)["Location"] == url
        assert "a few questions come back by e-mail" in as_learner.get(url).content.decode()
        clock.shift(timedelta(hours=2))  # the tenth day has begun
        assert "Will you still know it?" not in as_learner.get(url).content.decode()


def test_a_card_that_waits_can_be_ended_after_the_last_day(client_for, card, done):
    with time_machine.travel(at(NEW_YORK, 2026, 11, 26, 9)):
        page = client_for(done.user).get(reverse("learning:remembering")).content.decode()
    assert "2 questions" in page and "Do not ask me again" in page


def test_it_names_no_day_that_is_over(as_learner, card):
    answer_all(as_learner, card, True, THIRD)
    with time_machine.travel(at(NEW_YORK, *THIRD, 13)):
        assert "A few more come on November 20" in page_of(as_learner, card)
    with time_machine.travel(at(NEW_YORK, *TENTH, 13)):
        page = page_of(as_learner, card)
    assert "November 20" not in page and "What you answered is kept" in page


@pytest.mark.parametrize("number", [2, 20])
def test_the_pages_cost_the_same_however_many_there_are(
    as_learner, learner, site, number, django_assert_max_num_queries
):
    for course_number in range(number):
        course = builders.make_course(f"Course {course_number}")
        lesson = builders.make_lesson(builders.make_module(course), "L", [builders.single_choice()])
        enrollment = Enrollment.objects.enroll(learner, course)
        finish(enrollment, FINISHED)
        card = builders.make_card(enrollment, lesson)
    with time_machine.travel(FINISHED + timedelta(days=1)):
        for url in (reverse("learning:remembering"), reverse("learning:card", args=[card.pk])):
            as_learner.get(url)
            with django_assert_max_num_queries(9):
                assert as_learner.get(url).status_code == 200


def test_they_go_with_the_account(card, done):
    done.user.erase()
    assert not Card.objects.exists() and not Recall.objects.exists()
