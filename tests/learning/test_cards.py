"""Questions after a finished course: on the third and tenth day, a wrong one once more."""

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from accounts.events import described
from accounts.models import Notification
from learning.models import Attempt, Card, Enrollment, Recall, Remembering
from learning.remembering.cards import deal_cards
from tests import builders

from .test_parallel import all_at_once

NEW_YORK, AUCKLAND, LOS_ANGELES = "America/New_York", "Pacific/Auckland", "America/Los_Angeles"


def at(zone, *when):
    return datetime(*when, tzinfo=ZoneInfo(zone))


FINISHED = at(NEW_YORK, 2026, 11, 10, 16)  # a Tuesday
THIRD, TENTH, LAST = ((2026, 11, day) for day in (13, 20, 23))


@pytest.fixture
def questions(course):
    """A lesson of six questions in the first module."""
    module = course.outline.modules[0]
    from courses.models import ModulePage

    blocks = [builders.single_choice(f"Question {number}?") for number in range(6)]
    return builders.make_lesson(ModulePage.objects.get(pk=module.pk), "Six", blocks, slug="six")


@pytest.fixture
def done(enrollment, questions):
    """Finished on Tuesday in New York, all questions right at the first try; takes part."""
    enrollment.user.time_zone = NEW_YORK
    enrollment.user.save()
    for number, block in enumerate(questions.body):
        right = block.value.right_answer()
        row = Attempt.objects.record(enrollment, questions, block, right, uuid.uuid4())
        at_first = FINISHED - timedelta(days=20 - number)
        Attempt.objects.filter(pk=row.pk).update(answered_at=at_first)
    finish(enrollment, FINISHED)
    Remembering.objects.choose(enrollment, True)
    return enrollment


def finish(enrollment, moment):
    Enrollment.objects.filter(pk=enrollment.pk).update(completed_at=moment)


def tick_at(*when, zone=NEW_YORK):
    """The clock's own work, twice, so that everything here proves both."""
    with time_machine.travel(at(zone, *when), tick=False):
        deal_cards()
        deal_cards()


def cards():
    return [(row.occasion, row.due_on.day) for row in Card.objects.all()]


def texts(card):
    return [str(row.prompt) for row in card.recalls.all()]


def answer_all(client, card, right, when):
    with time_machine.travel(at(NEW_YORK, *when, 12)):
        for row in card.recalls.all():
            options = row.prompt.content["options"]
            chosen = next(each["id"] for each in options if each["correct"] is right)
            url = reverse("learning:answer_card", args=[card.pk, row.block_id])
            assert client.post(url, {"option": chosen}).status_code == 302


def page_of(client, card):
    response = client.get(reverse("learning:card", args=[card.pk]))
    assert response.status_code == 200
    return response.content.decode()


# When they come


def test_one_comes_on_the_third_and_one_on_the_tenth_morning(done):
    moment, seen = at(NEW_YORK, 2026, 11, 10, 16), {}
    while moment < at(NEW_YORK, 2026, 12, 10, 0):
        with time_machine.travel(moment, tick=False):
            deal_cards()
            for card in Card.objects.all():
                seen.setdefault(card.occasion, moment)
        moment += timedelta(hours=1)
    assert seen == {"card3": at(NEW_YORK, *THIRD, 9), "card10": at(NEW_YORK, *TENTH, 9)}
    assert cards() == [("card3", 13), ("card10", 20)]
    third, tenth = Card.objects.all()
    assert texts(third) == ["Question 0?", "Question 1?"]
    assert texts(tenth) == ["Question 2?", "Question 3?"]
    assert Notification.objects.filter(event="card", channel="mail").count() == 2


