"""What the CMS shows an instructor of a course that is not theirs: of its drafts, nothing."""

import pytest
from django.urls import reverse

from courses.models import CourseRole, LessonPage
from tests import builders

pytestmark = pytest.mark.django_db
SECRET = "Unannounced heron"


@pytest.fixture
def theirs(course, instructor):
    """A draft of another course, which somebody else teaches."""
    other = builders.make_course("Theirs")
    CourseRole.objects.create(
        course=other, user=builders.make_person("Someone Else", "else@example.org")
    )
    module = builders.make_module(other)
    lesson = module.add_child(
        instance=LessonPage(title=SECRET, slug="heron", objective=SECRET, live=False, locked=True)
    )
    lesson.save_revision(log_action=True)
    return lesson


@pytest.fixture
def client(client_for, instructor, theirs):
    return client_for(instructor)


def of_page(name, *more):
    return lambda page: reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more])


def of_revision(name):
    return lambda page: reverse(
        f"wagtailadmin_pages:{name}", args=[page.pk, page.latest_revision_id]
    )


def plain(name, query="", **kwargs):
    return lambda page: reverse(name, **kwargs) + query


def parent(name):
    return lambda page: reverse(name, args=[page.get_parent().pk])


PLACES = {
    **{
        name: of_page(name)
        for name in (
            "edit", "view_draft", "delete", "unpublish", "convert_alias", "move", "copy",
            "set_privacy", "lock", "unlock", "revisions_index", "workflow_history", "history",
            "history_results", "usage", "preview_on_edit", "confirm_workflow_cancellation",
        )
    },
    **{name: of_revision(name) for name in ("revisions_view", "revisions_revert")},
    "revisions_compare": of_page("revisions_compare", "earliest", "latest"),
    "explorer": parent("wagtailadmin_explore"),
    "explorer_results": parent("wagtailadmin_explore_results"),
    "search": plain("wagtailadmin_pages:search", "?q=heron"),
    "search_results": plain("wagtailadmin_pages:search_results", "?q=heron"),
    "type_use": plain("wagtailadmin_pages:type_use", args=["courses", "lessonpage"]),
    "chooser": parent("wagtailadmin_choose_page_child"),
    "chooser_search": plain("wagtailadmin_choose_page_search", "?q=heron"),
    "home": plain("wagtailadmin_home"),
    **{
        name: plain(f"wagtailadmin_reports:{name}")
        for name in ("locked_pages", "workflow", "workflow_tasks", "site_history", "aging_pages")
    },
    **{
        name: lambda page, name=name: reverse(name, args=[page.pk])
        for name in ("course_outline_of", "lesson_library")
    },
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_anothers_draft_is_shown(client, theirs, place):
    response = client.get(PLACES[place](theirs), follow=True)
    assert SECRET not in response.content.decode()


@pytest.mark.parametrize("place", ["edit", "explorer", "search", "chooser", "site_history"])
def test_whoever_gets_a_part_in_it_sees_it_at_once_and_an_administrator_always(
    client, client_for, theirs, instructor, admin, place
):
    assert SECRET in client_for(admin).get(PLACES[place](theirs), follow=True).content.decode()
    role = CourseRole.objects.create(
        course=theirs.get_parent().get_parent().specific, user=instructor
    )
    assert SECRET in client.get(PLACES[place](theirs), follow=True).content.decode()
    role.delete()
    assert SECRET not in client.get(PLACES[place](theirs), follow=True).content.decode()


@pytest.mark.parametrize("place", ["chooser", "chooser_search"])
def test_what_readers_see_can_be_linked_to(client, theirs, place):
    theirs.locked = False
    builders.publish(theirs)
    assert SECRET in client.get(PLACES[place](theirs)).content.decode()


@pytest.mark.parametrize("place", ["delete", "unpublish", "move", "copy", "lock", "edit"])
def test_nothing_is_done_to_it(client, theirs, place):
    before = LessonPage.objects.values().get(pk=theirs.pk)
    client.post(PLACES[place](theirs), {"title": "Mine", "new_title": "Mine", "new_slug": "mine"})
    assert LessonPage.objects.values().get(pk=theirs.pk) == before
    assert LessonPage.objects.filter(title=SECRET).count() == 1
