"""No post is left unanswered: what climbs, to whom, when, and what ends it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Notification
from community.answering.climbing import move_on, pass_on_absent_hosts, take_step
from community.models import (
    Absence,
    AnswerSteps,
    Ask,
    AskPreference,
    Climb,
    Closure,
    HelpedMark,
    Mentor,
    ModerationAct,
    Post,
    Rung,
    Space,
    Suspension,
    Thread,
    WorkingHours,
)
from courses.models import CourseRole, Topic
from learning.models import Enrollment
from tests import builders
from tests.learning.test_parallel import all_at_once

pytestmark = pytest.mark.django_db
NEW_YORK = ZoneInfo("America/New_York")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


MONDAY = at("2026-11-16 09:00")


@pytest.fixture(autouse=True)
def monday_at_nine(time_machine, settings):
    """The clock stands at nine on a Monday, as the site works from nine to five."""
    settings.TIME_ZONE = "America/New_York"
    time_machine.move_to(MONDAY, tick=False)
    return time_machine


@pytest.fixture
def go_to(time_machine):
    """Set the clock, and do what is due then."""

    def travel(text):
        time_machine.move_to(at(text), tick=False)
        move_on()

    return travel


@pytest.fixture
def few_are_enough(db):
    AnswerSteps.objects.create(minimum_helpers=1)


def write_some(person, space, number=3):
    """Posts of last month, so that this person is new no more."""
    before = timezone.now() - timedelta(days=30)
    for _ in range(number):
        Thread.objects.start(person, space, "From my own center.", at=before)


@pytest.fixture
def helper(course, lessons, space):
    """Makes people who finished the module of the lesson, and have posted before."""

    def make(name, finished=True, posts=3, **fields):
        person = builders.make_person(name, f"{name.lower()}@example.org", **fields)
        enrollment = Enrollment.objects.enroll(person, course)
        if finished:
            for page in lessons[:2]:  # the first module has two lessons
                builders.do_everything(enrollment, page)
                enrollment.complete_lesson(page)
        write_some(person, space, posts)
        return person

    return make


@pytest.fixture
def question(space, learner, enrollment, instructor):
    """The learner, who has posted before, asks in the lesson's space on Monday at nine."""
    write_some(learner, space)
    return Thread.objects.start(learner, space, "How do you begin?", kind="question").opening


def asked(post, rung):
    ask = Ask.objects.filter(climb__post=post, rung=rung).first()
    return ask.person if ask else None


# What climbs


def test_a_question_climbs_from_the_moment_it_is_asked_and_has_a_host(question, instructor):
    climb = question.climb
    assert climb.reason == "question" and climb.host == instructor
    assert climb.begun_at == MONDAY and climb.due_at == at("2026-11-17 17:00")


def test_a_first_post_climbs_and_a_second_does_not(space, learner, enrollment, instructor):
    first = Thread.objects.start(learner, space, "Hello.").opening
    second = Thread.objects.start(learner, space, "And another thing.").opening
    assert first.climb.reason == "first_post"
    assert not Climb.objects.filter(post=second).exists()


def test_a_first_post_that_is_a_reply_climbs_too(question, other_learner, other_enrollment):
    reply = question.thread.reply(other_learner, "Hello, I am new here.")
    assert reply.climb.reason == "first_post"


def test_a_conversation_of_somebody_known_does_not_climb(space, learner, enrollment):
    write_some(learner, space)
    Thread.objects.start(learner, space, "We tried something.")
    assert not Climb.objects.exists()


def test_the_first_post_of_who_hosts_the_space_does_not_climb(space, instructor):
    Thread.objects.start(instructor, space, "Welcome, everyone.")
    assert not Climb.objects.exists()


def test_a_reflection_shared_for_a_reply_climbs_when_it_is_begun(space, learner, enrollment):
    write_some(learner, space)
    post = Thread.objects.start(learner, space, "What I take from it.").opening
    climb = Climb.objects.begin(post, Climb.Reason.REFLECTION)
    assert climb.reason == "reflection"
    assert Climb.objects.begin(post, Climb.Reason.REFLECTION) == climb
    assert Climb.objects.count() == 1


