"""What learners left something on cannot be deleted, alone or with others."""

import pytest
from django.apps import apps
from django.db.models import PROTECT
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from community.models import SharedFile, Space, Thread
from courses.models import (
    CourseInstructor,
    CourseOutcome,
    CoursePage,
    Instructor,
    LessonPage,
    ModulePage,
    PlanSection,
    Topic,
)  # fmt: skip
from learning.models import Bookmark, ChecklistTick, EvaluationAnswer, Plan, Source
from learning.used_pages import naming_by_key, protecting, used_by_learners
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_for, admin):
    return client_for(admin)


def delete(client, *pages):
    if len(pages) == 1:
        url = reverse("wagtailadmin_pages:delete", args=[pages[0].pk])
    else:
        ids = "&".join(f"id={page.pk}" for page in pages)
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?{ids}"
    return " ".join(client.post(url, follow=True).content.decode().split())


def test_every_model_that_protects_a_page_is_asked():
    asked = {pair for model in (CoursePage, LessonPage) for pair in protecting(model)}
    found = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.remote_field
        and field.remote_field.on_delete is PROTECT
        and field.remote_field.model in (CoursePage, LessonPage, ModulePage)
    }
    assert asked == found and len(found) >= 9


def test_unpublishing_is_offered_instead_with_a_link(client, course, enrollment):
    page = delete(client, course)
    assert "so it cannot be deleted" in page
    assert f'href="{reverse("wagtailadmin_pages:unpublish", args=[course.pk])}"' in page
    assert "Unpublish instead" in page


def test_neither_is_a_module_whose_lesson_was_used_nor_any_page_beside_it(
    client, enrollment, lesson
):
    builders.do_everything(enrollment, lesson)
    unused = builders.make_lesson(ModulePage.objects.order_by("path").last(), "Unused")
    assert "cannot be deleted" in delete(client, lesson.get_parent(), unused)
    assert LessonPage.objects.filter(pk__in=[lesson.pk, unused.pk]).count() == 2
    assert "cannot be deleted" not in delete(client, unused)
    assert not LessonPage.objects.filter(pk=unused.pk).exists()


def test_a_copy_is_nobodys_until_somebody_uses_it(client, enrollment, course, lesson):
    builders.do_everything(enrollment, lesson)
    data = {"page": lesson.pk}
    client.post(reverse("course_outline_duplicate", args=[course.pk]), data)
    copy = LessonPage.objects.get(title=f"{lesson.title} (copy)")
    assert used_by_learners([copy, lesson]) == [lesson]
    delete(client, copy)
    assert not LessonPage.objects.filter(pk=copy.pk).exists()


def test_a_used_lesson_stays_used_under_another_course(client, enrollment, lesson):
    builders.do_everything(enrollment, lesson)
    other = builders.make_module(builders.make_course("Another"))
    LessonPage.objects.get(pk=lesson.pk).move(other, pos="last-child")
    assert used_by_learners([other]) == [other]
    assert "cannot be deleted" in delete(client, LessonPage.objects.get(pk=lesson.pk))


def test_a_lesson_that_people_discuss_is_used(lesson, learner):
    space = Space.objects.filter(lesson_key=lesson.key).first()
    assert used_by_learners([lesson]) == []
    Thread.objects.create(space=space, author=learner, title="Why?")
    assert used_by_learners([lesson]) == [lesson]


def keyed():
    """Every model that names a course or lesson by its key."""
    names = ("course_key", "lesson_key")
    return {
        model
        for model in apps.get_models()
        if any(field.name in names for field in model._meta.concrete_fields)
    }


def test_every_model_that_names_a_page_by_its_key_is_asked():
    by_relation = {model for page in (CoursePage, LessonPage) for model, _ in protecting(page)}
    by_key = {model for model, _name in naming_by_key()}
    assert by_key >= {ChecklistTick, EvaluationAnswer, Source}
    by_key |= {SharedFile, Space}
    authors_own = {"Activity", "LessonDuty", "LibraryUse"}  # they follow from the lesson
    no_loss = {"CourseFollow"}  # what somebody follows is nothing once it is gone
    left = {model.__name__ for model in keyed() - by_relation - by_key}
    assert left == authors_own | no_loss


def leave_bookmark(learner, course, lesson):
    Bookmark.objects.keep(learner, Bookmark.Kind.LESSON, lesson.key, title="L", url="")


def leave_evaluation(learner, course, lesson):
    EvaluationAnswer.objects.create(course_key=course.key, promise=5, time=4, recommend=3)


def leave_plan_text(learner, course, lesson):
    section = PlanSection.objects.create(code="P1", title="Audience")
    text = Plan.objects.begin(learner).text_of(section)
    text.bring_in("reflection", "Mine.", label="L", dated=lesson.first_published_at,
                  lesson_key=lesson.key)  # fmt: skip


def leave_thread(learner, course, lesson):
    space = Space.objects.filter(page_key=lesson.get_parent().translation_key).first()
    Thread.objects.create(space=space, author=learner, title="Why?")


