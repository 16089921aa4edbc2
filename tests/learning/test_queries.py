"""What a page may cost: queries counted warm, at two sizes, for the reader it costs most."""

import pytest
from django.db import connection
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from community.models import Draft, Space, Thread
from courses.models import CoursePage, LessonPage
from learning import bookmark_targets
from learning.models import Enrollment, Note
from tests import builders

LESSON, COURSE, CATALOG, DASHBOARD = 12, 12, 8, 15


def talk_about(lesson, learner):
    """Four people answer the lesson's prompt, and the learner is about to."""
    space = Space.objects.get(lesson_key=lesson.key)
    for number in range(4):
        person = builders.make_person(f"Colleague {number}", f"colleague{number}@example.org")
        Thread.objects.start(person, space, f"Answer {number}.").reply(learner, "Ours, too.")
    Draft.objects.keep(learner, space.writing_place, text="Half a thought")


def a_course_of(lessons, learner):
    """A course of this many lessons, and the learner at work in one in the middle."""
    course = builders.make_course("A course of lessons")
    per_module = max(lessons // 5, 1)
    module = None
    for number in range(lessons):
        if number % per_module == 0:
            module = builders.make_module(course, f"Module {number}")
        blocks = None if number == lessons // 2 else [builders.text()]
        if number < 30 or number == lessons // 2:
            builders.make_lesson(module, f"Lesson {number}", blocks)
        else:  # many lessons: without revisions and search, which only cost time here
            page = LessonPage(title=f"Lesson {number}", slug=f"l{number}", objective="Read.")
            module.add_child(instance=page)
    enrollment = Enrollment.objects.enroll(learner, course, certificate_name="A")
    pages = list(LessonPage.objects.in_course(course.path))
    middle = pages[lessons // 2]
    for page in pages[: lessons // 2]:
        enrollment.reach(page)
        enrollment.complete_lesson(page)
    builders.do_everything(enrollment, middle)
    enrollment.reach(middle, middle.body[1].id)
    Note.objects.create(user=learner, lesson=middle, lesson_key=middle.key, text="A note.")
    bookmark_targets.save(learner, "lesson", middle.key)
    talk_about(middle, learner)
    return CoursePage.objects.get(pk=course.pk), middle


@pytest.mark.parametrize("lessons", [5, 24, 500])
def test_a_lesson_and_its_course_cost_the_same_however_long_the_course(
    as_learner, learner, site, lessons, django_assert_max_num_queries
):
    course, lesson = a_course_of(lessons, learner)
    for url, most in ((lesson.get_url(), LESSON), (course.get_url(), COURSE)):
        assert as_learner.get(url).status_code == 200
        with django_assert_max_num_queries(most):
            page = as_learner.get(url).content.decode()
        assert "Lesson" in page
    page = as_learner.get(lesson.get_url()).content.decode()
    assert page.count('class="post"') == 3 and "Half a thought" in page


@pytest.mark.parametrize("learners", [5, 500])
def test_and_however_many_take_it(
    as_learner, learner, course, lessons, learners, django_assert_max_num_queries
):
    people = User.objects.bulk_create(
        User(email=f"p{number}@example.org", display_name=f"Person {number}")
        for number in range(learners)
    )
    Enrollment.objects.bulk_create(
        Enrollment(user=person, course=course, course_key=course.key) for person in people
    )
    block = builders.blocks_of(lessons[1], "single_choice")[0]
    for number, row in enumerate(Enrollment.objects.all()):
        if number < 5:
            builders.do_everything(row, lessons[1])
        row.reach(lessons[1], block.id)
    builders.do_everything(Enrollment.objects.enroll(learner, course), lessons[1])
    talk_about(lessons[1], learner)
    for url in (lessons[1].get_url(), course.get_url()):
        as_learner.get(url)
        with django_assert_max_num_queries(LESSON):
            as_learner.get(url)


def work_on(client, url):
    """The queries and the templates that it takes to show this page, by name."""
    shown = []

    def rendered(template, **_):
        shown.append(template.name)

    template_rendered.connect(rendered)
    try:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
    finally:
        template_rendered.disconnect(rendered)
    return len(queries), sorted(map(str, shown))


def test_work_on_a_lesson_does_not_grow_with_its_length(as_learner, learner, site):
    course = builders.make_course("A course of two lengths")
    module = builders.make_module(course)
    asking = [builders.single_choice(), builders.reflection(), builders.checklist()]
    passive = [
        {"type": "accordion", "id": f"{number}", "value": {"items": []}} for number in range(60)
    ]
    short = builders.make_lesson(module, "Short", [builders.text(), *asking])
    long = builders.make_lesson(
        module,
        "Long",
        [builders.text(), *passive, *asking, builders.text("<p>word </p>" * 3000), *passive],
    )
    enrollment = Enrollment.objects.enroll(learner, course)
    cold = {}
    for lesson in (short, long):
        builders.do_everything(enrollment, lesson)
        cold[lesson] = work_on(as_learner, lesson.get_url())
    # The count sees blocks at all: the long lesson is rendered once, block by block.
    assert cold[long][1].count("courses/blocks/accordion.html") == len(2 * passive)
    words = {page: as_learner.get(page.get_url()).content.count(b"word") for page in (short, long)}
    assert words[long] > 10 * max(words[short], 100)
    warm_short, warm_long = (work_on(as_learner, page.get_url()) for page in (short, long))
    assert warm_long == warm_short
    assert not [name for name in warm_long[1] if name.startswith("courses/blocks/")]


@pytest.mark.parametrize("courses", [5, 500])
def test_the_catalog_and_the_dashboard_cost_the_same_however_many_courses_there_are(
    as_learner, learner, course, courses, settings, django_assert_max_num_queries
):
    # Courses that nobody searches for here: indexing them would take most of the time.
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}
    }
    for number in range(courses):
        builders.make_course(f"Course {number}")
    Enrollment.objects.enroll(learner, course)
    for url, most in (("/courses/", CATALOG), ("/learning/", DASHBOARD)):
        as_learner.get(url)
        with django_assert_max_num_queries(most):
            as_learner.get(url)


def test_a_visitor_costs_little(client, course, lessons, django_assert_max_num_queries):
    for url in (lessons[0].get_url(), course.get_url()):
        client.get(url)
        with django_assert_max_num_queries(8):
            client.get(url)


@pytest.mark.parametrize("rows", [5, 50])
def test_the_record_and_the_certificates_do_not_grow(
    as_learner, learner, site, rows, django_assert_max_num_queries
):
    for number in range(rows):
        page = builders.make_lesson(
            builders.make_module(builders.make_course(f"Course {number}")), "L", [builders.text()]
        )
        enrollment = Enrollment.objects.enroll(
            learner, page.get_parent().get_parent().specific, certificate_name="A"
        )
        enrollment.complete_lesson(page)
    for name in ("record", "certificates"):
        url = reverse(f"learning:{name}")
        as_learner.get(url)
        with django_assert_max_num_queries(8):
            as_learner.get(url)
