"""Holding one's plan against a rubric, in a lesson."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import Activity
from courses.models.activities import FROM_THE_START
from learning.models import Look, OwnQuestion, Plan, Prompt, SelfCheck
from learning.models.certificates import Unchangeable
from learning.models.requirements import done_elsewhere, open_requirements
from learning.models.self_checks import done_looks
from tests import builders, rows

from .peers import (  # noqa: F401
    block,
    checked,
    give_plan,
    marks_of,
    put_rubric,
    request_values,
    typed,
)

pytestmark = pytest.mark.django_db

HOSTILE = ["=cmd", "<script>alert(1)</script>", "\u202eabc", "x" * 200, "🧵 words", "a\x00b"]


def url_of(lesson, block, act="self_check"):  # noqa: F811
    return reverse(f"learning:{act}", args=[lesson.pk, block.id])


def page_of(client, lesson, query=""):
    return " ".join(client.get(lesson.get_url() + query).content.decode().split())


def chosen_in(page):
    """How many options are chosen."""
    return len(re.findall(r"<input[^>]* checked", page))


def test_it_is_saved_and_shown_again(as_learner, learner, enrollment, lesson, block):  # noqa: F811
    response = as_learner.post(url_of(lesson, block), typed(block, words="The first sentence."))
    assert response.url == f"{lesson.get_url()}#block-{block.id}-check"
    check = SelfCheck.objects.get()
    assert check.plan.user == learner and check.marks == marks_of(block)
    assert check.words == "The first sentence."
    page = page_of(as_learner, lesson)
    assert chosen_in(page) == 2 and "The first sentence." in page
    assert "Ask a colleague for a look" in page and "Nobody near?" in page


def test_before_it_nobody_can_be_asked(as_learner, enrollment, lesson, block):  # noqa: F811
    page = page_of(as_learner, lesson)
    assert "Ask a colleague for a look" not in page and "Once it is saved" in page
    assert url_of(lesson, block, "ask_look") not in page
    response = as_learner.get(url_of(lesson, block, "ask_look"))
    assert response.url == f"{lesson.get_url()}#block-{block.id}"


def test_each_check_is_a_new_row_and_the_same_one_is_not(
    as_learner,
    enrollment,
    lesson,
    block,  # noqa: F811
):
    for level in ("not_yet", "not_yet", "strong"):
        as_learner.post(url_of(lesson, block), typed(block, level))
    assert [row.marks for row in SelfCheck.objects.all()] == [
        marks_of(block, "strong"), marks_of(block, "not_yet"),
    ]  # fmt: skip
    row = SelfCheck.objects.first()
    row.words = "Other words"
    with pytest.raises(Unchangeable):
        row.save()


def test_the_rubric_is_kept_as_it_was(as_learner, enrollment, lesson, block):  # noqa: F811
    as_learner.post(url_of(lesson, block), typed(block))
    put_rubric(lesson, title="Another one")
    shown = SelfCheck.objects.get().prompt.content
    assert shown["question"] == "Look at your plan"
    assert Prompt.objects.get(pk=SelfCheck.objects.get().prompt_id).kind == "peer_look"


def test_a_row_that_is_missing_is_named_and_nothing_typed_is_lost(
    as_learner,
    enrollment,
    lesson,
    block,  # noqa: F811
):
    first, _second = marks_of(block)
    response = as_learner.post(
        url_of(lesson, block), {f"row-{first}": "strong", "words": "Keep this."}
    )
    assert f"unanswered={block.id}" in response.url and not SelfCheck.objects.exists()
    page = page_of(as_learner, lesson, f"?unanswered={block.id}")
    assert "Choose how far “Rhythm” is." in page and "Keep this." in page
    assert chosen_in(page) == 1


@pytest.mark.parametrize("level", ["best", "", "1"])
def test_no_other_level_is_taken(as_learner, enrollment, lesson, block, level):  # noqa: F811
    as_learner.post(url_of(lesson, block), typed(block, level))
    assert not SelfCheck.objects.exists()


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_as_words(as_learner, enrollment, lesson, block, words):  # noqa: F811
    as_learner.post(url_of(lesson, block), typed(block, words=words))
    as_learner.post(url_of(lesson, block, "own_question"), {"text": words})
    kept = words.replace("\x00", "")
    assert SelfCheck.objects.get().words == kept and OwnQuestion.objects.get().text == kept
    page = as_learner.get(lesson.get_url())
    assert page.status_code == 200 and "<script>alert" not in page.content.decode()


def test_too_many_words_are_refused_and_kept(as_learner, enrollment, lesson, block):  # noqa: F811
    as_learner.post(url_of(lesson, block), typed(block, words="x" * 501))
    assert not SelfCheck.objects.exists()
    assert "501 characters long" in page_of(as_learner, lesson, f"?unanswered={block.id}")


def test_what_was_chosen_before_signing_in_waits(client, learner, enrollment, lesson, block):  # noqa: F811
    response = client.post(url_of(lesson, block), typed(block, words="Before I came in."))
    assert reverse("account_login") in response.url
    client.force_login(learner, "allauth.account.auth_backends.AuthenticationBackend")
    page = page_of(client, lesson)
    assert "Before I came in." in page and "We kept what you chose" in page
    assert chosen_in(page) == 2 and not SelfCheck.objects.exists()


def test_who_does_not_take_the_course_is_led_to_enroll(
    client_for,
    other_learner,
    lesson,
    block,  # noqa: F811
):
    client = client_for(other_learner)
    response = client.post(url_of(lesson, block), typed(block))
    assert "/enroll/" in response.url and not Plan.objects.exists()


def test_a_block_that_is_gone_says_so(as_learner, enrollment, lesson, block):  # noqa: F811
    lesson.body = [("text", "<p>Nothing asked.</p>")]
    builders.publish(lesson)
    for act in ("self_check", "own_question", "ask_look"):
        response = as_learner.post(url_of(lesson, block, act), {"text": "My question?"})
        assert response.status_code == 404
    assert not SelfCheck.objects.exists() and not OwnQuestion.objects.exists()


@pytest.mark.parametrize("act", ["self_check", "own_question"])
def test_looking_changes_nothing(as_learner, enrollment, lesson, block, act):  # noqa: F811
    assert as_learner.get(url_of(lesson, block, act)).status_code == 405
    before = rows.everything()
    as_learner.get(lesson.get_url())
    assert rows.everything() == before


class TestDone:
    @pytest.fixture
    def required(self, lesson):
        found = put_rubric(lesson, required=True)
        Activity.objects.filter(block_id=found.id).update(required_from=FROM_THE_START)
        return found

    def is_open(self, enrollment, lesson):
        enrollment.refresh_from_db()
        fresh = type(enrollment).objects.get(pk=enrollment.pk)
        outlined = fresh.outline.by_key[lesson.key]
        return bool(open_requirements(fresh, outlined))

    def test_the_check_alone_is_not_enough(self, enrollment, lesson, required, learner):
        assert self.is_open(enrollment, lesson)
        checked(give_plan(learner), lesson, required)
        assert self.is_open(enrollment, lesson)

    def test_with_a_look_it_is_done(
        self, enrollment, lesson, required, learner, course, other_learner
    ):
        plan = give_plan(learner, sharing="reviewers")
        look = plan.looks.create(reviewer=other_learner, **request_values(lesson, required, course))
        look.give({}, ["a", "b"], "c?")
        assert self.is_open(enrollment, lesson)
        checked(plan, lesson, required)
        assert not self.is_open(enrollment, lesson)
        look.withdraw()
        assert not self.is_open(enrollment, lesson)

    def test_nobody_has_to_wait_for_others(self, as_learner, enrollment, lesson, required):
        page = page_of(as_learner, lesson)
        assert "Nobody has to wait for others" in page and "Check your plan and get" in page
        as_learner.post(url_of(lesson, required), typed(required))
        as_learner.post(url_of(lesson, required, "own_question"), {"text": "Who is missing?"})
        assert not self.is_open(enrollment, lesson)
        page = page_of(as_learner, lesson)
        assert "Nothing is left to do here" in page and "Who is missing?" in page

    def test_a_request_alone_is_not_a_look(
        self, enrollment, lesson, required, learner, course, other_learner
    ):
        plan = give_plan(learner, sharing="reviewers")
        checked(plan, lesson, required)
        plan.looks.create(reviewer=other_learner, **request_values(lesson, required, course))
        assert self.is_open(enrollment, lesson)

    def test_what_others_did_counts_for_them(self, enrollment, other_enrollment, lesson, required):
        checked(give_plan(other_enrollment.user), lesson, required)
        OwnQuestion.objects.create(
            plan=other_enrollment.user.strategy_plan, lesson_key=lesson.key,
            block_id=required.id, text="Why?",
        )  # fmt: skip
        assert done_looks(enrollment, lesson.key) == set()
        assert done_elsewhere(other_enrollment, lesson.key, "peer_look") == {required.id}


def test_an_empty_question_is_refused(as_learner, learner, enrollment, lesson, block):  # noqa: F811
    checked(give_plan(learner), lesson, block)
    as_learner.post(url_of(lesson, block, "own_question"), {"text": "  "})
    assert not OwnQuestion.objects.exists()
    page = page_of(as_learner, lesson, f"?unanswered={block.id}-question")
    assert "Write the question, then save it." in page


def test_a_question_that_is_sent_twice_is_written_down_once(
    as_learner,
    learner,
    enrollment,
    lesson,
    block,  # noqa: F811
):
    checked(give_plan(learner), lesson, block)
    for text in ("Who is missing?", "Who is missing?", "And who pays?", "Who is missing?"):
        as_learner.post(url_of(lesson, block, "own_question"), {"text": text})
    asked = OwnQuestion.objects.order_by("pk").values_list("text", flat=True)
    assert list(asked) == ["Who is missing?", "And who pays?", "Who is missing?"]


def test_more_blocks_and_checks_cost_no_more_queries(
    as_learner, learner, enrollment, lesson, course, other_learner
):
    def cost():
        as_learner.get(lesson.get_url())
        with CaptureQueriesContext(
            connection,
        ) as found:
            as_learner.get(lesson.get_url())
        return len(found)

    rubric = put_rubric(lesson)
    plan = give_plan(learner)
    checked(plan, lesson, rubric)
    few = cost()
    more = [builders.peer_look() for _ in range(3)]
    lesson.body = type(lesson).body.field.stream_block.to_python(
        [*lesson.body.get_prep_value(), *more]
    )
    builders.publish(lesson)
    for number, child in enumerate(lesson.body):
        checked(plan, lesson, child, "strong", str(number))
    for _ in range(4):
        look = plan.looks.create(reviewer=other_learner, **request_values(lesson, rubric, course))
        look.give(marks_of(rubric), ["a", "b"], "c")
        look.withdraw()
    assert Look.objects.count() == 4
    assert cost() <= few