def test_beginning_twice_changes_nothing(question, time_machine):
    time_machine.move_to(at("2026-11-17 12:00"), tick=False)
    again = Climb.objects.begin(question, "question")
    assert again.begun_at == MONDAY
    assert Climb.objects.count() == 1


def test_what_is_older_than_a_day_begins_nothing(space, learner, enrollment):
    begun = timezone.now() - timedelta(days=1, minutes=1)
    Thread.objects.start(learner, space, "Old?", kind="question", at=begun)
    assert not Climb.objects.exists()
    Thread.objects.start(learner, space, "Newer?", kind="question", at=begun + timedelta(minutes=2))
    assert Climb.objects.get().begun_at == begun + timedelta(minutes=2)


def test_a_held_post_climbs_from_when_it_is_shown(
    space, learner, enrollment, moderator, time_machine
):
    post = Thread.objects.start(
        learner, space, "See www.example.org", kind="question", state="held"
    ).opening
    assert not Climb.objects.exists()
    time_machine.move_to(at("2026-11-18 10:00"), tick=False)
    ModerationAct.objects.glance(moderator, post)
    climb = Climb.objects.get()
    assert climb.post == post and climb.begun_at == at("2026-11-18 10:00")


def test_what_was_held_back_again_counts_from_when_it_is_shown_again(
    question, learner, time_machine
):
    question.hold()
    time_machine.move_to(at("2026-11-18 10:00"), tick=False)
    question.publish()
    climb = Climb.objects.get(post=question)
    assert climb.since == at("2026-11-18 10:00") and climb.due_at == at("2026-11-19 17:00")


# The host


def test_the_host_is_who_the_space_names(space, learner, enrollment, instructor, mentor):
    space.host = mentor
    space.save()
    post = Thread.objects.start(learner, space, "Why?", kind="question").opening
    assert post.climb.host == mentor
    assert space in Space.objects.visible_to(mentor)
    assert space in Space.objects.hosted_by(mentor)


def test_without_an_instructor_moderators_take_turns(space, learner, enrollment, moderator):
    second = builders.make_person("Second", "second@example.org")
    second.groups.set(moderator.groups.all())
    hosts = [
        Thread.objects.start(learner, space, f"Why {n}?", kind="question").opening.climb.host
        for n in range(4)
    ]
    assert {hosts[0], hosts[1]} == {moderator, second}
    assert hosts[:2] == hosts[2:]


def test_nobody_hosts_what_they_asked_themselves(space, instructor, moderator):
    post = Thread.objects.start(instructor, space, "Who else?", kind="question").opening
    assert post.climb.host == moderator


def test_an_absent_host_is_passed_over_and_their_items_pass_to_another(
    question, instructor, moderator, go_to
):
    Absence.objects.create(
        user=instructor, starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 17)
    )
    go_to("2026-11-16 09:01")
    question.climb.refresh_from_db()
    assert question.climb.host == moderator
    assert asked(question, Rung.HOST) == moderator
    later = Thread.objects.start(question.author, question.thread.space, "B?", kind="question")
    assert later.opening.climb.host == moderator


def test_what_is_a_suspended_host_s_passes_to_another(question, instructor, moderator, go_to):
    assert question.climb.host == instructor
    suspension = Suspension.objects.create(user=instructor)
    go_to("2026-11-16 09:01")
    question.climb.refresh_from_db()
    assert question.climb.host == moderator
    later = Thread.objects.start(question.author, question.thread.space, "B?", kind="question")
    assert later.opening.climb.host == moderator
    suspension.ended_at = timezone.now()
    suspension.save()
    then = Thread.objects.start(question.author, question.thread.space, "C?", kind="question")
    assert then.opening.climb.host == instructor


def test_where_every_host_is_away_it_stays_with_the_first(question, instructor, go_to):
    Absence.objects.create(
        user=instructor, starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 17)
    )
    go_to("2026-11-16 09:01")
    go_to("2026-11-16 09:02")
    question.climb.refresh_from_db()
    assert question.climb.host == instructor


