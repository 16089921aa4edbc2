"""A lesson is complete when its steps are done and the learner says so; a course with its last."""

import uuid

import pytest
from django.urls import reverse

from courses.models import Activity, LessonPage
from learning.course_state import CourseState
from learning.models import Attempt, Certificate, Enrollment, LessonCompletion
from learning.models.enrollments import NotYet
from learning.signals import course_completed, lesson_completed
from tests import builders


def complete_url(lesson):
    return reverse("learning:complete_lesson", args=[lesson.pk])


def complete_all(enrollment, lessons):
    for page in lessons:
        builders.do_everything(enrollment, page)
        enrollment.complete_lesson(page)
    enrollment.refresh_from_db()


def test_a_lesson_with_open_steps_does_not_complete(enrollment, lesson):
    with pytest.raises(NotYet) as error:
        enrollment.complete_lesson(lesson)
    assert [activity.kind for activity in error.value.left] == ["single_choice", "reflection"]
    assert not LessonCompletion.objects.exists()


def test_a_wrong_answer_is_still_an_open_step(enrollment, lesson):
    block = builders.blocks_of(lesson, "single_choice")[0]
    wrong = [builders.wrong_option(block)]
    Attempt.objects.record(enrollment, lesson, block, wrong, uuid.uuid4())
    with pytest.raises(NotYet) as error:
        enrollment.complete_lesson(lesson)
    assert "single_choice" in [activity.kind for activity in error.value.left]


def test_a_right_answer_stays_right_after_a_wrong_one(enrollment, lesson):
    builders.do_everything(enrollment, lesson)
    block = builders.blocks_of(lesson, "single_choice")[0]
    Attempt.objects.record(enrollment, lesson, block, [builders.wrong_option(block)], uuid.uuid4())
    enrollment.complete_lesson(lesson)
    assert LessonCompletion.objects.count() == 1


def test_nothing_completes_by_itself(enrollment, lesson):
    builders.do_everything(enrollment, lesson)
    assert not LessonCompletion.objects.exists()


def test_pressing_the_button_goes_on_to_the_next_lesson(as_learner, enrollment, lessons):
    builders.do_everything(enrollment, lessons[0])
    response = as_learner.post(complete_url(lessons[0]))
    assert response["Location"].startswith(lessons[1].get_url())


def test_next_crosses_modules(as_learner, enrollment, lessons):
    builders.do_everything(enrollment, lessons[1])
    response = as_learner.post(complete_url(lessons[1]))
    assert response["Location"].startswith(lessons[2].get_url())


def test_pressing_it_twice_makes_one_row(as_learner, enrollment, lessons):
    builders.do_everything(enrollment, lessons[0])
    first = as_learner.post(complete_url(lessons[0]))
    second = as_learner.post(complete_url(lessons[0]))
    assert LessonCompletion.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_with_open_steps_the_button_says_so_and_leads_back(as_learner, enrollment, lesson):
    response = as_learner.post(complete_url(lesson))
    assert response["Location"] == lesson.get_url() + "#left"
    assert not LessonCompletion.objects.exists()


def test_the_last_lesson_completes_the_course_with_one_certificate(enrollment, lessons):
    complete_all(enrollment, lessons)
    assert enrollment.completed_at is not None
    assert Certificate.objects.get().enrollment == enrollment


def test_the_last_button_leads_to_the_moment_of_completion(as_learner, enrollment, lessons):
    for page in lessons:
        builders.do_everything(enrollment, page)
        response = as_learner.post(complete_url(page))
    assert response["Location"] == reverse("learning:completed", args=[enrollment.course_id])
    page = as_learner.get(response["Location"]).content.decode()
    assert "You have completed" in page
    assert "Download certificate" in page


def test_before_that_the_page_lists_what_is_left(as_learner, enrollment, lessons):
    page = as_learner.get(reverse("learning:completed", args=[enrollment.course_id]))
    html = page.content.decode()
    assert "3 lessons to go" in html
    assert all(lesson.title in html for lesson in lessons)


def test_optional_lessons_never_hold_up_completion(enrollment, lessons, course):
    builders.make_lesson(lessons[0].get_parent(), "Optional", required=False)
    complete_all(enrollment, lessons)
    assert enrollment.completed_at is not None


def test_draft_lessons_and_empty_modules_never_hold_up_completion(enrollment, lessons, course):
    builders.make_module(course, "Empty")
    draft = LessonPage(title="Draft", slug="draft", objective="Wait.", live=False)
    lessons[0].get_parent().add_child(instance=draft)
    complete_all(enrollment, lessons)
    state = CourseState.of(enrollment, course.outline)
    assert (state.done, state.total, state.percent) == (3, 3, 100)


def test_only_the_enrolled_can_complete(client_for, other_learner, lesson):
    response = client_for(other_learner).post(complete_url(lesson))
    assert response.status_code == 302
    assert not LessonCompletion.objects.exists()


def test_signed_out_and_get_do_nothing(client, as_learner, enrollment, lesson):
    assert client.post(complete_url(lesson))["Location"].startswith("/accounts/login/")
    assert as_learner.get(complete_url(lesson)).status_code == 405
    assert not LessonCompletion.objects.exists()


def test_after_leaving_nothing_can_be_completed(as_learner, enrollment, lesson):
    builders.do_everything(enrollment, lesson)
    enrollment.leave()
    as_learner.post(complete_url(lesson))
    assert not LessonCompletion.objects.exists()


