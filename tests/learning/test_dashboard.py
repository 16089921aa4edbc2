"""The dashboard: back to where one stopped, in one click."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.course_state import CourseState
from learning.models import Enrollment
from tests import builders

URL = "/learning/"


def html(client):
    response = client.get(URL)
    assert response.status_code == 200
    return response.content.decode()


def test_it_asks_visitors_to_sign_in(client):
    assert client.get(URL)["Location"] == f"{reverse('account_login')}?next={URL}"


def test_a_newcomer_finds_how_it_works_and_courses(as_learner, course):
    page = html(as_learner)
    assert "How this works" in page
    assert course.title in page


def test_before_the_first_lesson_it_starts_the_course(as_learner, enrollment, lessons):
    page = html(as_learner)
    assert "Start your course" in page
    assert f'href="{lessons[0].get_url()}"' in page


def test_it_continues_at_the_block_last_reached(as_learner, enrollment, lessons):
    builders.do_everything(enrollment, lessons[0])
    enrollment.complete_lesson(lessons[0])
    block = lessons[1].body[2].id
    enrollment.reach(lessons[1], block)
    page = html(as_learner)
    assert "Continue where you left off" in page
    assert f'href="{lessons[1].get_url()}#block-{block}"' in page
    assert "1 of 3 lessons complete" in page


def test_after_completing_a_lesson_it_continues_with_the_first_unfinished_one(
    as_learner, enrollment, lessons
):
    enrollment.reach(lessons[1], "")
    for page in (lessons[1], lessons[0]):
        builders.do_everything(enrollment, page)
        enrollment.complete_lesson(page)
    assert f'href="{lessons[2].get_url()}"' in html(as_learner)


def test_the_tick_is_the_same_everywhere(as_learner, enrollment, lessons, course):
    builders.do_everything(enrollment, lessons[0])
    enrollment.complete_lesson(lessons[0])
    state = CourseState.of(enrollment, course.outline)
    assert [entry.label for entry in state.entries.values()] == [
        "Complete", "Not started", "Not started",
    ]  # fmt: skip
    assert "1 of 3 lessons complete" in html(as_learner)


def test_a_finished_course_shows_its_certificate(as_learner, finished):
    page = html(as_learner)
    assert "Finished" in page
    assert finished.certificates.get().get_absolute_url() in page


def test_a_course_that_was_left_is_gone(as_learner, enrollment, course):
    enrollment.leave()
    assert "Continue where" not in html(as_learner)


def test_the_course_last_worked_on_comes_first(as_learner, learner, enrollment, lessons):
    other = builders.make_course("Second course")
    page = builders.make_lesson(builders.make_module(other), "Second lesson")
    second = Enrollment.objects.enroll(learner, other)
    second.reach(page)
    enrollment.reach(lessons[0])
    enrollment.visits.update(last_at=timezone.now() + timedelta(minutes=1))
    content = html(as_learner)
    assert content.index("Continue: What a job board") < content.index("Continue: Second lesson")


def test_nobody_sees_what_is_another_persons(client_for, other_learner, finished):
    page = html(client_for(other_learner))
    assert finished.certificates.get().code not in page
    assert "Finished" not in page


@pytest.mark.parametrize("courses", [5, 50])
def test_queries_do_not_grow(as_learner, learner, site, courses, django_assert_max_num_queries):
    for number in range(courses):
        page = builders.make_lesson(
            builders.make_module(builders.make_course(f"Course {number}")), f"Lesson {number}"
        )
        Enrollment.objects.enroll(learner, page.get_parent().get_parent().specific).reach(page)
    html(as_learner)
    with django_assert_max_num_queries(15):
        html(as_learner)


def test_those_who_teach_find_the_cms(client_for, instructor, learner):
    assert "/cms/reports/learners/" in html(client_for(instructor))
    assert "/cms/" not in html(client_for(learner))