def test_when_a_host_goes_away_later_who_takes_over_is_told(question, instructor, moderator, go_to):
    go_to("2026-11-16 09:01")
    assert Notification.objects.filter(recipient=instructor, event="yours").exists()
    Absence.objects.create(
        user=instructor, starts_on=date(2026, 11, 17), ends_on=date(2026, 11, 17)
    )
    go_to("2026-11-17 09:00")
    assert asked(question, Rung.HOST) == moderator
    assert Notification.objects.filter(recipient=moderator, event="yours").count() == 1


def test_who_does_not_teach_any_more_hosts_no_more(question, instructor, moderator, go_to):
    CourseRole.objects.get(user=instructor).delete()
    go_to("2026-11-16 09:01")
    question.climb.refresh_from_db()
    assert question.climb.host == moderator


def test_what_somebody_hosts_who_left_passes_to_another(question, instructor, moderator, go_to):
    instructor.is_active = False
    instructor.save()
    go_to("2026-11-16 09:01")
    question.climb.refresh_from_db()
    assert question.climb.host == moderator


def test_it_passes_from_whom_the_space_named_before(question, space, mentor, instructor, go_to):
    Space.objects.filter(pk=space.pk).update(host=mentor)
    Climb.objects.update(host=mentor)
    go_to("2026-11-16 09:01")
    assert Climb.objects.get().host == mentor
    Space.objects.filter(pk=space.pk).update(host=None)
    go_to("2026-11-16 09:02")
    assert Climb.objects.get().host == instructor


def test_what_has_its_host_is_not_even_read(question, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):  # the hours, who is away, what lost its host
        pass_on_absent_hosts(timezone.now())


# The steps


def test_it_is_offered_to_a_member_after_four_working_hours_and_to_nobody_before(
    few_are_enough, question, helper, go_to
):
    ana = helper("Ana")
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 12:59")
    assert not Ask.objects.exists()
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) == ana
    told = Notification.objects.get(event="ask")
    assert told.recipient == ana and told.target == question.thread.target


def test_by_the_end_of_the_next_working_day_it_is_the_hosts(
    few_are_enough, question, helper, instructor, go_to
):
    helper("Ana")
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    AnswerSteps.objects.update(asks_mentors=True, mentor_hours=100)
    Climb.objects.retime()
    go_to("2026-11-17 16:59")
    assert asked(question, Rung.HOST) is None
    go_to("2026-11-17 17:00")
    assert asked(question, Rung.HOST) == instructor
    member = Ask.objects.get(rung=Rung.MEMBER)
    assert member.passed_at == at("2026-11-17 17:00") and not member.is_pending
    assert Notification.objects.get(event="yours").recipient == instructor


def test_where_nobody_fits_it_climbs_at_once(few_are_enough, question, helper, instructor, go_to):
    helper("Unready", posts=2)  # willing, but new
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) is None and asked(question, Rung.MENTOR) is None
    assert asked(question, Rung.HOST) == instructor


def test_with_too_few_helpers_it_goes_straight_to_the_host(question, helper, instructor, go_to):
    for number in range(7):
        helper(f"Helper{number}")
    go_to("2026-11-16 09:00")
    assert asked(question, Rung.HOST) == instructor


def test_with_eight_helpers_it_waits_for_its_hour(question, helper, go_to):
    people = [helper(f"Helper{number}") for number in range(8)]
    go_to("2026-11-16 09:00")
    assert not Ask.objects.exists()
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) in people


def test_hours_and_steps_are_settings(question, helper, instructor, go_to):
    ana = helper("Ana")
    AnswerSteps.objects.create(minimum_helpers=1, member_hours=1, asks_mentors=False)
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 10:00")
    assert asked(question, Rung.MEMBER) == ana


def test_a_step_that_is_switched_off_is_left_out(question, helper, instructor, go_to):
    helper("Ana")
    AnswerSteps.objects.create(minimum_helpers=1, asks_members=False)
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) is None and asked(question, Rung.HOST) == instructor


