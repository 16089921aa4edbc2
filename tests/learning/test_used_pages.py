"""What learners left something on cannot be deleted, alone or with others."""

import pytest
from django.apps import apps
from django.db.models import PROTECT
from django.urls import reverse

from community.models import Space, Thread
from courses.models import CoursePage, LessonPage, ModulePage
from learning.used_pages import protecting, used_by_learners
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_for, admin):
    return client_for(admin)


def delete(client, *pages):
    if len(pages) == 1:
        url = reverse("wagtailadmin_pages:delete", args=[pages[0].pk])
    else:
        ids = "&".join(f"id={page.pk}" for page in pages)
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?{ids}"
    return " ".join(client.post(url, follow=True).content.decode().split())


def test_every_model_that_protects_a_page_is_asked():
    asked = {pair for model in (CoursePage, LessonPage) for pair in protecting(model)}
    found = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.remote_field
        and field.remote_field.on_delete is PROTECT
        and field.remote_field.model in (CoursePage, LessonPage, ModulePage)
    }
    assert asked == found and len(found) >= 9


def test_unpublishing_is_offered_instead_with_a_link(client, course, enrollment):
    page = delete(client, course)
    assert "so it cannot be deleted" in page
    assert f'href="{reverse("wagtailadmin_pages:unpublish", args=[course.pk])}"' in page
    assert "Unpublish instead" in page


def test_neither_is_a_module_whose_lesson_was_used_nor_any_page_beside_it(
    client, enrollment, lesson
):
    builders.do_everything(enrollment, lesson)
    unused = builders.make_lesson(ModulePage.objects.order_by("path").last(), "Unused")
    assert "cannot be deleted" in delete(client, lesson.get_parent(), unused)
    assert LessonPage.objects.filter(pk__in=[lesson.pk, unused.pk]).count() == 2
    assert "cannot be deleted" not in delete(client, unused)
    assert not LessonPage.objects.filter(pk=unused.pk).exists()


def test_a_copy_is_nobodys_until_somebody_uses_it(client, enrollment, course, lesson):
    builders.do_everything(enrollment, lesson)
    data = {"page": lesson.pk}
    client.post(reverse("course_outline_duplicate", args=[course.pk]), data)
    copy = LessonPage.objects.get(title=f"{lesson.title} (copy)")
    assert used_by_learners([copy, lesson]) == [lesson]
    delete(client, copy)
    assert not LessonPage.objects.filter(pk=copy.pk).exists()


def test_a_used_lesson_stays_used_under_another_course(client, enrollment, lesson):
    builders.do_everything(enrollment, lesson)
    other = builders.make_module(builders.make_course("Another"))
    LessonPage.objects.get(pk=lesson.pk).move(other, pos="last-child")
    assert used_by_learners([other]) == [other]
    assert "cannot be deleted" in delete(client, LessonPage.objects.get(pk=lesson.pk))


def test_a_lesson_that_people_discuss_is_used(lesson, learner):
    space = Space.objects.filter(lesson_key=lesson.key).first()
    assert used_by_learners([lesson]) == []
    Thread.objects.create(space=space, author=learner, title="Why?")
    assert used_by_learners([lesson]) == [lesson]
