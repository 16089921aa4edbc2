"""Two questions of earlier modules at the start of a lesson, for who asked for them."""

import re
import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learning.models import Attempt, Enrollment, Prompt, Recall, Remembering, StudyDay
from learning.models.enrollments import NotYet
from learning.remembering import recalling
from learning.reports.items import items_of
from tests import builders

LESSON = 12  # queries, as in test_queries
NEW_YORK = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=NEW_YORK)
KINDS = [builders.single_choice, builders.multiple_answer, builders.true_false]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY) as clock:
        yield clock


@pytest.fixture
def learner(learner):
    learner.time_zone = "America/New_York"
    learner.save()
    return learner


def answer(enrollment, lesson, block, right=True, days_ago=10):
    """An attempt some days ago."""
    given = block.value.right_answer() if right else [*builders.wrong_answer(block).values()][:1]
    row = Attempt.objects.record(enrollment, lesson, block, given, uuid.uuid4())
    Attempt.objects.filter(pk=row.pk).update(answered_at=MONDAY - timedelta(days=days_ago))


@pytest.fixture
def course(site):
    """Two modules: five questions of three kinds, and others; then two lessons to warm up in."""
    course = builders.make_course(slug="warm")
    first, second = builders.make_module(course, "One"), builders.make_module(course, "Two")
    asking = [
        builders.single_choice("First?", required=False),
        builders.multiple_answer("Second?", required=False),
        builders.true_false(question="Third.", required=False),
        builders.ordering(required=False),
        builders.short_answer(required=False),
        builders.self_explain(required=False),
    ]
    builders.make_lesson(first, "Early", [builders.text(), *asking], slug="early")
    builders.make_lesson(first, "Later", [builders.single_choice("Fourth?", required=False)])
    ask_again = builders.single_choice("Not from here?", required=False)
    builders.make_lesson(second, "Now", [builders.text(), ask_again], slug="now")
    builders.make_lesson(second, "Next", [builders.text()], slug="next")
    return course


@pytest.fixture
def early(lessons):
    return lessons[0]


@pytest.fixture
def now(lessons):
    return lessons[2]


@pytest.fixture
def on(enrollment):
    Remembering.objects.choose(enrollment, True)
    return enrollment


@pytest.fixture
def answered(on, lessons):
    """Everything of the first module, right, days ago: the first question longest."""
    for number, block in enumerate(lessons[0].body[1:]):
        answer(on, lessons[0], block, days_ago=30 - number)
    answer(on, lessons[1], lessons[1].body[0], days_ago=5)
    return on


def html(client, lesson):
    response = client.get(lesson.get_url())
    assert response.status_code == 200
    return response.content.decode()


def asked(client, lesson):
    """The questions of the warm-up, in order."""
    page = html(client, lesson)
    if 'id="warm-up"' not in page:
        return []
    part = page.split('id="warm-up"')[1].split('class="lesson__body"')[0]
    return re.findall(r"(First\?|Second\?|Third\.|Fourth\?|Not from here\?)", part)


def send(client, lesson, block, **data):
    return client.post(reverse("learning:answer_warm_up", args=[lesson.pk, block.id]), data)


def send_right(client, lesson, block):
    right = block.value.right_answer()
    return send(client, lesson, block, option=right, answer=right[0])


def skip(client, lesson):
    return client.post(reverse("learning:skip_warm_up", args=[lesson.pk]))


# Who is asked what


def test_years_of_questions_are_not_read_to_choose_two(answered, lessons, monkeypatch):
    block = lessons[0].body[1]
    prompt = Prompt.objects.as_shown(block.block_type, block.value.as_shown())
    today = timezone.localdate()
    rows = [
        Recall(enrollment=answered, prompt=prompt, lesson_key=lessons[0].key, block_id=block.id,
               occasion="warmup", due_on=today - timedelta(days=days))
        for days in range(9, 0, -1)
    ]  # fmt: skip
    Recall.objects.bulk_create(rows)
    monkeypatch.setattr(recalling, "REMEMBERED", 4)
    found = recalling.recalled(answered)
    assert [row.due_on for row in found] == [row.due_on for row in rows[-4:]]


def test_nobody_is_asked_who_did_not_ask_for_it(as_learner, answered, now):
    assert asked(as_learner, now) == ["First?", "Second?"]
    Remembering.objects.choose(answered, False)
    assert asked(as_learner, now) == []


def test_only_of_earlier_modules_and_only_what_was_answered(as_learner, on, lessons, now):
    assert asked(as_learner, now) == []
    answer(on, now, now.body[1])
    answer(on, lessons[1], lessons[1].body[0])
    assert asked(as_learner, now) == ["Fourth?"]
    assert asked(as_learner, lessons[0]) == asked(as_learner, lessons[1]) == []