def test_a_closure_moves_everything(
    few_are_enough, question, helper, go_to, django_capture_on_commit_callbacks
):
    helper("Ana")
    go_to("2026-11-16 09:00")
    with django_capture_on_commit_callbacks(execute=True):
        row = WorkingHours.objects.create()
        Closure.objects.create(
            hours=row, name="Storm", starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 17)
        )
    climb = Climb.objects.get(post=question)
    assert climb.due_at == at("2026-11-18 17:00")
    go_to("2026-11-16 13:00")
    assert not Ask.objects.exists()
    go_to("2026-11-18 12:59")
    assert not Ask.objects.exists()
    go_to("2026-11-18 13:00")
    assert Ask.objects.get().rung == Rung.MEMBER


def test_after_a_pause_of_the_whole_site_it_goes_to_the_highest_step_that_is_due(
    few_are_enough, question, helper, instructor, go_to
):
    helper("Ana")
    go_to("2026-11-18 09:00")
    assert [ask.rung for ask in Ask.objects.all()] == [Rung.HOST]


def test_nothing_is_offered_twice_on_a_step(few_are_enough, question, helper, go_to):
    helper("Ana")
    helper("Ben")
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    go_to("2026-11-16 13:00")
    take_step(question.climb.pk)
    assert Ask.objects.count() == 1
    assert Notification.objects.filter(event="ask").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Ask.objects.create(climb=question.climb, rung=Rung.MEMBER, person=question.author)


def test_the_host_is_told_once(question, instructor, go_to):
    for minute in range(1, 4):
        go_to(f"2026-11-16 09:0{minute}")
    assert Notification.objects.filter(recipient=instructor, event="yours").count() == 1


# Whom it is offered to


@pytest.fixture
def offered(few_are_enough, question, go_to):
    """Whom the question is offered to when its hour comes."""

    def offer():
        go_to("2026-11-16 09:00")
        go_to("2026-11-16 13:00")
        return asked(question, Rung.MEMBER)

    return offer


def test_not_to_who_has_not_finished_the_module(offered, helper):
    helper("Halfway", finished=False)
    assert helper("Done") == offered()


def test_not_to_who_is_new(offered, helper):
    helper("New", posts=2)
    assert helper("Known") == offered()


def test_not_to_who_is_suspended(offered, helper):
    Suspension.objects.create(user=helper("Out"))
    assert helper("In") == offered()


def test_not_to_who_muted_the_thread(offered, helper, question):
    question.thread.follow(helper("Muted"), muted=True)
    assert helper("Open") == offered()


def test_not_to_who_does_not_want_to_be_asked(offered, helper):
    AskPreference.objects.create(user=helper("No"), willing=False)
    assert helper("Yes") == offered()


def test_a_pause_is_honored_until_its_day(offered, helper):
    until = date(2026, 11, 17)
    AskPreference.objects.create(user=helper("Resting"), paused_until=until)
    assert helper("Awake") == offered()


def test_on_the_day_a_pause_ends_one_can_be_asked_again(offered, helper):
    person = helper("Rested")
    AskPreference.objects.create(user=person, paused_until=date(2026, 11, 16))
    assert offered() == person


def test_not_to_who_cannot_read_the_space(offered, helper, space, monkeypatch):
    person = helper("Gone")
    person.is_active = False
    person.save()
    assert helper("Here") == offered()


def test_not_to_the_asker_nor_to_who_hosts_the_space(
    offered, helper, question, instructor, course, lessons, space
):
    enrollment = Enrollment.objects.enroll(instructor, course)
    asker = Enrollment.objects.get(user=question.author)
    for row in (enrollment, asker):
        for page in lessons[:2]:
            builders.do_everything(row, page)
            row.complete_lesson(page)
    write_some(instructor, space)
    helper("Unready", posts=0)
    assert offered() is None


def test_not_to_who_has_written_in_the_thread(offered, helper, question):
    early = helper("Early")
    question.thread.reply(early, "Same here.")
    assert helper("Later") == offered()


