"""The library of prompts and questions: shared by authors, copied into lessons, counted."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.library import keep
from courses.models import CourseRole, LessonPage, LibraryItem, LibraryUse, ModulePage, Topic
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_for, instructor):
    return client_for(instructor)


@pytest.fixture
def question(site):
    return builders.library_item(builders.single_choice("Which post invites?"))


def post(client, name, lesson, **data):
    return client.post(reverse(name, args=[lesson.pk]), data)


def draft(lesson):
    return LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()


def texts(client, **query):
    page = client.get(reverse("library"), query).content.decode()
    return [item.text for item in LibraryItem.objects.all() if item.text in page]


# Looking


def test_what_is_shown_can_be_searched_and_filtered(client, question):
    topic = Topic.objects.create(name="Mentoring", slug="mentoring")
    prompt = builders.library_item(builders.reflection("Who helped you first?"), topic)
    assert set(texts(client)) == {question.text, prompt.text}
    assert texts(client, q="helped WHO") == [prompt.text]
    assert texts(client, q="mentor") == [prompt.text]
    assert texts(client, kind="questions") == [question.text]
    assert texts(client, kind="prompts") == [prompt.text]
    assert texts(client, topic=topic.pk) == [prompt.text]
    assert len(texts(client, kind="nonsense", topic="x")) == 2


def test_a_question_shows_its_options_and_which_is_right(client, question):
    page = client.get(reverse("library")).content.decode()
    assert "Explanation-wrong" in page and page.count("<strong>Right:</strong>") == 1


def test_an_empty_library_and_an_empty_search_say_what_to_do(client):
    assert "The library is empty." in client.get(reverse("library")).content.decode()
    page = client.get(reverse("library"), {"q": "zzz"}).content.decode()
    assert "Try fewer of them" in page


def test_as_many_queries_for_two_items_as_for_twenty(client, question):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("library"))
        return len(captured)

    builders.library_item(builders.reflection())
    queries()
    few = queries()
    for number in range(18):
        builders.library_item(builders.discussion(f"Number {number}?"))
    assert queries() == few <= 26


def test_hostile_text_is_shown_as_text(client):
    builders.library_item(builders.reflection("<script>alert(1)</script>?"))
    assert "<script>alert" not in client.get(reverse("library")).content.decode()


# From the library into a lesson


def test_an_item_is_copied_to_the_end_of_the_draft(client, lesson, question):
    response = post(client, "library_insert", lesson, item=question.pk)
    added = draft(lesson).body[-1]
    assert added.value["question"] == "Which post invites?"
    assert f"/cms/pages/{lesson.pk}/edit/" in response.url and added.id in response.url
    lesson.refresh_from_db()
    assert lesson.has_unpublished_changes and len(lesson.body) == 4


def test_it_can_go_behind_any_block(client, lesson, question):
    first = lesson.body[0].id
    post(client, "library_insert", lesson, item=question.pk, after=first)
    assert [child.block_type for child in draft(lesson).body][:2] == ["text", "single_choice"]
    assert draft(lesson).body[1].value["question"] == question.text


def test_the_same_item_twice_is_two_blocks(client, lesson, question):
    for _time in range(2):
        post(client, "library_insert", lesson, item=question.pk)
    ids = [child.id for child in draft(lesson).body]
    assert len(set(ids)) == len(ids) == 6
    assert question.uses.count() == 2


def test_a_draft_that_was_never_live_takes_it_too(client, course, question):
    module = ModulePage.objects.child_of(course).first()
    lesson = module.add_child(instance=LessonPage(title="New", objective="x", live=False))
    post(client, "library_insert", lesson, item=question.pk)
    assert len(LessonPage.objects.get(pk=lesson.pk).body) == 1


def test_a_change_in_the_library_never_changes_a_lesson(client, lesson, question):
    post(client, "library_insert", lesson, item=question.pk)
    builders.publish(draft(lesson))
    question.content = question.content.stream_block.to_python(
        [builders.single_choice("Quite another question?")]
    )
    question.save()
    assert question.text == "Quite another question?"
    lesson.refresh_from_db()
    assert lesson.body[-1].value["question"] == "Which post invites?"


def test_an_item_that_is_edited_keeps_the_rules_of_publishing(client, question):
    wrong = builders.single_choice()
    wrong["value"]["options"][0]["value"]["correct"] = False
    stream_block = question.content.stream_block
    with pytest.raises(ValidationError):
        stream_block.clean(stream_block.to_python([wrong]))


def test_a_locked_lesson_takes_nothing(client, lesson, question, admin):
    LessonPage.objects.filter(pk=lesson.pk).update(locked=True, locked_by=admin)
    post(client, "library_insert", lesson, item=question.pk)
    assert len(draft(lesson).body) == 4 and not question.uses.exists()


# From a lesson into the library


def test_a_lessons_prompt_becomes_an_item_and_counts_as_a_use(client, lesson):
    block = builders.blocks_of(lesson, "reflection")[0]
    page = client.get(reverse("lesson_library", args=[lesson.pk])).content.decode()
    assert f'value="{block.id}"' in page.partition("From this lesson")[2]
    post(client, "library_keep", lesson, block=block.id)
    item = LibraryItem.objects.get()
    assert (item.kind, item.text) == ("reflection", "What will you change first?")
    assert item.uses.get().block_id == block.id
    post(client, "library_keep", lesson, block=block.id)
    assert LibraryItem.objects.count() == 1


def test_an_unfinished_block_is_not_kept(lesson):
    page = lesson.get_latest_revision_as_object()
    unfinished = builders.reflection("No question")
    page.body = page.body.stream_block.to_python([unfinished])
    page.save_revision(clean=False)
    with pytest.raises(ValidationError):
        keep(LessonPage.objects.get(pk=lesson.pk), unfinished["id"])
    assert not LibraryItem.objects.exists()


def test_text_is_not_for_the_library(client, lesson):
    post(client, "library_keep", lesson, block=lesson.body[0].id)
    assert not LibraryItem.objects.exists()


# Where it is used


def test_the_item_names_the_lessons_that_use_it(client, lesson, question):
    post(client, "library_insert", lesson, item=question.pk)
    assert "used once" in client.get(reverse("library")).content.decode()
    page = client.get(reverse("library_item", args=[question.pk])).content.decode()
    assert lesson.title in page and "Beyond the Job Board" in page


def test_a_draft_in_anothers_course_is_counted_and_not_named(client, lesson, question):
    other = builders.make_module(builders.make_course("Theirs"))
    secret = other.add_child(instance=LessonPage(title="Secret plan", objective="x", live=False))
    LibraryUse.objects.create(item=question, lesson_key=secret.key, block_id="a")
    page = client.get(reverse("library_item", args=[question.pk])).content.decode()
    assert "Used once" in page and "Secret plan" not in page


def test_a_block_that_is_gone_is_no_use_any_more(client, lesson, question):
    post(client, "library_insert", lesson, item=question.pk)
    LibraryUse.objects.tidy(lesson)
    assert question.uses.count() == 1
    page = draft(lesson)
    page.body = page.body.stream_block.to_python(list(page.body.raw_data)[:-1])
    page.save_revision(clean=False)
    LibraryUse.objects.tidy(lesson)
    assert not question.uses.exists()


def test_a_copied_lesson_uses_the_same_items(client, course, lesson, question):
    post(client, "library_insert", lesson, item=question.pk)
    client.post(reverse("course_outline_duplicate", args=[course.pk]), {"page": lesson.pk})
    copy = LessonPage.objects.get(title=f"{lesson.title} (copy)")
    assert question.uses.count() == 2
    assert LibraryUse.objects.of(copy).get().block_id == draft(copy).body[-1].id


# Who may


def test_it_is_for_those_who_write_courses(client_for, coordinator, learner, question):
    for person in (coordinator, learner):
        for url in (reverse("library"), reverse("library_item", args=[question.pk])):
            assert client_for(person).get(url).status_code == 302


def test_nobody_reaches_a_lesson_of_anothers_course(client_for, instructor, lesson, question):
    stranger = builders.make_person("Other", "other-teacher@example.org")
    CourseRole.objects.create(course=builders.make_course("Theirs"), user=stranger)
    client = client_for(stranger)
    block = builders.blocks_of(lesson, "reflection")[0].id
    assert client.get(reverse("lesson_library", args=[lesson.pk])).status_code == 404
    assert post(client, "library_insert", lesson, item=question.pk).status_code == 404
    assert post(client, "library_keep", lesson, block=block).status_code == 404
    assert not question.uses.exists() and len(draft(lesson).body) == 4


def test_the_outline_and_the_lessons_editor_lead_to_it(client, course, lesson):
    url = reverse("lesson_library", args=[lesson.pk])
    for address in (
        reverse("course_outline", args=[course.pk]),
        f"/cms/pages/{lesson.pk}/edit/",
    ):
        assert url in client.get(address).content.decode()


def test_an_instructor_adds_to_it_in_the_cms(client):
    response = client.get(reverse("wagtailsnippets_courses_libraryitem:add"))
    assert response.status_code == 200
    assert client.get(reverse("wagtailsnippets_courses_libraryitem:list")).status_code == 200