def test_what_was_wrong_comes_first_then_what_is_longest_ago(as_learner, on, lessons, now):
    blocks = lessons[0].body
    answer(on, lessons[0], blocks[1], days_ago=9)
    answer(on, lessons[0], blocks[2], days_ago=20)
    answer(on, lessons[0], blocks[3], days_ago=8)
    answer(on, lessons[1], lessons[1].body[0], right=False, days_ago=4)
    answer(on, lessons[1], lessons[1].body[0], days_ago=3)
    assert asked(as_learner, now) == ["Fourth?", "Second?"]


def test_the_same_two_all_day_and_others_the_next(as_learner, answered, lessons, now, clock):
    first = asked(as_learner, now)
    answer(answered, lessons[0], lessons[0].body[3], right=False, days_ago=0)
    clock.shift(timedelta(hours=13))
    assert asked(as_learner, now) == first == ["First?", "Second?"]
    skip(as_learner, now)
    clock.shift(timedelta(hours=2))  # after midnight in New York
    assert asked(as_learner, now) == ["Third.", "Fourth?"]


@pytest.mark.parametrize(
    ("zone", "late", "midnight"),
    [
        ("Pacific/Auckland", datetime(2026, 9, 27, 23, 59), timedelta(minutes=1)),
        ("Pacific/Auckland", datetime(2027, 4, 4, 23, 59), timedelta(minutes=1)),
        ("America/Los_Angeles", datetime(2026, 11, 1, 0, 30), timedelta(hours=24, minutes=30)),
        ("America/Los_Angeles", datetime(2027, 3, 14, 0, 30), timedelta(hours=22, minutes=30)),
    ],
)
def test_a_day_is_theirs_when_clocks_change_too(
    client_for, learner, answered, now, clock, zone, late, midnight
):
    learner.time_zone = zone
    learner.save()
    late = late.replace(tzinfo=ZoneInfo(zone))
    Attempt.objects.update(answered_at=late - timedelta(days=20))
    clock.move_to(late)
    as_learner = client_for(learner)
    skip(as_learner, now)
    assert asked(as_learner, now) == []
    clock.move_to((late.astimezone(ZoneInfo("UTC")) + midnight).astimezone(ZoneInfo("UTC")))
    assert len(asked(as_learner, now)) == 2
    clock.shift(timedelta(minutes=-1))
    assert asked(as_learner, now) == []


def test_once_a_day_and_course(as_learner, answered, lessons, now):
    assert len(asked(as_learner, lessons[3])) == 2
    send_right(as_learner, now, lessons[0].body[1])
    assert asked(as_learner, lessons[3]) == []
    assert asked(as_learner, now) == ["First?", "Second?"]


def test_a_lesson_that_is_complete_and_a_finished_course_begin_without(
    as_learner, answered, lessons, now
):
    answered.complete_lesson(now)
    assert asked(as_learner, now) == []
    assert asked(as_learner, lessons[3]) == ["First?", "Second?"]
    Enrollment.objects.update(completed_at=MONDAY)
    assert asked(as_learner, lessons[3]) == []


def test_a_question_that_is_gone_is_not_asked(as_learner, answered, early, now):
    early.body = [early.body.get_prep_value()[0], *early.body.get_prep_value()[2:]]
    builders.publish(early)
    assert asked(as_learner, now) == ["Second?", "Third."]


# Answering


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_answer_is_kept_and_explained_and_counts_for_nothing(
    as_learner, answered, course, early, now, number
):
    block = early.body[number]
    for other in (place for place in (1, 2, 3) if place != number):
        Attempt.objects.filter(block_id=early.body[other].id).delete()
    attempts, counted = list(Attempt.objects.values()), figures(course)
    page = html(as_learner, now)
    assert "Explanation-" not in page and "correct" not in page.lower()
    response = send(as_learner, now, block, **builders.wrong_answer(block))
    assert response["Location"] == f"{now.get_url()}#block-{block.id}"
    page = html(as_learner, now)
    assert "Not the best answer" in page and "Explanation-" in page and "Look it up" in page
    row = Recall.objects.get()
    assert (row.correct, row.occasion, row.due_on) == (False, "warmup", date(2026, 11, 23))
    assert row.prompt.kind == block.block_type and row.skipped_at is None
    assert list(Attempt.objects.values()) == attempts and figures(course) == counted
    assert StudyDay.objects.filter(enrollment=answered).exists()


def figures(course):
    rows = items_of(Enrollment.objects.filter(course_key=course.key), [course.outline])
    return [(row.prompt.pk, row.answered, row.right) for row in rows]


def test_nothing_of_it_completes_a_lesson(as_learner, on, lessons, now):
    required = builders.single_choice("Needed?")
    builders.publish(_with(lessons[0], required))
    Enrollment.objects.update(enrolled_at=MONDAY + timedelta(days=1))
    block = lessons[0].block(required["id"])
    answer(on, lessons[0], block, right=False)
    send_right(as_learner, now, block)
    assert Recall.objects.get().correct
    on.refresh_from_db()
    with pytest.raises(NotYet):
        on.complete_lesson(lessons[0])


