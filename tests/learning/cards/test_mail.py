"""Cards by mail, and what instructors read of them."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from accounts.events import described
from accounts.models import Notification
from learning.models import Card, Enrollment, Recall
from tests import builders

from .clock import FINISHED, NEW_YORK, THIRD, answer_all, at


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
