"""The block in a lesson at which a commitment is made."""

import pytest
from django.apps import apps
from django.template.loader import render_to_string
from django.urls import reverse

from courses import published
from courses.blocks import LessonBody
from courses.models import Activity, LessonPage
from courses.models.activities import FROM_THE_START
from learning.lessons.state import LessonState, SampleLessonState
from learning.models import Commitment
from learning.models.enrollments import NotYet
from learning.panels import panel_for, sample_panel
from tests import builders
from tests.courses.streams import BODY, complaint, stream
from tests.html import line_of

from .commitments import WORDS, commit, make, typed

pytestmark = pytest.mark.django_db


def with_block(lesson, **value):
    body = [builders.text(), builders.commitment(**value)]
    lesson.body = LessonPage.body.field.stream_block.to_python(body)
    builders.publish(lesson)
    Activity.objects.filter(kind="commitment", required_from__isnull=False).update(
        required_from=FROM_THE_START
    )
    published.forget()
    return lesson.body[1]


@pytest.fixture
def block(lesson):
    return with_block(lesson, required=True, most=2)


@pytest.fixture
def url(lesson, block):
    return reverse("learning:commit_in_lesson", args=[lesson.pk, block.id])


# In a lesson


def test_it_is_made_in_place_and_shown_there(as_learner, enrollment, lesson, block, url):
    page = line_of(as_learner.get(lesson.get_url()))
    assert "Choose one change." in page
    assert f'action="{url}"' in page
    made = make(as_learner, enrollment.user, url)
    row = Commitment.objects.get()
    assert made.url == f"{lesson.get_url()}#block-{block.id}"
    assert (row.enrollment, row.lesson_key, row.block_id) == (enrollment, lesson.key, block.id)
    page = line_of(as_learner.get(lesson.get_url()))
    assert row.sentence in page
    assert "Open: we ask after 30, 60 and 90 days." in page
    row.check_ins.get(days=30).answer("partly")
    assert "Partly" in line_of(as_learner.get(lesson.get_url()))


def test_what_is_missing_is_said_with_all_that_was_typed(as_learner, enrollment, url):
    page = as_learner.post(url, typed(enrollment.user, cue="") | {"step": "make"})
    assert page.status_code == 422
    assert WORDS["act"] in line_of(page)
    assert f'action="{url}"' in line_of(page)
    assert not Commitment.objects.exists()


def test_no_more_are_made_than_it_asks_for(as_learner, enrollment, lesson, url):
    for _ in range(2):
        make(as_learner, enrollment.user, url)
    assert f'action="{url}"' not in line_of(as_learner.get(lesson.get_url()))
    third = as_learner.post(url, typed(enrollment.user) | {"step": "make"})
    assert third.status_code == 422
    assert Commitment.objects.count() == 2


def test_what_a_visitor_typed_waits_through_signing_in_and_enrolling(
    client, learner, course, lesson, block, url
):
    lesson.open_to_all = True
    builders.publish(lesson)
    data = typed(learner, act="ask one student") | {"step": "review", "writer": ""}
    assert client.post(url, data).url.startswith(reverse("account_login"))
    client.post(reverse("account_login"), {"login": learner.email, "password": builders.PASSWORD})
    client.post(
        reverse("learning:enroll", args=[course.pk]),
        {"certificate_name": "Amara", "weekly_goal": 0},
    )
    page = line_of(client.get(lesson.get_url()))
    assert "We kept what you typed." in page
    assert "ask one student</textarea>" in page
    assert not Commitment.objects.exists()
    make(client, learner, url, act="ask one student")
    assert "We kept what you typed" not in line_of(client.get(lesson.get_url()))


def test_who_takes_the_course_too_sees_nothing_of_it(
    client_for, enrollment, other_enrollment, lesson, block
):
    commit(
        enrollment.user, enrollment=enrollment, lesson_key=lesson.key, block_id=block.id,
        act="SECRET-ACT",
    )  # fmt: skip
    assert "SECRET-ACT" not in line_of(client_for(other_enrollment.user).get(lesson.get_url()))


def test_a_block_that_is_gone_shows_what_was_typed(as_learner, enrollment, lesson, url):
    lesson.body = LessonPage.body.field.stream_block.to_python([builders.text()])
    builders.publish(lesson)
    answer = as_learner.post(url, typed(enrollment.user, act="typed for nothing"))
    assert answer.status_code == 404
    assert "typed for nothing" in line_of(answer)


