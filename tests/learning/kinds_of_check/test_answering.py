"""Every kind of question is answered the same way."""

import re
import uuid

import pytest
from django.core.exceptions import ValidationError

from courses.blocks import CHECK_BLOCKS, UNGRADED_BLOCKS
from courses.models import LessonPage
from learning.models import Attempt
from tests import builders
from tests.html import body_of

from .sending import (
    GRADED,
    KINDS,
    MADE,
    nothing,
    only_graded,
    section_of,
    sent,
    shown,
    still_open,
)

HTMX = {"HTTP_HX_REQUEST": "true"}


def test_a_right_answer_is_kept_as_right(as_learner, enrollment, lesson, block, url):
    response = as_learner.post(url, sent(block), follow=True)
    assert response.redirect_chain == [(f"{lesson.get_url()}#block-{block.id}", 302)]
    attempt = Attempt.objects.get()
    assert attempt.correct
    assert attempt.chosen == block.value.normal(block.value.right_answer()) or attempt.chosen == [
        "A Lurker."
    ]
    page = section_of(body_of(response), block)
    assert "Explanation-" in page or "Model-" in page
    assert ("Correct" in page) == (block.block_type in GRADED)


@only_graded
def test_a_wrong_answer_is_kept_as_wrong_and_says_so(as_learner, enrollment, lesson, block, url):
    page = section_of(body_of(as_learner.post(url, sent(block, right=False), follow=True)), block)
    assert not Attempt.objects.get().correct
    assert "Not the best answer" in page
    assert "Explanation-order" not in page and "Explanation-pairs" not in page
    assert block.id in {left.block_id for left in still_open(enrollment, lesson)}


@only_graded
def test_each_answer_is_a_row_and_a_right_one_counts_for_good(
    as_learner, enrollment, lesson, block, url
):
    for right in (False, True, False):
        as_learner.post(url, sent(block, right) | {"token": uuid.uuid4()})
    assert [row.correct for row in Attempt.objects.all()] == [False, True, False]
    page = section_of(body_of(as_learner.get(lesson.get_url())), block)
    assert "Answered right" in page and "3 tries" in page
    assert "You answered it right before, and that counts." in page
    assert block.id not in {left.block_id for left in still_open(enrollment, lesson)}


def test_the_same_submission_twice_is_one_answer(as_learner, enrollment, block, url):
    answer = sent(block) | {"token": uuid.uuid4()}
    as_learner.post(url, answer)
    as_learner.post(url, answer)
    assert Attempt.objects.count() == 1


def test_signed_out_the_answer_is_kept_through_signing_in(
    client, learner, enrollment, lesson, block, url
):
    response = client.post(url, sent(block) | {"writer": "", "confidence": "2"})
    assert response.status_code == 302 and "login" in response.url
    credentials = {"login": learner.email, "password": builders.PASSWORD}
    back = client.post(response.url, credentials)
    page = section_of(body_of(client.get(back.url)), block)
    assert "We kept what you" in page
    assert shown(page) == {**nothing(block), **sent(block)}
    assert ('value="2" checked' in page) == (block.block_type in GRADED)
    assert not Attempt.objects.exists()
    client.post(url, sent(block))
    page = section_of(body_of(client.get(lesson.get_url())), block)
    assert "We kept what you" not in page and Attempt.objects.count() == 1


def test_an_answer_that_is_not_whole_is_asked_for_in_place(as_learner, enrollment, block, url):
    unfinished = (
        {"pair-" + block.value.pairs()[0][0]: "A vendor"}
        if (block.block_type == "matching")
        else {"order": ["nonsense"], "text": "   "}
    )
    page = section_of(body_of(as_learner.post(url, unfinished, follow=True)), block)
    assert not Attempt.objects.exists()
    assert f'id="block-{block.id}-error"' in page
    if block.block_type == "matching":
        assert '<option value="A vendor" selected>' in page
    alone = body_of(as_learner.post(url, unfinished, **HTMX))
    assert f'id="block-{block.id}-error"' in alone and "<html" not in alone


def test_a_stranger_to_the_course_answers_nothing(client_for, other_learner, lesson, block, url):
    response = client_for(other_learner).post(url, sent(block))
    assert response.status_code == 302 and "enroll" in response.url
    assert not Attempt.objects.exists()


def test_how_sure_one_is_is_kept_and_shown_again(as_learner, enrollment, lesson, block, url):
    as_learner.post(url, sent(block) | {"confidence": "3"})
    page = section_of(body_of(as_learner.get(lesson.get_url())), block)
    sure = Attempt.objects.get().confidence
    if block.block_type in GRADED:
        assert sure == 3 and "How sure are you?" in page
        assert re.search(r'name="confidence" value="3" checked', page)
    else:
        assert sure is None and "How sure" not in page


@only_graded
def test_how_sure_one_is_is_not_asked_unless_the_author_says_so(
    as_learner, enrollment, lesson, block, url
):
    raw = dict(MADE[block.block_type])
    raw["value"] = {**raw["value"], "ask_confidence": False}
    lesson.body = LessonPage.body.field.stream_block.to_python([raw])
    builders.publish(lesson)
    assert "How sure" not in body_of(as_learner.get(lesson.get_url()))
    as_learner.post(url, sent(block) | {"confidence": "3"})
    assert Attempt.objects.get().confidence is None


def test_leaving_out_how_sure_one_is_is_no_obstacle(as_learner, enrollment, block, url):
    as_learner.post(url, sent(block) | {"confidence": "7"})
    as_learner.post(url, sent(block))
    assert Attempt.objects.count() == 1 and Attempt.objects.get().confidence is None


def test_what_is_graded_is_said_in_one_place_and_so_of_each_kind():
    kinds = LessonPage.body.field.stream_block.child_blocks
    ungraded = [kind for kind in CHECK_BLOCKS if not kinds[kind].meta.value_class.graded]
    assert sorted(ungraded) == sorted(UNGRADED_BLOCKS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_without_anything_saves(kind):
    body = LessonPage.body.field.stream_block
    child = body.child_blocks[kind]
    value = body.to_python(
        [
            {
                "type": kind,
                "id": str(uuid.uuid4()),
                "value": child.get_prep_value(child.get_default()),
            }
        ]
    )
    body.clean_deferred(value)
    with pytest.raises(ValidationError):
        body.clean(value)
