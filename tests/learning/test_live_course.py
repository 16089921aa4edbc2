"""A course that changes while people take it: nobody loses what they did."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from accounts.models import Notification
from courses import arranging
from courses.models import (
    CoursePage,
    CourseRole,
    CourseVersion,
    LessonDuty,
    LessonPage,
    ModulePage,
)
from courses.models.outlines import FROM_THE_START
from courses.publishing import publish_course
from learning.course_state import CourseState
from learning.models import Enrollment
from learning.models.requirements import open_requirements
from learning.reports.funnel import Funnel
from learning.reports.overview import my_courses
from tests import builders

LABEL, NOTE = "2027", "Lesson 2 has a new check."


@pytest.fixture
def client(client_for, instructor):
    return client_for(instructor)


@pytest.fixture
def done(enrollment, lessons):
    """The learner's enrollment with the first lesson complete."""
    builders.do_everything(enrollment, lessons[0])
    enrollment.complete_lesson(lessons[0])
    return enrollment


def versions_url(course):
    return reverse("course_versions", args=[course.pk])


def release(client, course, **data):
    return client.post(versions_url(course), {"label": LABEL, "note": NOTE, **data}, follow=True)


def text_of(response):
    return " ".join(response.content.decode().split())


def ask_more(lesson):
    """The lesson with another required check, published."""
    blocks = [*lesson.body.raw_data, builders.single_choice("A new question?")]
    lesson.body = LessonPage.body.field.stream_block.to_python(blocks)
    builders.publish(lesson)
    return lesson.body[-1].id


def left(enrollment, lesson):
    enrollment = Enrollment.objects.get(pk=enrollment.pk)
    entry = enrollment.outline.by_key[lesson.key]
    return {activity.block_id for activity in open_requirements(enrollment, entry)}


# A version and what changed


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


# Who finished


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


# What a lesson newly requires


def test_it_binds_those_who_enroll_later_alone(enrollment, other_learner, lesson, course):
    block = ask_more(lesson)
    assert block not in left(enrollment, lesson)
    later = Enrollment.objects.enroll(other_learner, course)
    assert block in left(later, lesson)


def test_an_author_may_ask_it_of_those_already_enrolled(client, enrollment, done, lessons, course):
    first, second = ask_more(lessons[0]), ask_more(lessons[1])
    assert "2 activities became required" in text_of(client.get(versions_url(course)))
    release(client, course)
    assert second not in left(enrollment, lessons[1])
    release(client, course, binds_everyone="on")
    assert second in left(enrollment, lessons[1])
    state = CourseState.of(enrollment, CoursePage.objects.get(pk=course.pk).outline)
    assert first and state.entries[lessons[0].key].state == "complete"
    assert "became required" not in text_of(client.get(versions_url(course)))


def test_it_never_binds_another_course(client, course, enrollment):
    theirs = builders.make_course("Theirs")
    lesson = builders.make_lesson(builders.make_module(theirs), "Theirs too")
    other = Enrollment.objects.enroll(enrollment.user, theirs)
    block = ask_more(lesson)
    ask_more(LessonPage.objects.in_course(course.path).first())
    release(client, course, binds_everyone="on")
    assert block not in left(other, lesson)


def test_whoever_finished_stays_finished_whatever_is_asked_of_all(
    client, finished, lessons, course
):
    ask_more(lessons[0])
    builders.make_lesson(ModulePage.objects.first(), "One lesson more")
    release(client, course, binds_everyone="on")
    finished.refresh_from_db()
    outline = CoursePage.objects.get(pk=course.pk).outline
    state = CourseState.of(finished, outline)
    assert finished.completed_at and state.percent == 100
    assert [entry.lesson.title for entry in state.new_since_finished] == ["One lesson more"]


def test_taking_a_required_block_away_takes_nothing_back(done, lessons):
    lessons[0].body = LessonPage.body.field.stream_block.to_python([builders.text()])
    builders.publish(lessons[0])
    assert done.lessons_done() == {lessons[0].key}
    assert left(done, lessons[0]) == set()


# What an author does to a lesson keeps what learners did


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