def test_one_ask_per_person_and_week(offered, helper, question, space, go_to, time_machine):
    ana = helper("Ana")
    assert offered() == ana
    second = Thread.objects.start(question.author, space, "And then?", kind="question").opening
    go_to("2026-11-17 13:00")
    assert asked(second, Rung.MEMBER) is None
    time_machine.move_to(at("2026-11-23 09:00"), tick=False)
    third = Thread.objects.start(question.author, space, "And now?", kind="question").opening
    go_to("2026-11-23 13:00")
    assert asked(third, Rung.MEMBER) == ana


def test_who_was_asked_least_comes_first_and_then_the_older_account(
    offered, helper, question, space
):
    ana, ben, cy = helper("Ana"), helper("Ben"), helper("Cy")
    old = Thread.objects.start(question.author, space, "Long ago?", kind="question").opening
    for rung, person in ((Rung.MEMBER, ana), (Rung.MENTOR, cy)):
        Ask.objects.create(
            climb=old.climb, rung=rung, person=person, made_at=MONDAY - timedelta(days=20)
        )
    Climb.objects.filter(pk=old.climb.pk).update(next_at=None)
    assert offered() == ben


def test_who_knows_the_topic_comes_before_who_was_asked_least(offered, helper, question, space):
    topic = Topic.objects.create(name="Alumni mentoring", slug="alumni-mentoring")
    question.thread.topics.add(topic)
    helper("Ana")
    says = helper("Ben", can_help_with="First asks; alumni mentoring.")
    assert offered() == says


def test_who_wrote_about_the_topic_knows_it(offered, helper, question, space):
    topic = Topic.objects.create(name="Measurement", slug="measurement")
    question.thread.topics.add(topic)
    helper("Ana")
    wrote = helper("Ben")
    before = timezone.now() - timedelta(days=20)
    other = Thread.objects.start(question.author, space, "Numbers.", topics=[topic], at=before)
    other.reply(wrote, "We count replies.", at=before + timedelta(hours=1))
    assert offered() == wrote


def test_somewhere_without_a_course_who_finished_anything_fits(
    few_are_enough, helper, learner, enrollment, go_to, space
):
    ana = helper("Ana")
    write_some(learner, space)
    room = Space.objects.get(kind="community")
    post = Thread.objects.start(learner, room, "Who knows?", kind="question").opening
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(post, Rung.MEMBER) == ana


# Declining


def test_declined_it_climbs_at_once(offered, helper, question, instructor):
    offered_to = helper("Ana")
    assert offered() == offered_to
    ask = Ask.objects.get(rung=Rung.MEMBER)
    assert ask.decline()
    take_step(ask.climb_id)
    assert asked(question, Rung.HOST) == instructor
    assert not ask.decline()
    ask.refresh_from_db()
    assert ask.declined_at and not ask.passed_at


def test_an_ask_that_was_passed_on_cannot_be_declined(offered, helper, question, go_to):
    helper("Ana")
    offered()
    go_to("2026-11-17 17:00")
    ask = Ask.objects.get(rung=Rung.MEMBER)
    assert not ask.decline()
    assert Ask.objects.filter(rung=Rung.HOST).count() == 1


# What is never offered


@pytest.mark.parametrize("what", ["lock", "hide", "delete", "hold", "close"])
def test_never_for_what_is_locked_hidden_deleted_held_or_closed(
    few_are_enough, question, helper, moderator, space, go_to, what
):
    helper("Ana")
    go_to("2026-11-16 09:00")
    if what == "lock":
        ModerationAct.objects.lock(moderator, question.thread, "Enough")
    elif what == "hide":
        ModerationAct.objects.hide(moderator, question, "Spam")
    elif what == "delete":
        question.delete_by_author()
    elif what == "hold":
        question.hold()
    else:
        Space.objects.filter(pk=space.pk).update(closed_at=timezone.now())
    go_to("2026-11-18 13:00")
    assert not Ask.objects.exists()


