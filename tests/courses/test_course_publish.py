"""Publishing a whole course: every draft of it or, where one is not ready, none."""

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks

from courses.models import CourseOutcome, CoursePage, CourseRole, LessonPage, ModulePage
from courses.publishing import publish_course
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_for, instructor):
    return client_for(instructor)


@pytest.fixture
def draft_course(course, lessons, instructor):
    """The course taken down, with all of its pages, and a draft of each."""
    for page in [course, *ModulePage.objects.all(), *LessonPage.objects.all()]:
        page.unpublish()
    return CoursePage.objects.get(pk=course.pk)


def publish(client, course):
    return client.post(reverse("course_publish", args=[course.pk]), follow=True)


def edit(page, **changes):
    draft = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False)


def blocks(*raw):
    return LessonPage.body.field.stream_block.to_python(list(raw))


def test_every_draft_is_published_and_learners_find_the_course(client, draft_course):
    response = publish(client, draft_course)
    assert "6 pages are published." in response.content.decode()
    assert LessonPage.objects.live().count() == 3 and ModulePage.objects.live().count() == 2
    assert client.get(CoursePage.objects.get(pk=draft_course.pk).get_url()).status_code == 200


def test_newer_drafts_of_live_pages_are_published_too(client, course, lesson):
    edit(lesson, title="Newer")
    assert "1 page is published." in publish(client, course).content.decode()
    lesson.refresh_from_db()
    assert lesson.title == "Newer" and not lesson.has_unpublished_changes
    assert "There was nothing to publish" in publish(client, course).content.decode()


def test_one_page_that_is_not_ready_keeps_all_from_being_published(client, draft_course, lesson):
    wrong = builders.reflection("Say something.")
    edit(lesson, body=blocks(builders.text(), wrong))
    response = publish(client, draft_course)
    page = response.content.decode()
    assert response.status_code == 422 and "Nothing is published yet" in page
    assert "Error: Outline" in page and "End the prompt with a question." in page
    assert f"/cms/pages/{lesson.pk}/edit/" in page and f"contentpath=body.{wrong['id']}" in page
    assert not LessonPage.objects.live().exists() and not CoursePage.objects.live().exists()


def test_an_empty_required_field_and_a_placeholder_are_refused(client, draft_course, lessons):
    edit(lessons[0], objective="")
    edit(lessons[1], body=blocks(builders.text("<p>[[Your text]]</p>")))
    edit(lessons[2], title="[[A title]]")
    page = " ".join(publish(client, draft_course).content.decode().split())
    assert "contentpath=objective" in page and "contentpath=title" in page
    assert "Put your own text in place of 1 placeholder." in page
    assert not LessonPage.objects.live().exists()


def test_the_rules_of_a_whole_page_and_of_its_rows_hold(client, course):
    draft = course.get_latest_revision_as_object()
    draft.hours_override = 3
    draft.outcomes.add(CourseOutcome(text=""))
    draft.save_revision(clean=False)
    page = publish(client, course).content.decode()
    assert "Say why the hours are not the sum of the minutes." in page
    assert "contentpath=outcomes" in page
    course.refresh_from_db()
    assert course.hours_override is None


def test_what_waits_for_its_day_goes_on_waiting(client, course, lesson):
    later = timezone.now() + timezone.timedelta(days=2)
    draft = builders.publish(lesson).get_latest_revision_as_object()
    draft.title, draft.go_live_at = "Later", later
    draft.save_revision(clean=False)
    assert "1 page waits for its day." in publish(client, course).content.decode()
    lesson.refresh_from_db()
    assert lesson.title != "Later" and lesson.scheduled_revision
    assert "1 page waits for its day." in publish(client, course).content.decode()


def test_a_page_that_somebody_locked_is_not_published(client, course, lesson, admin):
    edit(lesson, title="Newer")
    LessonPage.objects.filter(pk=lesson.pk).update(locked=True, locked_by=admin)
    assert "It is locked." in publish(client, course).content.decode()
    lesson.refresh_from_db()
    assert lesson.title != "Newer"


def test_an_author_cannot_publish(course, lesson):
    author = builders.make_person("Ann", "author@example.org")
    CourseRole.objects.create(course=course, user=author, role=CourseRole.Role.AUTHOR)
    edit(lesson, title="Newer")
    publication = publish_course(course, author)
    assert [page.pk for page, _problems in publication.refused] == [lesson.pk]
    lesson.refresh_from_db()
    assert lesson.title != "Newer"


def test_a_hook_of_wagtail_can_stop_it(client, course, lessons):
    for lesson in lessons[:2]:
        edit(lesson, title="Newer")

    def stop(request, page):
        return HttpResponse("Stop") if page.pk == lessons[1].pk else None

    with hooks.register_temporarily("before_publish_page", stop):
        assert publish(client, course).content == b"Stop"
    assert not LessonPage.objects.filter(title="Newer").exists()
