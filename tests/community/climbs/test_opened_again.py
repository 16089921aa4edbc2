"""What opens a question again, and what it keeps."""

import pytest

from community.models import Ask, Climb, ModerationAct, Post, Rung, Space, Thread

from .week import asked, at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("what", ["delete", "hide"])
def test_taking_away_the_only_reply_opens_it_where_it_was(
    few_are_enough, question, helper, moderator, instructor, go_to, time_machine, what
):
    ana, ben = helper("Ana"), helper("Ben")
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) == ana
    time_machine.move_to(at("2026-11-16 14:00"), tick=False)
    reply = question.thread.reply(ben, "One student.")
    time_machine.move_to(at("2026-11-20 10:00"), tick=False)
    if what == "delete":
        reply.delete_by_author()
    else:
        ModerationAct.objects.hide(moderator, reply, "Wrong")
    climb = Climb.objects.get(post=question)
    assert climb.is_open and climb.answer is None and climb.how == ""
    # Five of its hours had passed: Ana is still asked, and three are left for what follows.
    assert Ask.objects.get().is_pending
    assert climb.next_at == at("2026-11-20 13:00")
    assert climb.due_at == at("2026-11-23 17:00")
    go_to("2026-11-20 12:59")
    assert Ask.objects.count() == 1
    go_to("2026-11-20 13:00")
    assert asked(question, Rung.HOST) == instructor  # no mentor is there


def test_where_a_second_reply_stands_it_stays_answered(question, helper, time_machine):
    first = question.thread.reply(helper("Ana"), "One student.")
    time_machine.move_to(at("2026-11-16 11:00"), tick=False)
    second = question.thread.reply(helper("Ben"), "One question.")
    first.delete_by_author()
    climb = Climb.objects.get(post=question)
    assert climb.answer == second and climb.closed_at == at("2026-11-16 11:00")


def test_an_answer_that_was_taken_away_does_not_ask_its_writer_again(
    offered, helper, question, go_to
):
    ana = helper("Ana")
    offered()
    question.thread.reply(ana, "One student.").delete_by_author()
    ask = Ask.objects.get(rung=Rung.MEMBER)
    assert not ask.is_pending and not ask.answered_at


def test_a_thread_that_is_merged_keeps_what_answered_it(question, helper, space, learner):
    reply = question.thread.reply(helper("Ana"), "One student.")
    other = Thread.objects.start(learner, space, "The longer one.")
    question.thread.merge_into(other)
    climb = Climb.objects.get(post=question)
    assert not climb.is_open and climb.answer == reply


def test_every_moved_post_has_a_host_of_its_new_space(question, moderator, go_to):
    question.thread.move_to(Space.objects.get(kind="community"))
    go_to("2026-11-16 09:01")
    assert Climb.objects.get(post=question).host == moderator


def test_one_that_fails_keeps_none_of_the_others_waiting(
    question, space, learner, go_to, monkeypatch
):
    from community.answering import climbing

    other = Thread.objects.start(learner, space, "And this?", kind="question").opening
    broken, whole = sorted([question.climb.pk, other.climb.pk])
    real = climbing.take_step

    def take(pk, now):
        if pk == broken:
            raise RuntimeError("no")
        return real(pk, now)

    monkeypatch.setattr(climbing, "take_step", take)
    with pytest.raises(RuntimeError):
        go_to("2026-11-16 09:01")
    assert Ask.objects.get().climb_id == whole


def test_a_climb_is_gone_with_nothing_but_its_post(question):
    assert Post.objects.get(pk=question.pk).climb == question.climb
