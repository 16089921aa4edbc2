"""What answers a question."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.models import Ask, Climb, HelpedMark, ModerationAct, Rung, Thread

from .week import MONDAY, at

pytestmark = pytest.mark.django_db


def test_the_first_reply_of_another_person_closes_it(question, helper, time_machine):
    question.thread.reply(question.author, "To be clear: in the first week.")
    assert Climb.objects.get(post=question).is_open
    time_machine.move_to(at("2026-11-16 11:00"), tick=False)
    reply = question.thread.reply(helper("Ana"), "With one student, and one question.")
    climb = Climb.objects.get(post=question)
    assert climb.closed_at == at("2026-11-16 11:00") and climb.answer == reply
    assert climb.how == "answered" and climb.next_at is None


def test_a_held_reply_answers_once_it_is_shown(question, helper, moderator):
    reply = question.thread.reply(helper("Ana"), "See www.example.org", state="held")
    assert Climb.objects.get(post=question).is_open
    ModerationAct.objects.glance(moderator, reply)
    assert not Climb.objects.get(post=question).is_open


def test_who_was_asked_and_answers_has_answered(offered, helper, question):
    ana = helper("Ana")
    offered()
    question.thread.reply(ana, "Begin with one student.")
    ask = Ask.objects.get(rung=Rung.MEMBER)
    assert ask.answered_at and not ask.passed_at


def test_where_another_answers_first_the_ask_is_passed(offered, helper, question, go_to):
    helper("Ana")
    offered()
    question.thread.reply(helper("Ben"), "Begin with one student.")
    ask = Ask.objects.get(rung=Rung.MEMBER)
    assert ask.passed_at and not ask.answered_at
    go_to("2026-11-18 17:00")
    assert Ask.objects.count() == 1


def test_me_too_answers_no_question_and_the_thread_keeps_waiting(question, helper):
    question.thread.reply(helper("Ana"), "Same here, we’d love to know too.")
    assert Climb.objects.get(post=question).is_open
    assert question.thread in Thread.objects.unanswered()
    assert question.thread in Thread.objects.awaiting_answer(timezone.now() + timedelta(days=30))


def test_me_too_under_a_first_post_is_a_welcome(space, learner, enrollment, helper):
    first = Thread.objects.start(learner, space, "I am new in this work.").opening
    first.thread.reply(helper("Ana"), "Me too!")
    assert not Climb.objects.get(post=first).is_open


def test_me_too_that_is_edited_into_an_answer_answers(question, helper):
    ana = helper("Ana")
    reply = question.thread.reply(ana, "Same here.")
    reply.edit("Same here. What worked was one question a week.", ana)
    assert not Climb.objects.get(post=question).is_open
    question.thread.refresh_from_db()
    assert question.thread.first_answer_at == reply.created_at


def test_me_too_that_helped_its_asker_was_an_answer(question, helper):
    reply = question.thread.reply(helper("Ana"), "Same here.")
    HelpedMark.objects.set(question.author, reply, helped=True)
    assert not Climb.objects.get(post=question).is_open
    HelpedMark.objects.set(question.author, reply, helped=False)
    assert Climb.objects.get(post=question).is_open


def test_an_answered_question_keeps_waiting_until_its_asker_says_it_helped(question, helper):
    reply = question.thread.reply(helper("Ana"), "One student.")
    assert question.thread in Thread.objects.awaiting_answer()
    HelpedMark.objects.set(helper("Ben"), reply, helped=True)
    assert question.thread in Thread.objects.awaiting_answer()
    HelpedMark.objects.set(question.author, reply, helped=True)
    assert question.thread not in Thread.objects.awaiting_answer()
    HelpedMark.objects.set(question.author, reply, helped=False)
    question.thread.mark_answer(reply)
    assert question.thread not in Thread.objects.awaiting_answer()


def test_an_answered_question_keeps_waiting_for_three_quiet_days(question, helper):
    question.thread.reply(helper("Ana"), "One student.")
    soon, later = MONDAY + timedelta(days=2, hours=23), MONDAY + timedelta(days=3)
    assert question.thread in Thread.objects.awaiting_answer(soon)
    assert question.thread not in Thread.objects.awaiting_answer(later)


def test_an_asker_who_found_it_out_needs_nobody(question, go_to):
    own = question.thread.reply(question.author, "I found it: begin small.")
    question.thread.mark_answer(own)
    climb = Climb.objects.get(post=question)
    assert climb.how == "solved"
    assert question.thread not in Thread.objects.awaiting_answer()
    go_to("2026-11-18 17:00")
    assert not Ask.objects.exists()
    question.thread.mark_answer(None)
    assert Climb.objects.get(post=question).is_open


def test_a_first_reply_is_answered_below_it_or_by_name(question, other_learner, other_enrollment,
                                                       helper):  # fmt: skip
    first = question.thread.reply(other_learner, "Hello, I am new here.")
    ana = helper("Ana")
    question.thread.reply(ana, "To the question itself: one student.")
    assert Climb.objects.get(post=first).is_open
    question.thread.reply(ana, "Welcome.", to=first)
    assert not Climb.objects.get(post=first).is_open


def test_a_first_reply_is_answered_by_who_names_its_writer(
    question, other_learner, other_enrollment, helper
):
    first = question.thread.reply(other_learner, "Hello, I am new here.")
    question.thread.reply(helper("Ana"), f"Welcome, @{other_learner.display_name}.")
    assert not Climb.objects.get(post=first).is_open
