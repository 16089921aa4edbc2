"""A new course from a template: drafts that say where the author's own text goes."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.course_templates import TEMPLATES, make_course
from courses.models import CatalogPage, CoursePage, CourseRole, LessonPage, ModulePage
from courses.placeholders import count_placeholders, is_placeholder, texts_in
from courses.problems import publish_problems
from tests import builders

pytestmark = pytest.mark.django_db
URL = "/cms/courses/new/"
DATA = {"template": "short_course", "title": "Ask first", "promise": "Ask before you tell."}


@pytest.fixture
def maker(site):
    """An instructor who has no course yet."""
    person = builders.make_person("Nia Maker", "maker@example.org")
    person.groups.add(Group.objects.get(name="Instructors"))
    return person


def lessons_of(course):
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


def kinds(lesson):
    return [child.block_type for child in lesson.body]


def test_a_short_course_has_a_module_and_three_lessons(client_for, maker):
    response = client_for(maker).post(URL, DATA)
    course = CoursePage.objects.get(title="Ask first")
    assert response.url == reverse("course_outline", args=[course.pk])
    assert course.promise == "Ask before you tell." and course.owner == maker
    assert ModulePage.objects.descendant_of(course).count() == 1
    assert [kinds(lesson) for lesson in lessons_of(course)] == [
        ["text", "single_choice", "reflection", "discussion"],
        ["text", "single_choice"],
        ["text", "single_choice"],
    ]


@pytest.mark.parametrize("template", TEMPLATES)
def test_all_of_it_is_a_draft_whose_text_is_still_to_come(maker, template):
    course = make_course(template, "New", "One line.", maker)
    pages = [course, *ModulePage.objects.descendant_of(course), *lessons_of(course)]
    assert len(pages) >= 5
    assert not any(page.live for page in pages)
    assert all(page.latest_revision_id for page in pages)
    for lesson in lessons_of(course):
        assert is_placeholder(lesson.objective) and count_placeholders(list(lesson.body.raw_data))


@pytest.mark.parametrize("template", TEMPLATES)
def test_only_placeholders_keep_it_from_being_published(maker, template):
    course = make_course(template, "New", "One line.", maker)
    for page in [course, *ModulePage.objects.descendant_of(course), *lessons_of(course)]:
        draft = page.get_latest_revision_as_object()
        assert all("your own text" in each.message for each in publish_problems(draft))


def test_a_short_course_asks_for_at_most_25_texts(maker):
    course = make_course("short_course", "New", "One line.", maker)
    asked = sum(
        is_placeholder(lesson.objective) + count_placeholders(list(lesson.body.raw_data))
        for lesson in lessons_of(course)
    )
    assert 2 + asked <= 25


def test_no_two_blocks_share_an_id(maker):
    course = make_course("short_course", "New", "One line.", maker)
    ids = [child.id for lesson in lessons_of(course) for child in lesson.body]
    assert len(set(ids)) == len(ids) == 8


def test_whoever_makes_a_course_teaches_it_and_may_publish_it(client_for, maker):
    client_for(maker).post(URL, DATA)
    course = CoursePage.objects.get(title="Ask first")
    assert CourseRole.objects.filter(course=course, user=maker, role="instructor").exists()
    assert course.permissions_for_user(type(maker).objects.get(pk=maker.pk)).can_publish()


def test_so_does_who_adds_one_in_wagtail(client_for, maker):
    catalog = CatalogPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", catalog.pk])
    formsets = ["outcomes", "course_instructors", "prerequisites", "related_courses", "comments"]
    data = {"title": "Plain", "slug": "plain", "promise": "x", "level": "introductory"} | {
        f"{name}-{part}": 0 for name in formsets for part in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    client_for(maker).post(url, data | {"version_label": "1"})
    course = CoursePage.objects.get(slug="plain")
    assert CourseRole.objects.filter(course=course, user=maker, role="instructor").exists()


def test_the_same_title_twice_gets_an_address_of_its_own(client_for, maker):
    client = client_for(maker)
    client.post(URL, DATA)
    client.post(URL, DATA)
    assert len(set(CoursePage.objects.filter(title="Ask first").values_list("slug"))) == 2


def test_what_is_missing_is_named_and_nothing_typed_is_lost(client_for, maker):
    response = client_for(maker).post(URL, DATA | {"promise": ""})
    page = response.content.decode()
    assert response.status_code == 422 and "<title>Error: New course" in " ".join(page.split())
    assert 'value="Ask first"' in page and "Promise: This field is required." in page
    assert not CoursePage.objects.filter(title="Ask first").exists()


@pytest.mark.parametrize("role", ["coordinator", "moderator", "learner"])
def test_others_make_none(client_for, request, site, role):
    response = client_for(request.getfixturevalue(role)).post(URL, DATA)
    assert response.status_code == 302
    assert not CoursePage.objects.filter(title="Ask first").exists()


def test_nobody_adds_moves_or_copies_pages_into_anothers_course(client_for, maker, lesson):
    client = client_for(maker)
    mine = make_course("workshop", "Mine", "One line.", maker)
    my_lesson, theirs = lessons_of(mine)[0], lesson.get_parent()
    for page, kind in ((theirs, "lessonpage"), (theirs.get_parent(), "modulepage")):
        url = reverse("wagtailadmin_pages:add", args=["courses", kind, page.pk])
        assert client.get(url).status_code == 302
        my_page = my_lesson if kind == "lessonpage" else my_lesson.get_parent()
        url = reverse("wagtailadmin_pages:add", args=["courses", kind, my_page.get_parent().pk])
        assert client.get(url).status_code == 200
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[my_lesson.pk, theirs.pk]))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    client.post(f"{bulk}?id={my_lesson.pk}&next=/cms/", {"chooser": theirs.pk})
    copy = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": theirs.pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[my_lesson.pk]), copy)
    assert LessonPage.objects.child_of(theirs).count() == 2
    assert LessonPage.objects.get(pk=my_lesson.pk).get_parent().pk != theirs.pk


def test_the_first_screen_the_catalog_and_the_list_lead_to_it(client_for, maker):
    client = client_for(maker)
    for address in ("/cms/", f"/cms/pages/{CatalogPage.objects.get().pk}/", "/cms/courses/"):
        assert f'href="{URL}"' in client.get(address).content.decode()


def test_the_list_shows_my_courses_and_nobody_elses(client_for, maker, course):
    client = client_for(maker)
    assert "You have no course yet." in client.get("/cms/courses/").content.decode()
    client.post(URL, DATA)
    page = client.get("/cms/courses/").content.decode()
    assert "Ask first" in page and course.title not in page


def test_the_list_takes_as_many_queries_for_one_course_as_for_twenty(client_for, instructor):
    client = client_for(instructor)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            page = client.get("/cms/courses/").content.decode()
        return page.count("/outline/"), len(captured)

    queries()
    shown, few = queries()
    for number in range(19):
        course = builders.make_course(f"Course {number}")
        CourseRole.objects.create(course=course, user=instructor)
    assert shown == 1 and queries() == (20, few) and few <= 26


def test_a_placeholder_is_told_from_other_brackets():
    assert is_placeholder("<p>[[What to read]]</p>")
    for text in ("", None, "[one]", "[[]]", "a[b[0]]", "[[ open", "[link](url)"):
        assert not is_placeholder(text)
    assert list(texts_in({"a": ["x", {"b": "y"}], "c": 3})) == ["x", "y"]
