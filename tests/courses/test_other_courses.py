"""What the CMS shows an instructor of a course that is not theirs: of its drafts, nothing."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ReferenceIndex

from courses.models import (
    CourseDocument,
    CourseImage,
    CourseRole,
    LessonPage,
    LibraryUse,
    ModulePage,
    PlanSection,
)  # fmt: skip
from courses.models.roles import reviewed_by_instructors
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
def shown_in(theirs):
    """An image, a file, a plan section and an item of the library that this draft uses."""
    things = {
        "image": CourseImage.objects.create(title="Quad", file=get_test_image_file("quad.png")),
        "document": CourseDocument.objects.create(title="Sheet", file=ContentFile(b"x", "s.txt")),
        "section": PlanSection.objects.create(code="P1", title="Audience"),
        "item": builders.library_item(builders.reflection()),
    }
    post, asked = builders.mock_post(avatar=things["image"].pk), builders.reflection()
    asked["value"]["plan_section"] = things["section"].pk
    sheet = {"type": "download", "id": "d", "value": {"document": things["document"].pk}}
    theirs.body = LessonPage.body.field.stream_block.to_python([post, asked, sheet])
    theirs.save()
    ReferenceIndex.create_or_update_for_object(theirs)
    LibraryUse.objects.create(item=things["item"], lesson_key=theirs.key, block_id=asked["id"])
    return things


@pytest.fixture
def task_state(theirs):
    """The draft waits for a review by its own course's instructors."""
    course = theirs.get_parent().get_parent().specific
    author = course.roles.get().user
    reviewed_by_instructors(course).start(theirs, author)
    return theirs.current_workflow_task_state


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


def bulk(act):
    def address(page):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
        return f"{url}?id={page.pk}"

    return address


MORE_PLACES = {
    "preview_on_add": lambda page: reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["courses", "lessonpage", page.get_parent().pk],
    ),
    "preview_in_a_mode": lambda page: of_page("preview_on_edit")(page) + "?mode=finished",
    "add": lambda page: reverse(
        "wagtailadmin_pages:add", args=["courses", "lessonpage", page.get_parent().pk]
    ),
    "add_subpage": lambda page: reverse(
        "wagtailadmin_pages:add_subpage", args=[page.get_parent().pk]
    ),
    "move_confirm": lambda page: reverse(
        "wagtailadmin_pages:move_confirm", args=[page.pk, ModulePage.objects.first().pk]
    ),
    "set_page_position": of_page("set_page_position"),
    "revisions_unschedule": of_revision("revisions_unschedule"),
    "chosen_multiple": lambda page: (
        f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?id={page.pk}"
    ),
    "page_types_usage": plain("wagtailadmin_reports:page_types_usage"),
    **{f"bulk {act}": bulk(act) for act in ("delete", "move", "publish", "unpublish")},
}


@pytest.mark.parametrize("place", MORE_PLACES)
def test_nor_on_the_way_to_do_something_with_it(client, theirs, lesson, place):
    response = client.get(MORE_PLACES[place](theirs), follow=True)
    assert SECRET not in response.content.decode()


def test_a_number_that_no_page_can_have_is_not_found(client):
    address = reverse("wagtailadmin_pages:move_confirm", args=[int("9" * 30), 1])
    assert client.get(address).status_code == 404


USES = {
    "image usage": ("wagtailimages:image_usage", "image"),
    "image": ("wagtailimages:edit", "image"),
    "document usage": ("wagtaildocs:document_usage", "document"),
    "document": ("wagtaildocs:edit", "document"),
    "section usage": ("wagtailsnippets_courses_plansection:usage", "section"),
    "item": ("library_item", "item"),
}


@pytest.mark.parametrize("use", USES)
def test_what_it_uses_does_not_name_it(client, client_for, admin, shown_in, use):
    name, kind = USES[use]
    address = reverse(name, args=[shown_in[kind].pk])
    assert SECRET not in client.get(address, follow=True).content.decode()
    if use.endswith("usage"):
        assert SECRET in client_for(admin).get(address).content.decode()


@pytest.mark.parametrize("chooser", ["wagtailimages_chooser", "wagtaildocs_chooser"])
def test_the_choosers_of_images_and_files_say_nothing_of_it(client, shown_in, chooser):
    for name, query in (("choose", ""), ("choose_results", "?q=heron")):
        page = client.get(reverse(f"{chooser}:{name}") + query, follow=True)
        assert SECRET not in page.content.decode()


@pytest.mark.parametrize(
    "name", ["workflow_action", "collect_workflow_action_data", "workflow_preview"]
)
def test_its_review_is_nobody_elses(client, theirs, task_state, name):
    more = [task_state.task_id] if name == "workflow_preview" else ["approve", task_state.pk]
    address = reverse(f"wagtailadmin_pages:{name}", args=[theirs.pk, *more])
    for response in (client.get(address, follow=True), client.post(address, follow=True)):
        assert SECRET not in response.content.decode()
    task_state.refresh_from_db()
    assert task_state.status == "in_progress"
    assert not LessonPage.objects.get(pk=theirs.pk).live


def test_its_place_is_not_changed(client, theirs, course):
    beside = builders.make_lesson(theirs.get_parent(), "Beside it")
    client.post(of_page("set_page_position")(beside) + "?position=0")
    other = theirs.get_parent().get_parent()
    for pk in (course.pk, other.pk):
        url = reverse("course_outline_place", args=[pk])
        client.post(url, {"place": beside.pk, f"into-{beside.pk}": theirs.get_parent().pk})
        client.post(url, {"place": beside.pk, "beside": theirs.pk, "side": "before"})
    titles = [page.title for page in theirs.get_parent().get_children()]
    assert titles == [SECRET, "Beside it"]


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