def test_another_kind_of_block_is_none(as_learner, enrollment, lesson, block):
    address = reverse("learning:commit_in_lesson", args=[lesson.pk, lesson.body[0].id])
    assert as_learner.post(address, typed(enrollment.user)).status_code == 404


def test_three_cost_as_many_queries_as_one(
    as_learner, enrollment, lesson, django_assert_max_num_queries
):
    block = with_block(lesson, most=3)

    def another():
        commit(
            enrollment.user, enrollment=enrollment, lesson_key=lesson.key, block_id=block.id
        ).check_ins.get(days=30).answer("partly")

    another()
    as_learner.get(lesson.get_url())
    with django_assert_max_num_queries(30) as found:
        as_learner.get(lesson.get_url())
    another(), another()
    with django_assert_max_num_queries(len(found)):
        as_learner.get(lesson.get_url())


# Done


def test_it_is_done_when_one_was_made_whatever_came_of_it(enrollment, lesson, block):
    state = LessonState(lesson, enrollment.user, enrollment)
    assert [activity.kind for activity in state.left] == ["commitment"]
    with pytest.raises(NotYet):
        enrollment.complete_lesson(lesson)
    row = commit(enrollment.user, enrollment=enrollment, lesson_key=lesson.key, block_id=block.id)
    row.end(Commitment.Ending.DROPPED)
    assert LessonState(lesson, enrollment.user, enrollment).left == []
    enrollment.complete_lesson(lesson)


def test_three_open_ones_elsewhere_in_the_course_are_enough(enrollment, lesson, block):
    """There is no room for a fourth, so it cannot be asked for."""
    for _ in range(3):
        commit(enrollment.user, enrollment=enrollment)
    enrollment.complete_lesson(lesson)


def test_a_colleagues_does_not_count(enrollment, other_enrollment, lesson, block):
    commit(
        other_enrollment.user, enrollment=other_enrollment, lesson_key=lesson.key,
        block_id=block.id,
    )  # fmt: skip
    with pytest.raises(NotYet):
        enrollment.complete_lesson(lesson)


def test_one_that_is_not_required_holds_nothing_up(enrollment, lesson):
    with_block(lesson, required=False)
    enrollment.complete_lesson(lesson)


def test_the_open_step_says_what_to_do(as_learner, enrollment, lesson, block):
    page = line_of(as_learner.get(lesson.get_url()))
    assert f'<a href="#block-{block.id}">Make a commitment</a>' in page


# Publishing


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"most": 0}, "one to three"),
        ({"most": 4}, "one to three"),
        ({"intro": ""}, "required"),
    ],
)
def test_a_rule_stops_publishing_and_lets_a_draft_save(change, words):
    value = builders.commitment(**change)["value"]
    assert words in complaint("commitment", value)
    BODY.clean_deferred(stream("commitment", value))


@pytest.mark.parametrize("most", [1, 2, 3])
def test_one_to_three_are_published(most):
    assert complaint("commitment", builders.commitment(most=most)["value"]) == ""


def test_the_days_of_the_check_ins_are_nobodys_choice():
    block = LessonBody().child_blocks["commitment"]
    assert set(block.child_blocks) == {"intro", "most", "required"}


# Previews


@pytest.mark.parametrize(("reader", "made"), [("new", False), ("finished", True)])
def test_a_preview_shows_an_imagined_one_and_writes_nothing(lesson, block, reader, made):
    models = apps.get_app_config("learning").get_models()
    before = {model: model.objects.count() for model in models}
    state = SampleLessonState(lesson, reader)
    assert bool(state.commitments) == made
    assert [activity.kind for activity in state.left] == ([] if made else ["commitment"])
    after = {model: model.objects.count() for model in before}
    assert after == before


@pytest.mark.parametrize("reader", ["new", "finished", "half-way", "signed-out"])
def test_each_preview_is_drawn(rf, lesson, block, reader):
    panel = panel_for(SampleLessonState(lesson, reader), block)
    html = render_to_string(block.block.meta.template, {"panel": panel}, rf.get("/"))
    assert "Choose one change." in html
    assert ("When I plan next month’s posts" in html) == (reader in ("finished", "half-way"))


def test_the_gallery_shows_it(rf):
    child = LessonBody().child_blocks["commitment"]
    panel = sample_panel(child, child.to_python(child.meta.preview_value))
    html = render_to_string(child.meta.template, {"panel": panel}, rf.get("/"))
    assert "Read it back" in html
