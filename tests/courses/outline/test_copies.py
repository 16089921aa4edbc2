"""Copies have nobody's answers."""

import uuid

import pytest
from django.urls import reverse

from courses.models import CoursePage, CourseRole, LessonPage, ModulePage
from tests import builders

from .acts import act, draft, titles

pytestmark = pytest.mark.django_db


def test_a_duplicate_is_a_draft_behind_the_original_with_its_newest_content(
    client, course, lessons, instructor
):
    draft(lessons[0], objective="Newer objective")
    act(client, "duplicate", course, page=lessons[0].pk)
    copy = LessonPage.objects.get(title=f"{lessons[0].title} (copy)")
    assert titles(course)[0][1] == [lessons[0].title, copy.title, lessons[1].title]
    assert not copy.live and copy.owner == instructor
    assert copy.get_latest_revision_as_object().objective == "Newer objective"


def test_a_module_is_duplicated_with_its_lessons_as_drafts(client, course, modules):
    act(client, "duplicate", course, page=modules[0].pk)
    assert [title for title, _lessons in titles(course)] == [
        "The shift", "The shift (copy)", "Know your community",
    ]  # fmt: skip
    assert titles(course)[1][1] == titles(course)[0][1]
    copy = ModulePage.objects.get(title="The shift (copy)")
    assert not LessonPage.objects.child_of(copy).live().exists()


def answers(enrollment, lesson):
    from learning.models import Attempt, LessonCompletion, Reflection

    return (
        Attempt.objects.filter(enrollment=enrollment, lesson_key=lesson.key).count(),
        Reflection.objects.filter(user=enrollment.user, lesson_key=lesson.key).count(),
        LessonCompletion.objects.filter(enrollment=enrollment, lesson_key=lesson.key).count(),
    )


def test_a_published_copy_has_nobodys_answers_and_the_original_keeps_its_own(
    client, course, lessons, enrollment
):
    from courses.models import Activity

    original = lessons[0]
    builders.do_everything(enrollment, original)
    enrollment.complete_lesson(original)
    assert answers(enrollment, original) == (1, 1, 1)
    act(client, "duplicate", course, page=original.pk)
    copy = builders.publish(LessonPage.objects.get(title=f"{original.title} (copy)"))
    assert [block.id for block in copy.body] == [block.id for block in original.body]
    assert copy.key != original.key
    assert answers(enrollment, copy) == (0, 0, 0)
    assert answers(enrollment, original) == (1, 1, 1)
    for page in (copy, original):
        assert Activity.objects.filter(lesson_key=page.key).count() == 3
    builders.do_everything(enrollment, copy)
    assert answers(enrollment, copy)[:2] == (1, 1) and answers(enrollment, original) == (1, 1, 1)


def test_the_discussion_of_a_copy_is_its_own(client, course, lessons):
    from community.models import Space

    original = lessons[0]
    act(client, "duplicate", course, page=original.pk)
    copy = builders.publish(LessonPage.objects.get(title=f"{original.title} (copy)"))
    spaces = [Space.objects.filter(lesson_key=page.key) for page in (original, copy)]
    assert [space.count() for space in spaces] == [1, 1]
    assert spaces[0].get().pk != spaces[1].get().pk


def test_a_course_copied_in_wagtail_has_keys_and_a_teacher_of_its_own(client, course, instructor):
    data = {
        "new_title": "A copy", "new_slug": "a-copy", "copy_subpages": "on",
        "new_parent_page": course.get_parent().pk,
    }  # fmt: skip
    client.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), data)
    copy = CoursePage.objects.get(slug="a-copy")
    mine, theirs = (
        set(LessonPage.objects.descendant_of(page).values_list("translation_key", flat=True))
        for page in (course, copy)
    )
    assert len(theirs) == len(mine) == 3 and not mine & theirs and copy.key != course.key
    assert CourseRole.objects.filter(course=copy, user=instructor, role="instructor").exists()
    assert uuid.UUID(str(copy.key))
