"""Who may read a lesson, and what everybody else is told."""

import re
import uuid

import pytest
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from courses.models import CourseImage, CourseRole
from learning.models import Enrollment
from tests import builders
from tests.html import body_of

SECRET = "An announcement ends with you."


@pytest.fixture
def open_lesson(lessons):
    return lessons[0]


def test_the_enrolled_read_it(as_learner, enrollment, lesson):
    assert SECRET in body_of(as_learner.get(lesson.get_url()))


def test_a_long_title_is_whole_in_the_heading_and_short_on_buttons(as_learner, learner):
    title = "How one office with three people and a shared inbox became a place that answers, " * 2
    course = builders.make_course("A course of one lesson")
    lesson = builders.make_lesson(builders.make_module(course), title=title.strip())
    Enrollment.objects.enroll(learner, course)
    page = body_of(as_learner.get(course.get_url()))
    assert f">{title.strip()}</a>" in page
    assert f"Start: {title[:50]}" in page and f"Start: {title[:61]}" not in page
    assert f'class="long-title">{title.strip()}</h1>' in body_of(as_learner.get(lesson.get_url()))


def test_without_scripts_it_says_that_each_box_is_sent_alone(as_learner, enrollment, lesson):
    page = body_of(as_learner.get(lesson.get_url()))
    said = page.split("<noscript>")[1].split("</noscript>")[0]
    assert "Send one before you write in the next." in said
    assert page.index("<noscript>") < page.index("lesson__body")


def test_signed_out_people_are_told_how_to_get_in(client, lesson):
    response = client.get(lesson.get_url())
    page = body_of(response)
    assert response.status_code == 200
    assert SECRET not in page
    assert "Sign in to enroll" in page
    assert f"{reverse('account_login')}?next={lesson.get_url()}" in page
    assert response["X-Robots-Tag"] == "noindex"


def test_signed_in_strangers_get_an_explanation_and_enroll(client_for, other_learner, lesson):
    page = body_of(client_for(other_learner).get(lesson.get_url()))
    assert SECRET not in page
    assert "This lesson is for people who take the course" in page
    assert "Enroll" in page


def test_those_who_left_are_outside_again_at_once(as_learner, enrollment, lesson):
    assert SECRET in body_of(as_learner.get(lesson.get_url()))
    enrollment.leave()
    assert SECRET not in body_of(as_learner.get(lesson.get_url()))


def test_one_lesson_is_open_to_all(client, open_lesson):
    assert SECRET in body_of(client.get(open_lesson.get_url()))


def test_an_open_lesson_of_an_unpublished_course_is_not(client, open_lesson, course):
    course.unpublish()
    assert SECRET not in body_of(client.get(open_lesson.get_url()))


def test_a_draft_lesson_does_not_exist(as_learner, enrollment, lesson):
    lesson.unpublish()
    assert as_learner.get(lesson.get_url()).status_code == 404


def test_its_instructor_reads_it_unenrolled(client_for, instructor, lesson):
    assert SECRET in body_of(client_for(instructor).get(lesson.get_url()))


def test_the_instructor_of_another_course_does_not(client_for, other_learner, lesson):
    other = builders.make_course("Another")
    CourseRole.objects.create(course=other, user=other_learner)
    assert SECRET not in body_of(client_for(other_learner).get(lesson.get_url()))


def test_an_instructor_whose_role_ends_is_outside_at_once(client_for, instructor, lesson):
    client = client_for(instructor)
    CourseRole.objects.get(user=instructor).delete()
    assert SECRET not in body_of(client.get(lesson.get_url()))


def test_suspended_people_are_signed_out_at_once(as_learner, learner, enrollment, lesson):
    learner.is_active = False
    learner.save()
    assert SECRET not in body_of(as_learner.get(lesson.get_url()))


class TestInOrder:
    @pytest.fixture(autouse=True)
    def strict(self, course):
        course.in_order = True
        builders.publish(course)

    def test_a_later_lesson_names_the_one_that_opens_it(self, as_learner, enrollment, lessons):
        page = body_of(as_learner.get(lessons[2].get_url()))
        assert SECRET not in page
        assert lessons[0].title in page

    def test_it_opens_when_the_earlier_ones_are_complete(self, as_learner, enrollment, lessons):
        for page in lessons[:2]:
            builders.do_everything(enrollment, page)
            enrollment.complete_lesson(page)
        assert SECRET in body_of(as_learner.get(lessons[2].get_url()))

    def test_a_locked_lesson_cannot_be_completed(self, as_learner, enrollment, lessons):
        builders.do_everything(enrollment, lessons[2])
        as_learner.post(reverse("learning:complete_lesson", args=[lessons[2].pk]))
        assert not enrollment.completions.exists()


class TestOtherDoors:
    """The gate is ours alone, so each way round it is closed by itself."""

    def test_the_body_is_in_no_public_api(self, client, lesson):
        assert client.get("/api/v2/pages/").status_code == 404

    def test_a_lesson_is_not_public_in_search_results_of_the_catalog(self, client, lesson):
        page = body_of(client.get("/courses/?q=announcement"))
        assert SECRET not in page


class TestReach:
    def url(self, lesson):
        return reverse("learning:reach", args=[lesson.pk])

    def test_it_remembers_the_block(self, as_learner, enrollment, lesson):
        block = lesson.body[1].id
        assert as_learner.post(self.url(lesson), {"block_id": block}).status_code == 204
        assert enrollment.visits.get().block_id == block

    def test_reading_alone_writes_nothing(self, as_learner, enrollment, lesson):
        as_learner.get(lesson.get_url())
        assert not enrollment.visits.exists()

    def test_a_block_of_another_lesson_is_ignored(self, as_learner, enrollment, lessons):
        as_learner.post(self.url(lessons[0]), {"block_id": lessons[1].body[1].id})
        assert not enrollment.visits.exists()

    def test_strangers_leave_no_trace(self, client, client_for, other_learner, lesson):
        client.post(self.url(lesson))
        client_for(other_learner).post(self.url(lesson))
        assert not Enrollment.objects.exists()

    def test_get_is_refused(self, as_learner, enrollment, lesson):
        assert as_learner.get(self.url(lesson)).status_code == 405


def test_a_picture_that_is_replaced_is_shown_anew(as_learner, enrollment, lessons):
    picture = CourseImage.objects.create(title="A map", file=get_test_image_file("first.png"))
    value = {"image": {"image": picture.pk, "alt_text": "A map"}, "size": "text"}
    block = {"type": "picture", "id": str(uuid.uuid4()), "value": value}
    lesson = builders.make_lesson(lessons[0].get_parent().specific, "With a picture", [block])

    def shown():
        return re.search(
            r'src="([^"]+)"', body_of(as_learner.get(lesson.get_url())).split("lesson__body")[1]
        ).group(1)

    first = shown()
    assert shown() == first
    picture.file = get_test_image_file("second.png", colour="black")
    picture.save()
    picture.renditions.all().delete()
    assert shown() != first
