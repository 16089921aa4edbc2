"""A lesson that becomes required."""

from importlib import import_module

from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.models import LessonDuty, LessonPage, ModulePage
from courses.models.outlines import FROM_THE_START
from learning.course_state import CourseState
from learning.models import Enrollment
from learning.reports.funnel import Funnel
from learning.reports.overview import my_courses
from tests import builders

from .changes import complete, release, text_of, versions_url


def add_lesson(title="One lesson more", **fields):
    return builders.make_lesson(ModulePage.objects.order_by("path").first(), title, **fields)


def fresh(enrollment):
    return Enrollment.objects.get(pk=enrollment.pk)


def titles_left(enrollment):
    return [lesson.title for lesson in fresh(enrollment).lessons_left()]


def whole_state(enrollment):
    enrollment = fresh(enrollment)
    return CourseState.of(enrollment, enrollment.outline)


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