def leave_file(learner, course, lesson):
    builders.shared_file(learner, course_key=course.key)


@pytest.mark.parametrize(
    "leave, what",
    [
        (leave_bookmark, "lesson"), (leave_evaluation, "course"), (leave_plan_text, "lesson"),
        (leave_thread, "module"), (leave_file, "course"),
    ],
)  # fmt: skip
def test_what_only_that_hangs_on_stays_too(leave, what, client, learner, course, lesson):
    page = {"course": course, "lesson": lesson, "module": lesson.get_parent().specific}[what]
    assert used_by_learners([page]) == []
    leave(learner, course, lesson)
    other = builders.make_course("Unused")
    assert used_by_learners([page, other]) == [page]
    assert "cannot be deleted" in delete(client, page)
    assert "cannot be deleted" in delete(client, other, page)
    assert type(page).objects.filter(pk=page.pk).exists()


# Snippets


def delete_snippets(client, *rows):
    model = type(rows[0])._meta.model_name
    if len(rows) == 1:
        url = reverse(f"wagtailsnippets_courses_{model}:delete", args=[rows[0].pk])
    else:
        ids = "&".join(f"id={row.pk}" for row in rows)
        url = reverse("wagtail_bulk_action", args=["courses", model, "delete"]) + f"?{ids}"
    return " ".join(client.post(url, follow=True).content.decode().split())


def taught(course):
    row = Instructor.objects.create(name="Imani Feldt")
    CourseInstructor.objects.create(course=course, instructor=row)
    return row, Instructor.objects.create(name="Nobody Yet")


def filed(course):
    row, other = (Topic.objects.create(name=name, slug=name) for name in ("hosting", "unused"))
    course.topics.add(row)
    course.save()
    return row, other


@pytest.mark.parametrize("make", [taught, filed])
def test_what_a_course_shows_is_not_deleted_alone_or_with_others(make, client, course):
    used, unused = make(course)
    for rows in ([used], [used, unused]):
        said = delete_snippets(client, *rows)
        assert "is in use, so it cannot be deleted" in said
        assert f"Courses: “{course.title}”" in said and "rename it instead" in said
        assert type(used).objects.filter(pk__in=[used.pk, unused.pk]).count() == 2
    delete_snippets(client, unused)
    assert not type(used).objects.filter(pk=unused.pk).exists()


def test_a_plan_section_stays_that_lessons_feed_or_people_wrote_in(client, course, learner):
    fed, written, unused = (PlanSection.objects.create(code=c, title=c) for c in ("P1", "P2", "P3"))
    block = builders.reflection()
    block["value"]["plan_section"] = fed.pk
    lesson = builders.make_lesson(builders.make_module(course), "Feeds it", [block])
    Plan.objects.begin(learner).text_of(written)
    assert f"Lessons: “{lesson.title}”" in delete_snippets(client, fed)
    said = delete_snippets(client, written, unused)
    assert "Texts of sections: 1" in said and learner.display_name not in said
    assert PlanSection.objects.count() == 3


def test_a_name_in_the_refusal_is_shown_as_it_is_written(client, course):
    course.title = "<script>alert(1)</script>"
    course.save()
    said = delete_snippets(client, taught(course)[0])
    assert "cannot be deleted" in said and "<script>alert(1)" not in said


def course_form(course, removed=()):
    """What the editor sends, with some of its outcomes struck out."""
    page = CoursePage.objects.get(pk=course.pk)
    form = page.get_edit_handler().get_form_class()(instance=page)
    data = nested_form_data(
        {
            "title": page.title, "slug": page.slug, "promise": page.promise, "level": page.level,
            "audience": "", "what_you_make": rich_text("<p>A plan.</p>"), "checks_count": "on",
            **{
                name: inline_formset([])
                for name in form.formsets
                if name not in ("outcomes", "comments")
            },
            "comments": inline_formset([]),
            "outcomes": inline_formset(
                [{"id": row.pk, "text": row.text} for row in page.outcomes.all()],
                initial=page.outcomes.count(),
            ),
        }
    )  # fmt: skip
    for number, row in enumerate(page.outcomes.all()):
        data[f"outcomes-{number}-DELETE"] = "on" if row in removed else ""
    return data


def test_an_outcome_that_lessons_work_on_is_not_removed(client, course, lesson):
    used, unused = (
        CourseOutcome.objects.create(course=course, text=text, sort_order=n)
        for n, text in enumerate(("Map a community", "Host a room"))
    )
    lesson.outcomes.set([used])
    lesson.save()
    url = reverse("wagtailadmin_pages:edit", args=[course.pk])
    said = " ".join(client.post(url, course_form(course, [used])).content.decode().split())
    assert "cannot be removed while lessons work on it" in said and f"“{lesson.title}”" in said
    assert "Untick it in them first, or reword it instead" in said
    response = client.post(url, course_form(course, [unused]))
    assert response.status_code == 302, response.context["form"].errors
    draft = CoursePage.objects.get(pk=course.pk).get_latest_revision_as_object()
    assert [row.text for row in draft.outcomes.all()] == ["Map a community"]