# A lesson that becomes required


def add_lesson(title="One lesson more", **fields):
    return builders.make_lesson(ModulePage.objects.order_by("path").first(), title, **fields)


def fresh(enrollment):
    return Enrollment.objects.get(pk=enrollment.pk)


def titles_left(enrollment):
    return [lesson.title for lesson in fresh(enrollment).lessons_left()]


def whole_state(enrollment):
    enrollment = fresh(enrollment)
    return CourseState.of(enrollment, enrollment.outline)


def complete(enrollment, *lessons):
    for lesson in lessons:
        builders.do_everything(enrollment, lesson)
        enrollment.complete_lesson(lesson)


def test_a_new_lesson_binds_those_who_enroll_later_alone(done, lessons, course, other_learner):
    before = whole_state(done)
    added = add_lesson()
    assert added.title not in titles_left(done)
    state = whole_state(done)
    assert (state.done, state.total) == (1, 3) and state.percent == before.percent == 33
    later = Enrollment.objects.enroll(other_learner, course)
    assert added.title in titles_left(later) and whole_state(later).total == 4


def test_who_is_not_bound_by_it_finishes_without_it(done, lessons, course):
    added = add_lesson(minutes=30)
    complete(done, *lessons[1:])
    assert fresh(done).completed_at and whole_state(done).percent == 100
    assert str(done.certificates.get().contact_hours) == "0.75"  # they did not take it
    complete(fresh(done), added)
    assert whole_state(done).percent == 100 and whole_state(done).done == 3


def test_who_takes_it_all_the_same_has_its_hours_and_never_more_than_all(done, lessons, course):
    added = add_lesson(minutes=30)
    complete(done, added, lessons[1])
    state = whole_state(done)
    assert (state.done, state.total) == (2, 3) and state.percent == 66
    complete(done, lessons[2])
    assert str(done.certificates.get().contact_hours) == "1.25"


def test_a_course_nobody_takes_asks_its_lessons_of_everyone(course, lessons):
    added = add_lesson()
    assert LessonDuty.objects.get(lesson_key=added.key).required_from == FROM_THE_START


def test_lessons_from_before_days_were_kept_ask_what_they_asked(enrollment, course, lessons):
    lessons[2].required = False
    lessons[2].save()
    LessonDuty.objects.all().delete()
    import_module("courses.migrations.0008_mends").bind_everyone_as_before(apps, None)
    builders.publish(lessons[0])
    assert titles_left(enrollment) == [lesson.title for lesson in lessons[:2]]
    assert LessonDuty.objects.get(lesson_key=lessons[2].key).required_from is None


def test_an_optional_lesson_made_required_binds_those_who_enroll_later_alone(
    course, lessons, enrollment, other_learner
):
    lesson = lessons[2]
    for required in (False, True):
        lesson.required = required
        builders.publish(lesson)
    assert lesson.title not in titles_left(enrollment)
    assert whole_state(enrollment).total == 2
    assert lesson.title in titles_left(Enrollment.objects.enroll(other_learner, course))


def test_publishing_a_correction_changes_nobodys_duties(enrollment, lessons):
    was = LessonDuty.objects.get(lesson_key=lessons[0].key).required_from
    lessons[0].objective = "Tell a question from an announcement."
    builders.publish(lessons[0])
    assert LessonDuty.objects.get(lesson_key=lessons[0].key).required_from == was
    assert lessons[0].title in titles_left(enrollment)


def test_unpublishing_a_lesson_and_publishing_it_again_keeps_its_day(enrollment, lessons):
    lessons[0].unpublish()
    builders.publish(LessonPage.objects.get(pk=lessons[0].pk))
    assert lessons[0].title in titles_left(enrollment)


def test_an_author_may_ask_a_lesson_of_those_already_enrolled(client, done, lessons, course):
    added = add_lesson()
    page = text_of(client.get(versions_url(course)))
    assert "1 lesson became required after people had enrolled" in page
    assert "0 activities" not in page
    release(client, course)
    assert added.title not in titles_left(done)
    release(client, course, binds_everyone="on")
    assert added.title in titles_left(done) and whole_state(done).percent == 25
    assert "became required" not in text_of(client.get(versions_url(course)))


