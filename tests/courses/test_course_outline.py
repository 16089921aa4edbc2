"""The outline of a course in the CMS: all of it on one page, arranged by whoever may."""

import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import CourseOutcome, CoursePage, CourseRole, LessonPage, ModulePage
from courses.saving import return_if_asked
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_for, instructor):
    return client_for(instructor)


@pytest.fixture
def modules(course):
    return list(ModulePage.objects.descendant_of(course).order_by("path"))


def page_of(client, course):
    return client.get(reverse("course_outline", args=[course.pk])).content.decode()


def act(client, name, course, **data):
    return client.post(reverse(f"course_outline_{name}", args=[course.pk]), data, follow=True)


def titles(course):
    """[(module, [lessons])] in the order of the tree."""
    return [
        (
            module.title,
            [page.title for page in LessonPage.objects.child_of(module).order_by("path")],
        )
        for module in ModulePage.objects.child_of(course).order_by("path")
    ]


def draft(lesson, **changes):
    page = lesson.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(clean=False)


# What it shows


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


# Who may see and use it


ACTS = ["add", "step", "place", "duplicate"]


@pytest.mark.parametrize("role", ["other_instructor", "coordinator", "moderator"])
def test_others_find_no_outline(client_for, request, course, instructor, lesson, role):
    if role == "other_instructor":
        person = builders.make_person("Other", "other-teacher@example.org")
        CourseRole.objects.create(course=builders.make_course("Theirs"), user=person)
    else:
        person = request.getfixturevalue(role)
    client = client_for(person)
    before = titles(course)
    assert client.get(reverse("course_outline", args=[course.pk])).status_code == 404
    assert client.get(reverse("course_outline_of", args=[lesson.pk])).status_code == 404
    data = {"up": lesson.pk, "page": lesson.pk, "place": lesson.pk, "parent": course.pk}
    for name in ACTS:
        url = reverse(f"course_outline_{name}", args=[course.pk])
        assert client.post(url, data | {"title": "Mine", "beside": lesson.pk}).status_code == 404
    assert client.post(reverse("course_publish", args=[course.pk])).status_code == 404
    assert titles(course) == before


def test_learners_and_visitors_are_led_to_sign_in(client_for, learner, client, course):
    url = reverse("course_outline", args=[course.pk])
    response = client_for(learner).get(url)
    assert response.status_code == 302 and "login" in response.url


def test_pages_of_another_course_cannot_be_reached_through_mine(client, course):
    theirs = builders.make_course("Theirs")
    lesson = builders.make_lesson(builders.make_module(theirs))
    url = reverse("course_outline_duplicate", args=[course.pk])
    assert client.post(url, {"page": lesson.pk}).status_code == 404
    url = reverse("course_outline_step", args=[course.pk])
    assert client.post(url, {"up": lesson.pk}).status_code == 404
    assert client.get(reverse("course_outline_step", args=[course.pk])).status_code == 405


def test_an_author_writes_but_neither_arranges_nor_publishes(client_for, course, lesson):
    author = builders.make_person("Ann Author", "author@example.org")
    CourseRole.objects.create(course=course, user=author, role=CourseRole.Role.AUTHOR)
    client = client_for(author)
    page = page_of(client, course)
    assert "Move up" not in page and "Publish course" not in page and "Add lesson" in page
    before = titles(course)
    url = reverse("course_outline_step", args=[course.pk])
    client.post(url, {"up": lesson.pk})
    assert titles(course) == before


def test_from_a_page_to_its_place(client, course, lesson):
    response = client.get(reverse("course_outline_of", args=[lesson.pk]))
    assert response.url == f"/cms/courses/{course.pk}/outline/#page-{lesson.pk}"


def test_the_headers_of_course_module_lesson_and_the_listing_lead_to_it(
    client, course, lesson, modules
):
    for page in (course, modules[0], lesson):
        url = reverse("course_outline_of", args=[page.pk])
        assert url in client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    url = reverse("course_outline_of", args=[course.pk])
    assert url in client.get(f"/cms/pages/{course.get_parent().pk}/").content.decode()