@pytest.mark.parametrize(
    ("zone", "finished"),
    [
        (AUCKLAND, (2026, 11, 10)),
        (LOS_ANGELES, (2026, 11, 10)),
        (LOS_ANGELES, (2026, 10, 31)),  # the clocks are changed before the third day
        (LOS_ANGELES, (2027, 3, 12)),
        (AUCKLAND, (2026, 9, 25)),
        (AUCKLAND, (2027, 4, 2)),
    ],
)
def test_days_and_mornings_are_theirs(done, zone, finished):
    done.user.time_zone = zone
    done.user.save()
    finish(done, at(zone, *finished, 23, 50))
    Attempt.objects.update(answered_at=at(zone, *finished) - timedelta(days=9))
    nine = at(zone, *finished, 9) + timedelta(days=3)
    for minutes, expected in ((-1, 0), (0, 1)):
        moment = nine.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes)
        with time_machine.travel(moment, tick=False):
            deal_cards()
        assert Card.objects.count() == expected
    assert Card.objects.get().due_on == date(*finished) + timedelta(days=3)


def test_after_an_outage_it_comes_two_mornings_later_and_no_more(done):
    tick_at(2026, 11, 13, 12)  # the morning is over
    tick_at(2026, 11, 14, 8)
    assert cards() == []
    tick_at(2026, 11, 15, 9)
    assert cards() == [("card3", 13)]
    tick_at(2026, 11, 23, 9)
    assert cards() == [("card3", 13)]


def test_who_gets_none(done, questions):
    Remembering.objects.choose(done, False)
    tick_at(*THIRD, 9)
    Remembering.objects.choose(done, True)
    Enrollment.objects.update(left_at=FINISHED)
    tick_at(*THIRD, 9)
    Enrollment.objects.update(left_at=None, completed_at=None)
    tick_at(*THIRD, 9)
    Enrollment.objects.update(completed_at=FINISHED)
    done.user.is_active = False
    done.user.save()
    tick_at(*THIRD, 9)
    done.user.is_active = True
    done.user.save()
    Attempt.objects.all().delete()
    tick_at(*THIRD, 9)
    assert cards() == [] and not Notification.objects.filter(event="card").exists()


def test_who_asks_for_them_later_gets_what_is_still_to_come(done):
    Remembering.objects.all().delete()
    tick_at(*THIRD, 9)
    Remembering.objects.choose(done, True)
    tick_at(2026, 11, 17, 9)
    assert cards() == []
    tick_at(*TENTH, 9)
    assert cards() == [("card10", 20)]


# What comes back


def test_a_wrong_one_returns_once_with_the_next_card(done, as_learner):
    tick_at(*THIRD, 9)
    answer_all(as_learner, Card.objects.get(), False, THIRD)
    tick_at(*TENTH, 9)
    tenth = Card.objects.get(occasion="card10")
    assert texts(tenth) == ["Question 2?", "Question 3?", "Question 0?", "Question 1?"]
    answer_all(as_learner, tenth, False, TENTH)
    tick_at(*LAST, 9)
    last = Card.objects.get(occasion="again")
    assert texts(last) == ["Question 2?", "Question 3?"]
    answer_all(as_learner, last, False, LAST)
    for day in (24, 26, 30):
        tick_at(2026, 11, day, 9)
    tick_at(2026, 12, 3, 9)
    assert cards() == [("card3", 13), ("card10", 20), ("again", 23)]


def test_one_answered_wrong_after_the_tenth_day_returns_on_the_thirteenth(done, as_learner):
    tick_at(*THIRD, 9)
    tick_at(*TENTH, 9)
    answer_all(as_learner, Card.objects.get(occasion="card3"), False, (2026, 11, 21))
    tick_at(*LAST, 9)
    assert texts(Card.objects.get(occasion="again")) == ["Question 0?", "Question 1?"]


def test_what_was_right_or_skipped_or_never_answered_ends_by_itself(done, as_learner):
    tick_at(*THIRD, 9)
    third = Card.objects.get()
    answer_all(as_learner, third, True, THIRD)
    tick_at(*TENTH, 9)
    tenth = Card.objects.get(occasion="card10")
    assert len(texts(tenth)) == 2
    as_learner.post(reverse("learning:skip_card", args=[tenth.pk]))
    assert tenth.recalls.filter(skipped_at__isnull=False).count() == 2
    tick_at(*LAST, 9)
    assert len(cards()) == 2


def test_who_waits_for_no_card_is_not_looked_at_each_minute(
    done, as_learner, django_assert_num_queries
):
    tick_at(*THIRD, 9)
    answer_all(as_learner, Card.objects.get(), True, THIRD)
    tick_at(*TENTH, 9)
    for when in (TENTH, (2026, 11, 21), LAST):  # dealt, between, and nothing wrong to come back
        moment = at(NEW_YORK, *when, 10)
        with time_machine.travel(moment, tick=False), django_assert_num_queries(1):
            deal_cards()


