"""A version of the course, what it says has changed, and to whom."""

from django.urls import reverse
from django.utils import timezone

from accounts.models import Notification
from courses.models import CoursePage, CourseRole, CourseVersion
from courses.publishing import publish_course
from learning.course_state import CourseState
from tests import builders

from .changes import LABEL, NOTE, release, text_of, versions_url


def test_a_version_names_the_course_anew_and_says_what_changed(client, course):
    publish_course(course, course.owner)
    draft = CoursePage.objects.get(pk=course.pk)
    draft.audience = "A draft that knows nothing of it."
    draft.save_revision()
    response = release(client, course)
    assert "Learners see it on the course page" in text_of(response) and NOTE in text_of(response)
    version = CourseVersion.objects.get()
    assert (version.label, version.note, version.by.email) == (
        LABEL,
        NOTE,
        "instructor@example.org",
    )
    course.refresh_from_db()
    assert course.version_label == LABEL
    course.latest_revision.publish()  # a draft from before does not take it back
    course.refresh_from_db()
    assert course.version_label == LABEL
    page = text_of(client.get(course.get_url()))
    assert "What changed" in page and f"Version {LABEL}" in page and NOTE in page


def test_a_course_that_never_changed_says_nothing_of_it(client, course):
    assert "What changed" not in text_of(client.get(course.get_url()))


def test_without_a_note_there_is_no_version_and_nothing_typed_is_lost(client, course):
    response = client.post(versions_url(course), {"label": "2027", "note": " "})
    assert response.status_code == 422
    assert 'value="2027"' in text_of(response) and "Error: What changed" in text_of(response)
    assert not CourseVersion.objects.exists()


def test_only_who_may_publish_makes_a_version(client_for, course):
    author = builders.make_person("Ann Author", "author@example.org")
    CourseRole.objects.create(course=course, user=author, role=CourseRole.Role.AUTHOR)
    client = client_for(author)
    assert "Add version" not in text_of(client.get(versions_url(course)))
    release(client, course)
    assert not CourseVersion.objects.exists()


def test_the_outline_leads_there(client, course):
    page = text_of(client.get(reverse("course_outline", args=[course.pk])))
    assert versions_url(course) in page


def test_hostile_notes_are_shown_as_they_are_written(client, course):
    release(client, course, label="=cmd", note="<script>alert(1)</script>‮" + "x" * 200)
    for url in (versions_url(course), course.get_url()):
        assert "<script>alert" not in text_of(client.get(url))


def test_who_finished_is_told_once_and_remains_complete(
    client, client_for, finished, other_enrollment, course, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        release(client, course)
        CourseVersion.objects.get().save()
    told = Notification.objects.filter(event="course_changed")
    assert [row.recipient for row in told] == [finished.user]
    learner = client_for(finished.user)
    page = text_of(learner.get(reverse("notifications")))
    assert "which you completed, is at version 2027" in page
    page = text_of(learner.get(reverse("learning:completed", args=[course.pk])))
    assert NOTE in page and "You remain complete." in page
    assert not Notification.objects.unread().filter(event="course_changed").exists()
    finished.refresh_from_db()
    assert finished.completed_at and CourseState.of(finished, course.outline).percent == 100


def test_what_changed_before_they_finished_is_no_news_to_them(client, client_for, course, finished):
    release(client, course)
    CourseVersion.objects.update(at=finished.completed_at - timezone.timedelta(days=1))
    page = client_for(finished.user).get(reverse("learning:completed", args=[course.pk]))
    assert NOTE not in text_of(page)


def test_a_complete_lesson_leads_to_what_changed(client, client_for, done, lessons, course):
    learner = client_for(done.user)
    assert "See what changed" not in text_of(learner.get(lessons[0].get_url()))
    builders.publish(lessons[0])
    release(client, course)
    page = text_of(learner.get(lessons[0].get_url()))
    assert "you remain complete" in page and f'href="{course.get_url()}#changes"' in page
    assert "See what changed" not in text_of(learner.get(lessons[1].get_url()))