def test_shown_again_it_goes_on(few_are_enough, question, helper, moderator, go_to):
    ana = helper("Ana")
    go_to("2026-11-16 09:00")
    ModerationAct.objects.hide(moderator, question, "Let me look")
    ModerationAct.objects.restore(moderator, question, "It is fine")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) == ana


# What answers


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


# Opened again


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


# Mentors


@pytest.fixture
def mentors(few_are_enough, question, helper, space):
    """Makes mentors; somebody is willing, but too new to be asked as a member."""
    helper("Unready", posts=0)
    Space.objects.filter(pk=space.pk).update(visibility="members")

    def make(name, **fields):
        person = builders.make_person(name, f"{name.lower()}@example.org")
        return Mentor.objects.begin(person, **fields).user

    return make


def test_where_no_member_fits_a_mentor_on_duty_is_asked(mentors, question, go_to):
    rosa = mentors("Rosa")
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MENTOR) == rosa
    assert asked(question, Rung.HOST) is None


def test_after_eight_working_hours_it_goes_from_the_member_to_a_mentor(
    mentors, question, helper, go_to
):
    rosa, ana = mentors("Rosa"), helper("Ana")
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MEMBER) == ana
    go_to("2026-11-16 16:59")
    assert asked(question, Rung.MENTOR) is None
    go_to("2026-11-16 17:00")
    assert asked(question, Rung.MENTOR) == rosa
    assert not Ask.objects.get(rung=Rung.MEMBER).is_pending


def test_not_a_mentor_who_pauses_nor_one_who_has_no_room_left(mentors, question, go_to):
    mentors("Resting", paused_until=date(2026, 11, 17))
    full, free = mentors("Full"), mentors("Free")
    other = Thread.objects.start(question.author, question.thread.space, "Before?", kind="question")
    Ask.objects.create(climb=other.opening.climb, rung=Rung.MENTOR, person=full, made_at=MONDAY)
    Climb.objects.filter(pk=other.opening.climb.pk).update(next_at=None)
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MENTOR) == free


def test_a_mentor_whose_topic_it_is_comes_first(mentors, question, go_to):
    topic = Topic.objects.create(name="Measurement", slug="measurement")
    question.thread.topics.add(topic)
    mentors("Rosa")
    knows = mentors("Sam", topics=[topic])
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.MENTOR) == knows


def test_a_mentor_who_wants_no_question_for_a_while_gets_none(mentors, question, instructor, go_to):
    AskPreference.objects.pause(mentors("Rosa"))
    go_to("2026-11-16 09:00")
    go_to("2026-11-16 13:00")
    assert asked(question, Rung.HOST) == instructor


# Two at once


@pytest.mark.django_db(transaction=True)
def test_many_ticks_at_once_ask_one_person_once(
    few_are_enough, question, helper, time_machine, instructor
):
    helper("Ana")
    move_on()
    now = at("2026-11-16 13:00")
    results = all_at_once(lambda number: move_on(now), times=8)
    assert results == [None] * 8
    assert Ask.objects.count() == 1
    assert Notification.objects.filter(event="ask").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_questions_at_once_never_ask_the_same_person_twice(
    few_are_enough, question, helper, space, instructor
):
    helper("Ana")
    other = Thread.objects.start(question.author, space, "And this?", kind="question").opening
    move_on()
    now = at("2026-11-16 13:00")
    pks = [question.climb.pk, other.climb.pk]
    all_at_once(lambda number: take_step(pks[number % 2], now), times=8)
    assert Ask.objects.filter(rung=Rung.MEMBER).count() == 1
    assert Ask.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_step_at_once_leave_no_ask_pending(
    few_are_enough, question, helper, instructor
):
    helper("Ana")
    ben = helper("Ben")
    move_on()
    now = at("2026-11-16 13:00")
    thread_pk, pk = question.thread_id, question.climb.pk

    def work(number):
        if number % 2:
            return take_step(pk, now)
        return Thread.objects.get(pk=thread_pk).reply(ben, "One student.")

    all_at_once(work, times=4)
    assert not Climb.objects.get(pk=pk).is_open
    assert not Ask.objects.pending().exists()
