"""To which member a question is offered, and what happens when they decline."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from community.answering.climbing import take_step
from community.models import Ask, AskPreference, Climb, Rung, Space, Suspension, Thread
from courses.models import Topic
from learning.models import Enrollment
from tests import builders

from .week import MONDAY, asked, at, write_some

pytestmark = pytest.mark.django_db


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
