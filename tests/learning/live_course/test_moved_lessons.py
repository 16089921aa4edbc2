"""What an author does to a lesson keeps what learners did."""

from django.urls import reverse
from wagtail.models import Locale, Page

from courses import arranging
from courses.models import CoursePage, CourseRole, LessonPage, ModulePage
from learning.course_state import CourseState
from learning.models import Enrollment
from tests import builders

from .changes import text_of


def state_of(enrollment, lesson):
    enrollment = Enrollment.objects.get(pk=enrollment.pk)
    return CourseState.of(enrollment, enrollment.outline).entries[lesson.key].state


def test_moving_a_lesson_to_another_module(client, done, lessons, course):
    module = ModulePage.objects.order_by("path").last()
    url = reverse("course_outline_place", args=[course.pk])
    client.post(url, {"place": lessons[0].pk, f"into-{lessons[0].pk}": module.pk})
    assert Page.objects.get(pk=lessons[0].pk).get_parent().pk == module.pk
    assert state_of(done, lessons[0]) == "complete"


def test_renaming_it_and_its_old_address_leads_on(
    client_for, done, lessons, course, django_capture_on_commit_callbacks
):
    old = lessons[0].get_url()
    renamed = LessonPage.objects.get(pk=lessons[0].pk)
    renamed.title, renamed.slug = "Another name", "another-name"
    with django_capture_on_commit_callbacks(execute=True):
        builders.publish(renamed)
    assert state_of(done, lessons[0]) == "complete"
    learner = client_for(done.user)
    response = learner.get(old)
    assert response.status_code == 301
    assert response.url.endswith("/another-name/")
    assert "Another name" in text_of(learner.get(response.url))


def test_the_address_from_before_a_move_leads_on(client, client_for, done, lessons, course):
    old = lessons[0].get_url()
    module = ModulePage.objects.order_by("path").last()
    arranging.place(lessons[0], module, "into", CourseRole.objects.get().user)
    response = client_for(done.user).get(old)
    assert response.status_code == 301 and f"/{module.slug}/" in response.url


def test_unpublishing_and_publishing_it_again(client, done, lessons):
    client.post(reverse("wagtailadmin_pages:unpublish", args=[lessons[0].pk]))
    assert not LessonPage.objects.get(pk=lessons[0].pk).live
    assert done.lessons_done() == {lessons[0].key}
    builders.publish(LessonPage.objects.get(pk=lessons[0].pk))
    assert state_of(done, lessons[0]) == "complete"


def test_translating_the_course(done, lessons, course):
    spanish = Locale.objects.create(language_code="es")
    for page in [*course.get_ancestors().filter(depth__gt=1), course, *ModulePage.objects.all()]:
        page.specific.copy_for_translation(spanish)
    for page in lessons:
        page.copy_for_translation(spanish).save_revision().publish()
    copied = CoursePage.objects.get(locale=spanish)
    for page in [copied, *ModulePage.objects.filter(locale=spanish)]:
        page.save_revision().publish()
    copied.refresh_from_db()
    state = CourseState.of(done, copied.outline)
    assert [entry.state for entry in state.entries.values()].count("complete") == 1
    assert copied.key == course.key
    assert Enrollment.objects.enroll(done.user, copied) == done
