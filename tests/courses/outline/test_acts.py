"""What is done on the outline."""

import pytest
from django.urls import reverse

from courses.models import CoursePage, LessonPage, ModulePage
from tests import builders

from .acts import act, page_of, titles

pytestmark = pytest.mark.django_db


def test_a_lesson_moves_up_and_down(client, course, lessons):
    first, second = lessons[0], lessons[1]
    response = act(client, "step", course, up=second.pk)
    assert titles(course)[0][1] == [second.title, first.title]
    assert "is moved up." in response.content.decode()
    assert response.redirect_chain[-1][0].endswith(f"#page-{second.pk}")
    act(client, "step", course, down=second.pk)
    assert titles(course)[0][1] == [first.title, second.title]


def test_the_first_stays_where_it_is(client, course, lessons):
    before = titles(course)
    act(client, "step", course, up=lessons[0].pk)
    assert titles(course) == before


def test_a_module_takes_its_lessons_along_and_their_addresses_stay(client, course, modules):
    before = titles(course)
    act(client, "step", course, down=modules[0].pk)
    assert titles(course) == before[::-1]
    learner_sees = [module.title for module in CoursePage.objects.get(pk=course.pk).outline.modules]
    assert learner_sees == ["Know your community", "The shift"]


def test_a_lesson_moves_to_another_module_by_a_choice(client, course, lessons, modules):
    data = {"place": lessons[0].pk, f"into-{lessons[0].pk}": modules[1].pk}
    act(client, "place", course, **data)
    assert titles(course)[1][1] == ["Map people", "What a job board cannot do"]


def test_a_lesson_is_dropped_before_or_after_another(client, course, lessons):
    act(client, "place", course, place=lessons[2].pk, beside=lessons[0].pk, side="after")
    assert titles(course)[0][1] == [lessons[0].title, "Map people", lessons[1].title]
    act(client, "place", course, place=lessons[2].pk, beside=lessons[0].pk, side="before")
    assert titles(course)[0][1][0] == "Map people"


def test_a_lesson_is_not_put_where_none_can_stand(client, course, lessons, modules):
    before = titles(course)
    url = reverse("course_outline_place", args=[course.pk])
    for target, side in [(lessons[1].pk, "into"), (modules[0].pk, "before"), (course.pk, "into")]:
        client.post(url, {"place": lessons[0].pk, "beside": target, "side": side})
    assert titles(course) == before


def test_the_same_address_twice_in_a_module_is_refused_with_a_way_out(
    client, course, lessons, modules
):
    builders.make_lesson(modules[1], "Another", slug=lessons[0].slug)
    data = {"place": lessons[0].pk, f"into-{lessons[0].pk}": modules[1].pk}
    page = act(client, "place", course, **data).content.decode()
    assert "Change the slug of one of them" in page
    assert lessons[0].title in titles(course)[0][1]


def test_modules_and_lessons_are_added_as_drafts(client, course, modules, instructor):
    act(client, "add", course, parent=course.pk, title="Third")
    module = ModulePage.objects.get(title="Third")
    act(client, "add", course, parent=module.pk, title="Its lesson")
    act(client, "add", course, parent=module.pk, title="Its lesson")
    assert titles(course)[2] == ("Third", ["Its lesson", "Its lesson"])
    added = LessonPage.objects.filter(title="Its lesson")
    assert {(page.live, page.owner) for page in added} == {(False, instructor)}
    assert len({page.slug for page in added}) == 2


def test_nothing_is_added_without_a_title_or_below_a_lesson(client, course, lesson):
    before = titles(course)
    page = act(client, "add", course, parent=course.pk, title=" ").content.decode()
    assert "Give it a title first." in page
    url = reverse("course_outline_add", args=[course.pk])
    client.post(url, {"parent": lesson.pk, "title": "Below"})
    assert titles(course) == before


def test_the_outline_survives_hostile_titles(client, course, modules):
    name = "<script>alert(1)</script>" + "=cmd|" + "‮" + "x" * 200
    act(client, "add", course, parent=modules[0].pk, title=name[:255])
    assert "<script>alert" not in page_of(client, course)