def test_what_was_answered_wrong_in_the_course_comes_first(done, questions):
    block = questions.body[5]
    wrong = builders.wrong_option(block)
    Attempt.objects.record(done, questions, block, [wrong], uuid.uuid4())
    Attempt.objects.update(answered_at=FINISHED)
    tick_at(*THIRD, 9)
    assert texts(Card.objects.get())[0] == "Question 5?"


# The page


@pytest.fixture
def card(done):
    tick_at(*THIRD, 9)
    return Card.objects.get()


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


# What instructors read


@pytest.mark.parametrize(("people", "reads"), [(4, False), (5, True)])
def test_instructors_read_what_five_still_know(
    client_for, instructor, course, questions, people, reads
):
    for number in range(people):
        person = builders.make_person(f"P {number}", f"p{number}@example.org")
        row = Enrollment.objects.enroll(person, course)
        card = builders.make_card(row, questions_of_one(questions), "card10")
        recall = card.recalls.get()
        recall.answer(builders.blocks_of(questions, "single_choice")[0].value, [])
        Recall.objects.filter(pk=recall.pk).update(correct=number > 0)
        again = {"occasion": "again", "answered_at": FINISHED, "correct": False}
        Recall.objects.create(
            enrollment=row, card=card, prompt=recall.prompt, lesson_key=recall.lesson_key,
            block_id=recall.block_id, due_on=recall.due_on, **again,
        )  # fmt: skip
    url = reverse("report_items", args=[course.pk])
    reader = client_for(instructor)
    for chosen in ({}, {"status": "left"}):  # a choice of people changes nothing: see DelayedCheck
        page = reader.get(url, chosen).content.decode()
        assert ("80% right, of 5 people" in page) is reads
        assert ("Ten days after the course: fewer than 5 people" in page) is not reads


def questions_of_one(lesson):
    lesson.body = lesson.body.get_prep_value()[:1]
    return lesson


# By mail


def test_it_is_mailed_once_with_a_link_that_changes_nothing(as_learner, done, course):
    with time_machine.travel(at(NEW_YORK, *THIRD, 9), tick=False) as clock:
        for _minutes in range(4):
            call_command("tick")
            clock.shift(timedelta(minutes=11))
        url = reverse("learning:card", args=[Card.objects.get().pk])
        texts = [message.body for message in mail.outbox if url in message.body]
        assert len(texts) == 1 and f"“{course.title}”" in texts[0]
        waiting = Recall.objects.waiting().count()
        as_learner.get(url)
        assert Recall.objects.waiting().count() == waiting
        assert not Notification.objects.unread().filter(event="card").exists()


def test_what_is_answered_or_ended_is_not_mailed(as_learner, card, done):
    told = Notification.objects.filter(event="card")
    assert len(described(done.user, told)) == 1
    answer_all(as_learner, card, True, THIRD)
    assert described(done.user, told.all()) == []


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


@pytest.mark.parametrize("number", [2, 20])
def test_waiting_costs_the_same_however_many_wait(
    done, course, number, django_assert_max_num_queries
):
    for each in range(number):
        person = builders.make_person(f"P {each}", f"p{each}@example.org", time_zone=NEW_YORK)
        row = Enrollment.objects.enroll(person, course, completed_at=FINISHED)
        Remembering.objects.choose(row, True)
    with (
        time_machine.travel(at(NEW_YORK, 2026, 11, 12, 23)),
        django_assert_max_num_queries(2),
    ):
        deal_cards()


def test_they_go_with_the_account(card, done):
    done.user.erase()
    assert not Card.objects.exists() and not Recall.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_deal_once(done):
    with time_machine.travel(at(NEW_YORK, *THIRD, 9), tick=False):
        results = all_at_once(lambda number: deal_cards(), 4)
    assert results == [None] * 4
    assert cards() == [("card3", 13)] and Recall.objects.count() == 2
    assert Notification.objects.filter(event="card").count() == 1