def test_it_holds_nobody_up_where_lessons_open_one_after_another(done, course, lessons):
    course.in_order = True
    course.save()
    added = add_lesson("In between")  # at the end of the first module, before the last lesson
    complete(done, lessons[1])
    entries = whole_state(done).entries
    assert list(entries)[2:] == [added.key, lessons[2].key]
    assert "locked" not in {entry.state for entry in entries.values()}


def test_it_comes_after_all_that_binds(done, lessons):
    added = add_lesson()
    done.reach(added)
    complete(done, lessons[1])
    fresh(done).visits.all().delete()
    assert whole_state(done).next_lesson.title == lessons[2].title


def test_it_says_that_it_is_optional_for_them(client_for, done, course, other_learner):
    added = add_lesson()
    for url in (course.get_url(), added.get_url()):
        assert "New, optional for you" in text_of(client_for(done.user).get(url))
    Enrollment.objects.enroll(other_learner, course)
    page = text_of(client_for(other_learner).get(course.get_url()))
    assert "One lesson more" in page and "optional for you" not in page
    assert "optional for you" not in text_of(Client().get(course.get_url()))


def test_a_lesson_moved_in_from_another_course_harms_nobody(enrollment, course, other_learner):
    theirs = builders.make_module(builders.make_course("Theirs"))
    builders.make_lesson(theirs, "Moved in")
    module = ModulePage.objects.get(pk=theirs.pk)
    module.move(course, pos="last-child")
    assert "Moved in" not in titles_left(enrollment)
    assert "Moved in" in titles_left(Enrollment.objects.enroll(other_learner, course))


def test_a_lesson_published_before_its_module_binds_from_the_modules_day(
    course, lessons, learner, other_learner
):
    module = ModulePage(title="Later", slug="later", live=False)
    course.add_child(instance=module)
    added = builders.make_lesson(module, "In a draft")
    enrollment = Enrollment.objects.enroll(learner, course)
    builders.publish(module)
    assert added.title not in titles_left(enrollment)
    assert added.title in titles_left(Enrollment.objects.enroll(other_learner, course))


def test_lists_of_learners_count_what_binds_each(client, done, lessons, course, other_learner):
    added = add_lesson()
    complete(done, added)
    later = Enrollment.objects.enroll(other_learner, course)
    complete(later, added)
    rows = {
        row.pk: row.progress
        for row in client.get(reverse("learners_report")).context["object_list"]
    }
    assert rows == {done.pk: "1 of 3", later.pk: "1 of 4"}


def test_the_funnel_loses_nobody_at_what_it_did_not_ask_of_them(course, lessons):
    people = [builders.make_person(f"P {n}", f"p{n}@example.org") for n in range(12)]
    rows = [Enrollment.objects.enroll(person, course) for person in people[:6]]
    for row in rows:
        complete(row, *lessons[:2])
    Enrollment.objects.update(enrolled_at=timezone.now() - timezone.timedelta(days=9))
    added = builders.make_lesson(ModulePage.objects.order_by("path").first(), "In between")
    later = [Enrollment.objects.enroll(person, course) for person in people[6:]]
    for row in later:
        complete(row, *lessons[:2])
    for row in later[:5]:
        complete(row, added)
    funnel = Funnel(Enrollment.objects.order_by(), fresh(rows[0]).outline)
    step = {row.label: row for row in funnel.steps}["In between"]
    assert step.came_later and (step.people, step.percent) == (11, 92)
    assert sum(row.is_biggest_drop for row in funnel.steps) == 1 and not step.is_biggest_drop


def test_what_needs_care_is_not_the_lesson_that_came_later(course, lessons, instructor):
    people = [builders.make_person(f"P {n}", f"p{n}@example.org") for n in range(6)]
    for person in people:
        complete(Enrollment.objects.enroll(person, course), *lessons)
    add_lesson("In between")
    (mine,) = my_courses(instructor)
    assert (mine.finished, mine.drop) == (6, "")