# What it does


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


# Queries


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


# Copies have nobody's answers


def test_a_duplicate_is_a_draft_behind_the_original_with_its_newest_content(
    client, course, lessons, instructor
):
    draft(lessons[0], objective="Newer objective")
    act(client, "duplicate", course, page=lessons[0].pk)
    copy = LessonPage.objects.get(title=f"{lessons[0].title} (copy)")
    assert titles(course)[0][1] == [lessons[0].title, copy.title, lessons[1].title]
    assert not copy.live and copy.owner == instructor
    assert copy.get_latest_revision_as_object().objective == "Newer objective"


def test_a_module_is_duplicated_with_its_lessons_as_drafts(client, course, modules):
    act(client, "duplicate", course, page=modules[0].pk)
    assert [title for title, _lessons in titles(course)] == [
        "The shift", "The shift (copy)", "Know your community",
    ]  # fmt: skip
    assert titles(course)[1][1] == titles(course)[0][1]
    copy = ModulePage.objects.get(title="The shift (copy)")
    assert not LessonPage.objects.child_of(copy).live().exists()


def answers(enrollment, lesson):
    from learning.models import Attempt, LessonCompletion, Reflection

    return (
        Attempt.objects.filter(enrollment=enrollment, lesson_key=lesson.key).count(),
        Reflection.objects.filter(user=enrollment.user, lesson_key=lesson.key).count(),
        LessonCompletion.objects.filter(enrollment=enrollment, lesson_key=lesson.key).count(),
    )


def test_a_published_copy_has_nobodys_answers_and_the_original_keeps_its_own(
    client, course, lessons, enrollment
):
    from courses.models import Activity

    original = lessons[0]
    builders.do_everything(enrollment, original)
    enrollment.complete_lesson(original)
    assert answers(enrollment, original) == (1, 1, 1)
    act(client, "duplicate", course, page=original.pk)
    copy = builders.publish(LessonPage.objects.get(title=f"{original.title} (copy)"))
    assert [block.id for block in copy.body] == [block.id for block in original.body]
    assert copy.key != original.key
    assert answers(enrollment, copy) == (0, 0, 0)
    assert answers(enrollment, original) == (1, 1, 1)
    for page in (copy, original):
        assert Activity.objects.filter(lesson_key=page.key).count() == 3
    builders.do_everything(enrollment, copy)
    assert answers(enrollment, copy)[:2] == (1, 1) and answers(enrollment, original) == (1, 1, 1)


def test_the_discussion_of_a_copy_is_its_own(client, course, lessons):
    from community.models import Space

    original = lessons[0]
    act(client, "duplicate", course, page=original.pk)
    copy = builders.publish(LessonPage.objects.get(title=f"{original.title} (copy)"))
    spaces = [Space.objects.filter(lesson_key=page.key) for page in (original, copy)]
    assert [space.count() for space in spaces] == [1, 1]
    assert spaces[0].get().pk != spaces[1].get().pk


def test_a_course_copied_in_wagtail_has_keys_and_a_teacher_of_its_own(client, course, instructor):
    data = {
        "new_title": "A copy", "new_slug": "a-copy", "copy_subpages": "on",
        "new_parent_page": course.get_parent().pk,
    }  # fmt: skip
    client.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), data)
    copy = CoursePage.objects.get(slug="a-copy")
    mine, theirs = (
        set(LessonPage.objects.descendant_of(page).values_list("translation_key", flat=True))
        for page in (course, copy)
    )
    assert len(theirs) == len(mine) == 3 and not mine & theirs and copy.key != course.key
    assert CourseRole.objects.filter(course=copy, user=instructor, role="instructor").exists()
    assert uuid.UUID(str(copy.key))


# From a page's editor back to it


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
