"""What a lesson newly requires."""

from courses.models import CoursePage, LessonPage, ModulePage
from learning.course_state import CourseState
from learning.models import Enrollment
from learning.models.requirements import open_requirements
from tests import builders

from .changes import release, text_of, versions_url


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