def _with(page, block):
    page.body = [*page.body.get_prep_value(), block]
    return page


def test_it_is_answered_once(as_learner, answered, early, now):
    block = early.body[1]
    send_right(as_learner, now, block)
    send(as_learner, now, block, **builders.wrong_answer(block))
    skip(as_learner, now)
    row = Recall.objects.get(block_id=block.id)
    assert row.correct and row.skipped_at is None
    assert f'action="{reverse("learning:answer_warm_up", args=[now.pk, block.id])}"' not in html(
        as_learner, now
    )


def test_the_why_is_kept(as_learner, answered, early, now):
    for place in (1, 2):
        Attempt.objects.filter(block_id=early.body[place].id).delete()
    hostile = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u202e" + "🦄" * 200
    send(as_learner, now, early.body[3], answer="true", why=hostile)
    assert Recall.objects.get().words == hostile
    page = html(as_learner, now)
    assert "<script>alert" not in page
    data = as_learner.get("/accounts/data/download/").json()
    (mine,) = data["questions_asked_again"]
    assert mine["words"] == hostile and mine["answer"] == ["True"] and mine["right"] is False


@pytest.mark.parametrize(
    "option", [[], ["=cmd"], ["<script>alert(1)</script>"], ["\x00"], ["x" * 200], ["🦄", "‮"]]
)
def test_what_is_no_answer_is_said_and_nothing_is_written(as_learner, answered, early, now, option):
    block = early.body[1]
    response = send(as_learner, now, block, option=option)
    assert response["Location"] == f"{now.get_url()}?unanswered={block.id}#block-{block.id}"
    page = as_learner.get(response["Location"]).content.decode()
    assert "Choose an answer." in page and "<script>alert" not in page
    assert not Recall.objects.exists()


def test_skipping_is_one_press_and_leaves_the_lesson_alone(as_learner, answered, early, now):
    skip(as_learner, now)
    assert asked(as_learner, now) == []
    assert Recall.objects.filter(skipped_at__isnull=False, correct=None).count() == 2
    send_right(as_learner, now, early.body[1])
    assert not Recall.objects.answered().exists()


def test_it_is_ended_with_one_press_from_the_lesson(as_learner, answered, course, now):
    url = reverse("learning:choose_remembering", args=[course.pk])
    assert f'formaction="{url}"' in html(as_learner, now)
    response = as_learner.post(url, {"next": now.get_url()})
    assert response["Location"] == now.get_url()
    assert asked(as_learner, now) == [] and not Remembering.objects.on().exists()
    away = as_learner.post(url, {"wanted": "1", "next": "https://evil.example/"})
    assert away["Location"] == reverse("learning:remembering")
    assert Remembering.objects.on().count() == 1


def test_a_question_that_is_not_asked_today_takes_no_answer(as_learner, answered, early, now):
    for block in (early.body[3], now.body[1], early.body[4]):
        assert send_right(as_learner, now, block)["Location"] == now.get_url()
    assert not Recall.objects.exists()


def test_looking_writes_nothing(as_learner, answered, now):
    html(as_learner, now)
    assert not Recall.objects.exists() and not StudyDay.objects.exists()


def test_nobody_else_sees_or_answers_it(
    client, client_for, other_learner, other_enrollment, answered, early, now
):
    for person in (client, client_for(other_learner)):
        assert "warm-up" not in person.get(now.get_url()).content.decode()
        send_right(person, now, early.body[1])
        skip(person, now)
    assert not Recall.objects.exists()


@pytest.mark.parametrize("module", [3, 60])
def test_what_a_lesson_costs(as_learner, learner, site, module, django_assert_max_num_queries):
    course = builders.make_course("Long")
    first, second = builders.make_module(course, "One"), builders.make_module(course, "Two")
    blocks = [builders.single_choice(f"Q {number}?") for number in range(module)]
    early = builders.make_lesson(first, "Early", blocks)
    now = builders.make_lesson(second, "Now", [builders.text()])
    enrollment = Enrollment.objects.enroll(learner, course)
    for block in early.body:
        answer(enrollment, early, block)
    html(as_learner, now)
    with CaptureQueriesContext(connection) as without:
        assert 'id="warm-up"' not in html(as_learner, now)
    most = min(len(without), LESSON) + 2
    Remembering.objects.choose(enrollment, True)
    html(as_learner, now)
    with django_assert_max_num_queries(most):
        assert 'id="warm-up"' in html(as_learner, now)
    for number in range(module):
        Recall.objects.create(
            enrollment=enrollment,
            prompt=Attempt.objects.first().prompt,
            lesson_key=early.key,
            block_id=early.body[number].id,
            occasion="warmup",
            due_on=date(2026, 10, 1),
        )
    with django_assert_max_num_queries(most):
        html(as_learner, now)


def test_it_goes_with_the_account(as_learner, learner, answered, early, now):
    send_right(as_learner, now, early.body[1])
    learner.erase()
    assert not Recall.objects.exists() and not Remembering.objects.exists()
