"""Who is asked for a look at a plan, and what becomes of the request as time goes by."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Notification
from community.models import WorkingHours
from community.models.working_hours import Closure
from courses.models import CourseRole
from learning.looking.asking import AlreadyAsked, ask_for_a_look, go_on
from learning.looking.at_block import LooksHere
from learning.looking.due import hand_on, move_looks_on
from learning.looking.reading import checks_of
from learning.models import Cohort, Enrollment, Look, LookOffer, Plan
from tests import builders
from tests.learning.peers import (  # noqa: F401
    GOOD,
    block,
    checked,
    give_plan,
    offers,
    put_rubric,
    request_values,
)
from tests.learning.test_parallel import all_at_once

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 2, 15, tzinfo=UTC)


def colleague(course, name, offered=True):
    person = builders.make_person(name, f"{name.lower()}@example.org")
    Enrollment.objects.enroll(person, course, certificate_name=name)
    if offered:
        offers(person)
    return person


@pytest.fixture
def plan(learner, enrollment):
    return give_plan(learner, sharing="reviewers")


@pytest.fixture
def values(lesson, block, course):  # noqa: F811
    return request_values(lesson, block, course)


def ask(plan, values, who=None):
    return ask_for_a_look(plan, who, **values)


def told(person, what):
    rows = Notification.objects.filter(recipient=person, event__startswith="look_")
    return [row for row in rows if row.parameters["what"] == what]


class TestWhoIsAsked:
    def test_only_who_offered_and_takes_the_course(self, plan, values, course):
        colleague(course, "Silent", offered=False)
        offers(builders.make_person("Far", "far@example.org"))
        assert ask(plan, values) is None
        willing = colleague(course, "Willing")
        assert ask(plan, values).reviewer == willing

    def test_who_left_the_course_unfinished_is_no_colleague_of_it(self, plan, values, course):
        gone = colleague(course, "Gone")
        rows = Enrollment.objects.filter(user=gone)
        rows.update(left_at=timezone.now())
        assert ask(plan, values) is None
        rows.update(completed_at=timezone.now())
        assert ask(plan, values).reviewer == gone

    def test_or_shares_a_cohort(self, plan, values, learner):
        other = builders.make_course("Another course")
        cohort = Cohort.objects.create(course=other, name="Together")
        near = builders.make_person("Near", "near@example.org")
        offers(near)
        for person in (learner, near):
            cohort.take_in(Enrollment.objects.enroll(person, other, certificate_name="A"))
        assert ask(plan, values).reviewer == near

    def test_never_oneself(self, plan, values, learner):
        offers(learner)
        assert ask(plan, values) is None

    @pytest.mark.parametrize(
        "change",
        [
            {"ended_at": timezone.now()},
            {"paused_until": timezone.localdate() + timedelta(days=400)},
        ],
    )
    def test_nobody_who_stopped_or_pauses(self, plan, values, course, change):
        colleague(course, "Resting")
        LookOffer.objects.update(**change)
        assert ask(plan, values) is None
        LookOffer.objects.update(ended_at=None, paused_until=timezone.localdate())
        assert ask(plan, values) is not None

    def test_nobody_whose_account_is_closed(self, plan, values, course):
        person = colleague(course, "Closed")
        person.is_active = False
        person.save()
        assert ask(plan, values) is None

    def test_the_one_with_the_fewest_open_looks(self, plan, values, course, other_learner):
        busy, free = colleague(course, "Busy"), colleague(course, "Free")
        theirs = give_plan(other_learner, sharing="reviewers")
        theirs.looks.create(
            reviewer=busy, **values | {"message": ""},
            asked_at=timezone.now() - timedelta(days=8),
        )  # fmt: skip
        assert ask(plan, values).reviewer == free

    def test_nobody_twice_in_seven_days(self, plan, values, course, other_learner):
        once = colleague(course, "Once")
        theirs = give_plan(other_learner, sharing="reviewers")
        with time_machine.travel(MONDAY, tick=False):
            assert ask(theirs, values).reviewer == once
            assert ask(plan, values) is None
            assert ask(plan, values, once) is None
        with time_machine.travel(MONDAY + timedelta(days=7, hours=1), tick=False):
            assert ask(plan, values, once).reviewer == once

    def test_a_named_colleague(self, plan, values, course):
        colleague(course, "First")
        second = colleague(course, "Second")
        look = ask(plan, values, second)
        assert look.reviewer == second and not look.as_instructor
        assert look.message == values["message"]

    def test_where_nobody_offered_the_instructor_is(self, plan, values, instructor):
        look = ask(plan, values)
        assert look.reviewer == instructor and look.as_instructor

    def test_a_plan_waits_for_one_look_at_a_time(self, plan, values, course):
        first, second = colleague(course, "First"), colleague(course, "Second")
        ask(plan, values, first)
        with pytest.raises(AlreadyAsked):
            ask(plan, values, second)
        with pytest.raises(IntegrityError), transaction.atomic():
            plan.looks.create(reviewer=second, **values)

    def test_who_looked_at_it_is_not_asked_again(self, plan, values, course):
        once = colleague(course, "Once")
        ask(plan, values).give({}, ["a", "b"], "c")
        Look.objects.update(asked_at=timezone.now() - timedelta(days=30))
        assert ask(plan, values) is None
        assert once.looks.count() == 1


class TestItGoesOn:
    def test_who_declines_leaves_it_to_the_next(self, plan, values, course, learner):
        first, second = colleague(course, "First"), colleague(course, "Second")
        look = ask(plan, values, first)
        assert hand_on(look, look.decline)
        after = plan.looks.waiting().get()
        assert after.reviewer == second and after.ask == look.ask
        assert after.message == values["message"] and after.prompt == values["prompt"]
        assert len(told(second, "asked")) == len(told(learner, "passed")) == 1
        assert not Plan.objects.readable_by(first).exists()
        assert Plan.objects.readable_by(second).get() == plan

    def test_then_to_the_instructor_and_then_to_nobody(
        self, plan, values, course, learner, instructor
    ):
        look = ask(plan, values, colleague(course, "First"))
        hand_on(look, look.decline)
        look = plan.looks.waiting().get()
        assert look.reviewer == instructor and look.as_instructor
        hand_on(look, look.decline)
        assert not plan.looks.waiting().exists()
        assert len(told(learner, "nobody")) == 1

    def test_the_owner_is_no_instructor_of_their_own(self, plan, values, course, learner):
        CourseRole.objects.create(course=course, user=learner)
        assert ask(plan, values) is None

    def test_declining_twice_asks_once(self, plan, values, course):
        look = ask(plan, values, colleague(course, "First"))
        colleague(course, "Second")
        assert hand_on(look, look.decline) and not hand_on(look, look.decline)
        assert Look.objects.count() == 2

    def test_it_does_not_go_on_with_a_plan_that_is_private_again(self, plan, values, course):
        look = ask(plan, values, colleague(course, "First"))
        colleague(course, "Second")
        plan.share(Plan.Sharing.PRIVATE)
        look.refresh_from_db()
        assert look.withdrawn_at and go_on(look) is None
        plan.share(Plan.Sharing.REVIEWERS)
        assert not Plan.objects.readable_by(look.reviewer).exists()

    def test_who_was_asked_as_an_instructor_reads_it_while_they_teach_the_course(
        self, plan, values, course, instructor
    ):
        look = ask(plan, values)
        assert look.as_instructor and Plan.objects.readable_by(instructor).get() == plan
        CourseRole.objects.filter(user=instructor, course=course).delete()
        assert not Plan.objects.readable_by(instructor).exists()
        assert not Look.objects.readable_by(instructor).exists()


class TestTime:
    """Asked on a Monday: reminded after five working days, passed on after ten."""

    @pytest.fixture
    def look(self, plan, values, course):
        with time_machine.travel(MONDAY, tick=False):
            return ask(plan, values, colleague(course, "First"))

    def at(self, days, do=move_looks_on):
        with time_machine.travel(MONDAY + timedelta(days=days), tick=False):
            do()
            do()

    def test_nothing_happens_in_the_first_week(self, look):
        self.at(4)
        assert not told(look.reviewer, "reminded")

    def test_one_reminder_after_five_working_days(self, look):
        self.at(7)
        self.at(9)
        assert len(told(look.reviewer, "reminded")) == 1
        look.refresh_from_db()
        assert look.reminded_at and look.is_waiting

    def test_after_five_more_it_passes_on(self, look, course, learner):
        second = colleague(course, "Second")
        self.at(7)
        self.at(11)
        assert look.plan.looks.waiting().get() == look
        self.at(14)
        look.refresh_from_db()
        assert look.passed_at and look.plan.looks.waiting().get().reviewer == second
        assert len(told(second, "asked")) == len(told(learner, "passed")) == 1

    def test_what_was_given_or_taken_back_is_left_alone(self, look):
        look.give({}, ["a", "b"], "c")
        self.at(30)
        look.refresh_from_db()
        assert look.reminded_at is None and look.passed_at is None

    def test_with_a_closed_account_nobody_is_asked_on(self, look, course, learner):
        second = colleague(course, "Second")
        type(learner).objects.filter(pk=learner.pk).update(is_active=False)
        self.at(7)
        self.at(14)
        look.refresh_from_db()
        assert look.is_waiting and not look.reminded_at and not told(second, "asked")

    def test_closed_days_do_not_count(self, look):
        Closure.objects.create(
            name="Break",
            starts_on=(MONDAY + timedelta(days=1)).date(),
            ends_on=(MONDAY + timedelta(days=4)).date(),
            hours=WorkingHours.load(),
        )
        self.at(7)
        assert not told(look.reviewer, "reminded")
        self.at(11)
        assert len(told(look.reviewer, "reminded")) == 1


def test_a_former_members_look_stays_and_what_they_were_asked_goes_on(
    plan, values, course, other_learner, learner
):
    first, second = colleague(course, "First"), colleague(course, "Second")
    given = ask(plan, values, first)
    given.give({}, GOOD["strength_1"], GOOD["question"])
    theirs = give_plan(other_learner, sharing="reviewers")
    open_one = theirs.looks.create(reviewer=first, **values)
    first.erase()
    given.refresh_from_db()
    assert given.question == GOOD["question"] and given.given_at
    assert given.reviewer.get_full_name() != "First"
    open_one.refresh_from_db()
    assert open_one.passed_at and theirs.looks.waiting().get().reviewer == second
    assert not LookOffer.objects.filter(user=first).exists()


def test_of_many_checks_only_the_newest_is_loaded(plan, lesson, block):  # noqa: F811
    for words in ("Who?", "When?", "Where?"):
        check = checked(plan, lesson, block, words=words)
    assert [row.pk for row in checks_of(plan)] == [check.pk]
    assert LooksHere.of(plan.user, lesson.key).checks == {block.id: check}
    with CaptureQueriesContext(connection) as found:
        checks_of(plan)
    assert len(found) == 1 and "MAX" in found[0]["sql"].upper()


def test_with_an_account_its_checks_and_requests_go(plan, values, course, learner):
    look = ask(plan, values, colleague(course, "First"))
    learner.erase()
    assert not Look.objects.filter(pk=look.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_give_a_colleague_one_request(lesson, course):
    willing = colleague(course, "Willing")
    values = request_values(lesson, put_rubric(lesson), course)
    plans = [
        give_plan(colleague(course, f"Owner{number}", offered=False), sharing="reviewers")
        for number in range(6)
    ]
    found = all_at_once(lambda number: ask(plans[number], values), times=6)
    assert [look.reviewer for look in found if look] == [willing]
    assert not [look for look in found if isinstance(look, Exception)]


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_pass_a_look_on_once(lesson, course):
    first, second, third = (colleague(course, name) for name in ("First", "Second", "Third"))
    owner = colleague(course, "Owner", offered=False)
    values = request_values(lesson, put_rubric(lesson), course)
    look = ask(give_plan(owner, sharing="reviewers"), values, first)
    long_ago = timezone.now() - timedelta(days=40)
    Look.objects.update(asked_at=long_ago, reminded_at=long_ago + timedelta(days=7))
    all_at_once(lambda number: move_looks_on(), times=6)
    look.refresh_from_db()
    assert look.passed_at and Look.objects.count() == 2
    assert Look.objects.waiting().get().reviewer in (second, third)
    assert len(told(owner, "passed")) == 1