def test_others_hear_of_it_once_it_is_committed(
    enrollment, lessons, django_capture_on_commit_callbacks
):
    heard = []

    def hear_lesson(lesson, **kwargs):
        heard.append(lesson.title)

    def hear_course(certificate, **kwargs):
        heard.append(certificate.code)

    lesson_completed.connect(hear_lesson)
    course_completed.connect(hear_course)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            complete_all(enrollment, lessons)
    finally:
        lesson_completed.disconnect(hear_lesson)
        course_completed.disconnect(hear_course)
    assert heard == [*(page.title for page in lessons), Certificate.objects.get().code]


@pytest.mark.parametrize(
    ("checks", "reflections", "left"),
    [
        (True, True, ["single_choice", "reflection"]),
        (True, False, ["single_choice"]),
        (False, True, ["reflection"]),
        (False, False, []),
    ],
)
def test_the_rule_of_the_course_decides_what_counts(
    learner, course, lesson, checks, reflections, left
):
    course.checks_count, course.reflections_count = checks, reflections
    builders.publish(course)
    enrollment = Enrollment.objects.enroll(learner, course)
    if left:
        with pytest.raises(NotYet) as error:
            enrollment.complete_lesson(lesson)
        assert [activity.kind for activity in error.value.left] == left
    else:
        enrollment.complete_lesson(lesson)
        assert LessonCompletion.objects.count() == 1


class TestAnEditTakesNothingAway:
    def test_a_block_made_required_later_binds_only_those_who_enroll_later(
        self, enrollment, other_learner, lesson, course
    ):
        lesson.body = LessonPage.body.field.stream_block.to_python(
            [*lesson.body.raw_data, builders.single_choice("New?")]
        )
        builders.publish(lesson)
        assert Activity.objects.current().filter(lesson_key=lesson.key).count() == 4
        builders.do_everything(enrollment, LessonPage.objects.get(pk=lesson.pk))
        Attempt.objects.filter(block_id=lesson.body[-1].id).delete()
        enrollment.complete_lesson(lesson)
        later = Enrollment.objects.enroll(other_learner, course)
        with pytest.raises(NotYet) as error:
            later.complete_lesson(lesson)
        assert len(error.value.left) == 3

    def test_removing_a_required_block_never_uncompletes(self, finished, lessons):
        lessons[0].body = []
        builders.publish(lessons[0])
        assert finished.completions.count() == 3
        assert Activity.objects.filter(lesson_key=lessons[0].key, retired_at=None).count() == 0

    def test_unpublishing_moving_and_renaming_keep_everything(self, finished, lessons, course):
        lessons[1].unpublish()
        lessons[0].move(lessons[2].get_parent(), pos="last-child")
        lessons[2].title = "Another title"
        lessons[2].slug = "another-title"
        builders.publish(lessons[2])
        state = CourseState.of(finished, course.outline)
        assert (state.done, state.total, state.percent) == (2, 2, 100)
        finished.refresh_from_db()
        assert finished.completed_at
        assert Certificate.objects.get().status == "valid"

    def test_a_lesson_added_later_is_shown_as_new_and_the_course_stays_complete(
        self, finished, lessons, course, as_learner
    ):
        builders.make_lesson(lessons[0].get_parent(), "Fresh lesson")
        state = CourseState.of(finished, course.outline)
        assert state.percent == 100
        assert [entry.lesson.title for entry in state.new_since_finished] == ["Fresh lesson"]
        page = as_learner.get(reverse("learning:dashboard")).content.decode()
        assert "New since you finished" in page
        assert "Fresh lesson" in page

    def test_an_edit_completes_nobody_but_offers_to_finish(
        self, as_learner, enrollment, lessons, course
    ):
        for page in lessons[:2]:
            builders.do_everything(enrollment, page)
            enrollment.complete_lesson(page)
        lessons[2].unpublish()
        enrollment.refresh_from_db()
        assert enrollment.completed_at is None
        assert not Certificate.objects.exists()
        assert "Finish course" in as_learner.get(reverse("learning:dashboard")).content.decode()
        response = as_learner.post(reverse("learning:finish", args=[course.pk]))
        assert response["Location"] == reverse("learning:completed", args=[course.pk])
        assert Certificate.objects.count() == 1

    def test_finishing_too_early_is_refused(self, as_learner, enrollment, course):
        as_learner.post(reverse("learning:finish", args=[course.pk]))
        assert not Certificate.objects.exists()


class TestOverride:
    def test_it_completes_a_lesson_and_records_who_when_and_why(
        self, enrollment, instructor, lesson
    ):
        override = enrollment.override(instructor, "Taught it with me in May.", lesson)
        row = LessonCompletion.objects.get()
        assert row.override == override
        assert (override.by, override.reason) == (instructor, "Taught it with me in May.")

    def test_it_completes_a_course_with_its_certificate(self, enrollment, instructor):
        enrollment.override(instructor, "Took the classroom edition.")
        assert enrollment.completed_at
        assert Certificate.objects.count() == 1

    def test_an_override_without_a_reason_is_refused_by_the_database(self, enrollment, instructor):
        from django.db import IntegrityError, transaction

        with pytest.raises(IntegrityError), transaction.atomic():
            enrollment.override(instructor, "")
        enrollment.refresh_from_db()
        assert enrollment.completed_at is None
