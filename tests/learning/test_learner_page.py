"""One learner in the CMS, as the instructor of the course may see them."""

import pytest
from django.urls import reverse

from community.models import Space, Thread
from courses.models import CourseRole, LessonPage
from learning import bookmark_targets
from learning.models import Enrollment, Note, Plan
from tests import builders

from .test_reviews import share

SECRETS = {
    "reflection": "Mine alone to read.",
    "draft": "Half of a thought.",
    "note": "A note to myself.",
    "bookmark": "Why I kept this.",
}


def page_of(client, enrollment):
    return client.get(reverse("learner_override", args=[enrollment.pk])).content.decode()


def keep_to_oneself(learner, lesson, other_lesson):
    share(learner, lesson, SECRETS["reflection"], "private")
    row = share(learner, other_lesson, "For you, too.")
    row.keep_draft(SECRETS["draft"], row.revision)
    Note.objects.create(user=learner, lesson=lesson, lesson_key=lesson.key, text=SECRETS["note"])
    saved = bookmark_targets.save(learner, "lesson", lesson.key)
    saved.note = SECRETS["bookmark"]
    saved.save()


def test_it_tells_of_lessons_attempts_and_posts(as_instructor, learner, enrollment, lessons):
    builders.do_everything(enrollment, lessons[0])
    enrollment.complete_lesson(lessons[0])
    space = Space.objects.get(kind="course", course_key=enrollment.course_key)
    Thread.objects.start(learner, space, "Who opens on Saturdays?")
    page = page_of(as_instructor, enrollment)
    assert "1 of 3 lessons complete" in page
    assert "Which post invites an answer?" in page and "Right at attempt 1" in page
    assert "Who opens on Saturdays?" in page


def test_of_a_wrong_first_answer_it_tells_which(as_instructor, enrollment, lessons, client_for):
    block = builders.blocks_of(lessons[0], "single_choice")[0]
    url = reverse("learning:answer_check", args=[lessons[0].pk, block.id])
    client_for(enrollment.user).post(url, builders.wrong_answer(block))
    page = page_of(as_instructor, enrollment)
    assert "A vacancy" in page and "Not right yet" in page


def test_what_is_shared_is_linked_and_what_is_not_never_there(
    as_instructor, learner, enrollment, lessons
):
    keep_to_oneself(learner, lessons[0], lessons[1])
    page = page_of(as_instructor, enrollment)
    shared = learner.reflections.get(visibility="instructor")
    assert reverse("review", args=[shared.pk]) in page
    assert page.count("/cms/reflections/") == 2  # the menu, and the one that is shared
    for secret in SECRETS.values():
        assert secret not in page


def test_an_administrator_sees_progress_and_no_reflection(
    client_for, admin, learner, enrollment, lessons
):
    keep_to_oneself(learner, lessons[0], lessons[1])
    page = page_of(client_for(admin), enrollment)
    assert "0 of 3 lessons complete" in page
    assert "/cms/reflections/" not in page
    for secret in SECRETS.values():
        assert secret not in page


def test_posts_are_those_that_the_viewer_may_read(
    as_instructor, learner, enrollment, course, instructor
):
    other = builders.make_course("Another")
    Enrollment.objects.enroll(learner, other)
    elsewhere = Space.objects.get(kind="course", course_key=other.key)
    Thread.objects.start(learner, elsewhere, "Said in another course.")
    hidden = Thread.objects.start(
        learner, Space.objects.get(kind="course", course_key=course.key), "Later hidden."
    )
    hidden.opening.hide()
    page = page_of(as_instructor, enrollment)
    assert "Said in another course." not in page and "Later hidden." not in page


@pytest.mark.parametrize("who", ["learner", "other_learner", "coordinator", "moderator", "mentor"])
def test_nobody_else_sees_it(request, client_for, enrollment, who):
    client = client_for(request.getfixturevalue(who))
    url = reverse("learner_override", args=[enrollment.pk])
    assert client.get(url).status_code in (302, 404)


def test_nor_does_who_writes_the_course_or_taught_it_once(
    client_for, course, enrollment, other_learner, instructor
):
    CourseRole.objects.create(course=course, user=other_learner, role="author")
    url = reverse("learner_override", args=[enrollment.pk])
    assert client_for(other_learner).get(url).status_code == 404
    CourseRole.objects.get(course=course, user=instructor).delete()
    CourseRole.objects.create(course=builders.make_course("Another"), user=instructor)
    assert client_for(instructor).get(url).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(
    as_instructor, learner, enrollment, lessons, number, django_assert_max_num_queries
):
    space = Space.objects.get(kind="course", course_key=enrollment.course_key)
    for lesson in lessons[:number]:
        builders.do_everything(enrollment, lesson)
        share(learner, lesson, f"Shared {lesson.pk}.")
        for text in range(number * 4):
            Thread.objects.start(learner, space, f"Post {text}.")
    url = reverse("learner_override", args=[enrollment.pk])
    as_instructor.get(url)
    with django_assert_max_num_queries(32):
        as_instructor.get(url)


# The strategy plan


def test_it_tells_which_sections_of_the_plan_are_written_and_not_what_they_say(
    as_instructor, learner, enrollment, lesson
):
    sections = [builders.plan_section("P1", "Purpose"), builders.plan_section("P2", "Map")]
    body = [builders.plan_builder(section) for section in sections]
    lesson.body = LessonPage.body.field.stream_block.to_python(body)
    builders.publish(lesson)
    plan = Plan.objects.begin(learner)
    plan.text_of(sections[0]).submit("Privateword", 0)
    plan.text_of(sections[1]).keep_draft("Draftword", 0)
    page = page_of(as_instructor, enrollment)
    assert "P1 · Purpose: written" in page and "P2 · Map: not yet" in page
    assert "Privateword" not in page and "Draftword" not in page
    assert "What it says is the learner" in page and plan.get_absolute_url() not in page
    plan.share("instructors")
    assert f'href="{plan.get_absolute_url()}">Read the plan' in page_of(as_instructor, enrollment)


def test_an_administrator_finds_no_way_to_a_plan_that_is_not_for_everybody(
    client_for, admin, learner, enrollment
):
    plan = Plan.objects.begin(learner)
    for sharing in ("private", "reviewers", "instructors"):
        plan.share(sharing)
        page = page_of(client_for(admin), enrollment)
        assert "Read the plan" not in page
        assert client_for(admin).get(plan.get_absolute_url()).status_code == 404
