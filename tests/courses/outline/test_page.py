"""What the outline shows, and the way there and back."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import CourseOutcome, CourseRole, LessonPage
from courses.saving import return_if_asked
from tests import builders

from .acts import draft, page_of

pytestmark = pytest.mark.django_db


def test_it_shows_every_page_with_minutes_words_and_activities(client, course, lessons):
    page = " ".join(page_of(client, course).split())
    for lesson in lessons:
        assert f"{lesson.title}</a>" in page
    assert "2 modules · 3 lessons · 45 minutes, 0.75 contact hours" in page
    assert "1 check · 1 reflection · 1 discussion" in page


def test_the_words_that_a_learner_reads_are_counted(client, modules, course):
    blocks = [builders.text("<p>One <b>two</b> three.</p>"), builders.reflection("Why now?")]
    builders.make_lesson(modules[0], "Counted", blocks)
    page = " ".join(page_of(client, course).split())
    # Three of the text; the reflection's title, its prompt and its example.
    assert "15 minutes · 12 words · 1 reflection" in page


def test_it_says_what_is_live_what_is_a_draft_and_what_waits_for_its_day(
    client, course, lessons, modules
):
    draft(lessons[0], title="Newer")
    modules[1].add_child(
        instance=LessonPage(title="Not yet", slug="not-yet", objective="x", live=False)
    )
    lessons[1].go_live_at = timezone.now() + timezone.timedelta(days=3)
    lessons[1].save_revision(approved_go_live_at=lessons[1].go_live_at)
    page = page_of(client, course)
    assert "Live, with a newer draft" in page and "Newer</a>" in page
    assert "Live, changes scheduled" in page
    assert 'w-status ">Draft' in page and "Not yet</a>" in page


def test_it_says_what_is_missing(client, course, lesson, modules):
    builders.make_lesson(modules[0], "Only words", [builders.text()])
    modules[1].add_child(instance=LessonPage(title="Empty", objective="x", live=False))
    wrong = builders.single_choice()
    for option in wrong["value"]["options"]:
        option["value"]["correct"] = False
    draft(lesson, body=LessonPage.body.field.stream_block.to_python([wrong]))
    page = page_of(client, course)
    assert "No knowledge check" in page and "Nothing written yet" in page
    assert "1 thing to do before publishing" in page
    assert "Mark exactly one option as right." in page
    back = f"next=%2Fcms%2Fcourses%2Fof%2F{lesson.pk}%2F"
    assert f"/cms/pages/{lesson.pk}/edit/?{back}#:w:contentpath=body.{wrong['id']}" in page


def test_a_finished_course_lacks_nothing(client, course):
    CourseOutcome.objects.create(course=course, text="Map a community")
    assert "outline__missing" not in page_of(client, course)


def test_a_course_without_modules_says_what_to_do(client_for, instructor, course):
    empty = builders.make_course("Empty")
    CourseRole.objects.create(course=empty, user=instructor)
    assert "There is no module yet." in page_of(client_for(instructor), empty)


def grow(course, lessons, drafts):
    module = builders.make_module(course, "More")
    for number in range(lessons):
        page = builders.make_lesson(module, f"Lesson {number}")
        if number < drafts:
            draft(page, title=f"Newer {number}")


@pytest.mark.parametrize("cold", [True, False])
def test_as_many_queries_for_five_lessons_as_for_sixty(client, course, cold):
    def queries():
        page_of(client, course)
        if cold:
            cache.clear()
            page_of(client, course)  # the session is in the cache as well
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page_of(client, course)
        return len(captured)

    grow(course, 2, 2)
    small = queries()
    grow(course, 55, 30)
    assert queries() == small <= 30


def test_what_is_wrong_with_a_draft_is_found_without_a_query_for_each(
    client, course, django_assert_num_queries
):
    from courses.author_outline import author_outline

    grow(course, 5, 5)
    with CaptureQueriesContext(connection) as few:
        author_outline(course)
    grow(course, 20, 20)
    cache.clear()
    with CaptureQueriesContext(connection) as many:
        author_outline(course)
    assert len(many) == len(few)


def test_an_editor_opened_from_the_outline_leads_back_with_one_press(client, course, lesson):
    editor = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    outline = reverse("course_outline", args=[course.pk])
    offer = 'name="action-outline"'
    assert offer in client.get(f"{editor}?next={outline}").content.decode()
    assert offer not in client.get(editor).content.decode()
    assert offer not in client.get(f"{editor}?next=/cms/").content.decode()
    assert offer not in client.get(f"{editor}?next=https://elsewhere.example/").content.decode()


def test_who_presses_it_lands_on_the_outline_alone(rf, lesson):
    def asked(address):
        return return_if_asked(rf.post("/", {"action-outline": "x", "next": address}), lesson)

    assert asked("/cms/courses/5/outline/").url == "/cms/courses/5/outline/"
    assert asked("https://elsewhere.example/cms/courses/5/outline/") is None
    assert asked("/cms/pages/5/delete/") is None
    request = rf.post("/", {"next": "/cms/courses/5/outline/"})
    assert return_if_asked(request, lesson) is None
