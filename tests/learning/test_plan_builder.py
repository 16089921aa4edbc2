"""The block in which a section of the plan is written in a lesson."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from courses import published
from courses.blocks import LessonBody
from courses.models import Activity, LessonPage
from courses.models.activities import FROM_THE_START
from learning.lessons.state import LessonState, SampleLessonState
from learning.models import Plan, SectionText
from learning.models.enrollments import NotYet
from learning.panels import sample_panel
from tests import builders
from tests.courses.streams import BODY, complaint, stream
from tests.html import line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return builders.plan_section("P4", "Engagement", guidance="Describe two rituals.")


@pytest.fixture
def block(lesson, section):
    body = [builders.text(), builders.plan_builder(section)]
    lesson.body = LessonPage.body.field.stream_block.to_python(body)
    builders.publish(lesson)
    Activity.objects.filter(kind="plan_builder").update(required_from=FROM_THE_START)
    published.forget()
    return lesson.body[1]


@pytest.fixture
def url(lesson, block):
    return reverse("learning:save_plan_block", args=[lesson.pk, block.id])


@pytest.fixture
def draft_url(lesson, block):
    return reverse("learning:draft_plan_block", args=[lesson.pk, block.id])


def text_of(person):
    return SectionText.objects.get(plan__user=person)


# In a lesson


def test_it_is_the_section_of_ones_plan(as_learner, enrollment, lesson, section, block, url):
    Plan.objects.begin(enrollment.user).text_of(section).submit("Two rituals.", 0)
    page = line_of(as_learner.get(lesson.get_url()))
    assert "Your plan: Engagement" in page
    assert "Write it here; it is section P4 of your plan." in page
    assert "Describe two rituals." in page and "What would you see?" in page
    assert "We answer within a day." in page
    assert "Two rituals.</textarea>" in page
    assert f'action="{url}"' in page
    assert "Nobody but you can open your plan." in page


def test_saving_it_here_saves_it_there_and_comes_back(
    as_learner, learner, enrollment, lesson, block, url
):
    response = as_learner.post(url, {"text": "A Monday question.", "revision": 0, "ready": "yes"})
    assert response.url == f"{lesson.get_url()}#block-{block.id}"
    assert (text_of(learner).saved_text, text_of(learner).status) == ("A Monday question.", "ready")
    plan = line_of(as_learner.get(reverse("learning:plan_section", args=["P4"])))
    assert "A Monday question.</textarea>" in plan


def test_the_device_keeps_the_same_words_here_and_there(
    as_learner, learner, enrollment, lesson, block, draft_url
):
    page = as_learner.get(lesson.get_url()).content.decode()
    assert f'data-key="{learner.public_id}:plan:P4"' in page
    assert f'data-draft="{draft_url}"' in page


def test_a_draft_is_kept_and_completes_nothing(as_learner, learner, enrollment, lesson, draft_url):
    assert as_learner.post(draft_url, {"text": "Typing", "revision": 0}).status_code == 200
    assert text_of(learner).draft == "Typing"
    with pytest.raises(NotYet):
        enrollment.complete_lesson(lesson)


def test_two_texts_are_asked_about_in_the_lesson(as_learner, enrollment, section, url):
    Plan.objects.begin(enrollment.user).text_of(section).submit("On its page", 0)
    response = as_learner.post(url, {"text": "In the lesson", "revision": 0})
    page = line_of(response)
    assert response.status_code == 409
    assert f'action="{url}"' in page and "On its page" in page and "In the lesson" in page


def test_too_long_a_text_comes_back_on_the_sections_page(as_learner, enrollment, url):
    response = as_learner.post(url, {"text": "x" * 20_001, "revision": 0})
    assert response.status_code == 422
    assert "x" * 20_001 in response.content.decode() and f'action="{url}"' in line_of(response)


def test_a_block_that_is_gone_shows_what_was_typed(as_learner, enrollment, lesson, block, url):
    lesson.body = LessonPage.body.field.stream_block.to_python([builders.text()])
    builders.publish(lesson)
    response = as_learner.post(url, {"text": "Typed for nothing", "revision": 0})
    assert response.status_code == 404
    assert "Typed for nothing" in line_of(response)


@pytest.mark.parametrize("kind", ["save", "draft"])
def test_another_kind_of_block_is_none(as_learner, enrollment, lesson, block, kind):
    address = reverse(f"learning:{kind}_plan_block", args=[lesson.pk, lesson.body[0].id])
    assert as_learner.post(address, {"text": "x", "revision": 0}).status_code == 404


def test_what_a_visitor_typed_waits_through_signing_in_and_enrolling(
    client, learner, course, lesson, block, url
):
    lesson.open_to_all = True
    builders.publish(lesson)
    response = client.post(url, {"text": "Typed first", "revision": 0, "writer": ""})
    assert response.url.startswith(reverse("account_login"))
    client.post(reverse("account_login"), {"login": learner.email, "password": builders.PASSWORD})
    client.post(
        reverse("learning:enroll", args=[course.pk]),
        {"certificate_name": "Amara", "weekly_goal": 0},
    )
    assert "Typed first</textarea>" in line_of(client.get(lesson.get_url()))
    client.post(url, {"text": "Typed first", "revision": 0})
    assert text_of(learner).saved_text == "Typed first"
    assert "We kept what you typed" not in line_of(client.get(lesson.get_url()))


def test_who_takes_the_course_sees_nobody_elses(
    client_for, learner, enrollment, other_enrollment, other_learner, lesson, section, block
):
    Plan.objects.begin(learner).text_of(section).submit("Privateword", 0)
    page = line_of(client_for(other_learner).get(lesson.get_url()))
    assert "Privateword" not in page and "Your plan: Engagement" in page


# Done


def test_it_is_done_when_the_section_has_saved_words(enrollment, lesson, section, block):
    state = LessonState(lesson, enrollment.user, enrollment)
    assert [activity.kind for activity in state.left] == ["plan_builder"]
    row = Plan.objects.begin(enrollment.user).text_of(section)
    row.submit("Saved anywhere", 0)
    assert LessonState(lesson, enrollment.user, enrollment).left == []
    row.submit("", row.revision)
    assert len(LessonState(lesson, enrollment.user, enrollment).left) == 1
    row.submit("Again", row.revision)
    enrollment.complete_lesson(lesson)


def test_a_colleagues_words_do_not_count(enrollment, other_learner, lesson, section, block):
    Plan.objects.begin(other_learner).text_of(section).submit("Theirs", 0)
    with pytest.raises(NotYet):
        enrollment.complete_lesson(lesson)


def test_the_open_step_says_what_to_do(as_learner, enrollment, lesson, block):
    page = line_of(as_learner.get(lesson.get_url()))
    assert f'<a href="#block-{block.id}">Write your section of the plan</a>' in page
    assert "Engagement</span>" in page
    assert "Needed to complete the lesson, at any length." in page


def test_one_that_is_not_required_holds_nothing_up(enrollment, lesson, section):
    body = [builders.plan_builder(section, required=False)]
    lesson.body = LessonPage.body.field.stream_block.to_python(body)
    builders.publish(lesson)
    enrollment.complete_lesson(lesson)


def test_the_index_names_its_section(lesson, section, block):
    row = Activity.objects.get(lesson_key=lesson.key, block_id=block.id)
    assert (row.kind, row.plan_section) == ("plan_builder", section)


@pytest.mark.parametrize("make", ["checklist", "short_answer", "self_explain", "reflection"])
def test_what_is_written_elsewhere_names_its_section_too(lesson, section, make):
    block = getattr(builders, make)()
    block["value"]["plan_section"] = section.pk
    lesson.body = LessonPage.body.field.stream_block.to_python([block])
    builders.publish(lesson)
    assert Activity.objects.current().get(lesson_key=lesson.key, kind=make).plan_section == section


# Publishing


def test_without_a_section_it_is_not_published(lesson):
    assert "required" in complaint("plan_builder", builders.plan_builder(None)["value"])


def test_a_guiding_question_that_asks_nothing_is_not_published(section):
    block = builders.plan_builder(section, questions=builders.listed("Name two rituals."))
    told = complaint("plan_builder", block["value"])
    assert "End each guiding question with a question mark." in told


@pytest.mark.parametrize("change", [{"plan_section": None}, {"questions": ["Name two rituals."]}])
def test_a_draft_saves_however_unfinished(section, change):
    if "questions" in change:
        change = {"questions": builders.listed(*change["questions"])}
    value = builders.plan_builder(section, **change)["value"]
    BODY.clean_deferred(stream("plan_builder", value))


def test_one_without_questions_is_published(section):
    body = LessonBody().to_python([builders.plan_builder(section, questions=[], example="")])
    LessonPage.body.field.stream_block.clean(body)


# Previews and paper


@pytest.mark.parametrize(("reader", "written"), [("new", False), ("finished", True)])
def test_a_preview_shows_an_imagined_plan(rf, lesson, section, block, reader, written):
    state = SampleLessonState(lesson, reader)
    assert bool(state.sections) == written
    assert [activity.kind for activity in state.left] == ([] if written else ["plan_builder"])


def test_the_gallery_shows_it_without_a_section(rf):
    child = LessonBody().child_blocks["plan_builder"]
    panel = sample_panel(child, child.to_python(child.meta.preview_value))
    html = render_to_string(child.meta.template, {"panel": panel}, rf.get("/"))
    assert "Write it here; it is a section of your plan." in html


def test_as_many_queries_for_a_lesson_that_builds_three_sections_as_for_one(
    as_learner, enrollment, lesson, django_assert_max_num_queries
):
    sections = [builders.plan_section(f"P{n}", f"Part {n}") for n in range(1, 4)]
    for number in (1, 3):
        blocks = [builders.plan_builder(section) for section in sections[:number]]
        lesson.body = LessonPage.body.field.stream_block.to_python(blocks)
        builders.publish(lesson)
        for section in sections[:number]:
            row = Plan.objects.begin(enrollment.user).text_of(section)
            row.submit("Words", row.revision)
        as_learner.get(lesson.get_url())
        with django_assert_max_num_queries(12):
            assert line_of(as_learner.get(lesson.get_url())).count("Words</textarea>") == number
