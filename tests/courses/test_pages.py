"""Every kind of page can be read, edited and previewed; a lesson is written in the editor."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.coreutils import get_dummy_request
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)
from wagtail.users.models import UserProfile

from community.models import CommunityPage
from courses.models import (
    CatalogPage,
    CourseInstructor,
    CourseOutcome,
    CoursePage,
    CoursePrerequisite,
    FrontPage,
    InfoPage,
    Instructor,
    LessonPage,
    ModulePage,
    RelatedCourse,
    Topic,
)
from learning.models import Enrollment
from tests import builders

pytestmark = pytest.mark.django_db
PAGES = [FrontPage, CatalogPage, InfoPage, CoursePage, ModulePage, LessonPage]


@pytest.fixture
def wagtail(client):
    """Wagtail's own assertions about pages."""
    assertions = WagtailPageTestCase()
    assertions.client = client
    assertions.dummy_request = get_dummy_request()
    return assertions


@pytest.fixture(params=PAGES, ids=lambda model: model.__name__)
def page(request, course, lessons):
    fill(course)
    return request.param.objects.first()


def test_a_page_can_be_read(wagtail, page):
    is_place_in_outline = isinstance(page, ModulePage)
    wagtail.assertPageIsRenderable(page, accept_redirect=is_place_in_outline)


def test_a_page_can_be_edited(wagtail, client_for, page, admin):
    form = form_of(client_for(admin), page, [WORDS, ONE_RIGHT])
    wagtail.assertPageIsEditable(page, post_data=form, user=admin)


def test_a_page_can_be_previewed(wagtail, client_for, page, admin):
    form = form_of(client_for(admin), page, [WORDS, ONE_RIGHT])
    for mode, _label in page.preview_modes:
        wagtail.assertPageIsPreviewable(page, mode=mode, post_data=form, user=admin)
    assert page.is_previewable() is not isinstance(page, ModulePage)


@pytest.mark.parametrize(
    ("model", "parents", "children"),
    [
        # Wagtail's own Page may stand anywhere, and nobody can make one.
        (FrontPage, {Page}, {CatalogPage, CommunityPage, InfoPage, Page}),
        (CatalogPage, {FrontPage}, {CoursePage}),
        (InfoPage, {FrontPage}, set()),
        (CoursePage, {CatalogPage}, {ModulePage}),
        (ModulePage, {CoursePage}, {LessonPage}),
        (LessonPage, {ModulePage}, set()),
    ],
)
def test_what_stands_under_what(wagtail, model, parents, children):
    wagtail.assertAllowedParentPageTypes(model, parents)
    wagtail.assertAllowedSubpageTypes(model, children)


def test_there_is_one_front_page_and_one_catalog(site):
    assert not FrontPage.can_create_at(Page.objects.get(depth=1))
    assert not CatalogPage.can_create_at(FrontPage.objects.get())


def test_every_kind_of_page_is_looked_at_here():
    models = apps.get_app_config("courses").get_models()
    assert {model for model in models if issubclass(model, Page)} == set(PAGES)


def fill(course):
    """Give the course one of everything that hangs on it."""
    other = builders.make_course("Another course")
    course.outcomes = [CourseOutcome(text="Map a community.")]
    course.prerequisites = [CoursePrerequisite(required_course=other)]
    course.related_courses = [RelatedCourse(related=other)]
    instructor = Instructor.objects.create(name="Imani Feldt")
    course.course_instructors = [CourseInstructor(instructor=instructor)]
    course.topics = [Topic.objects.create(name="Hosting", slug="hosting")]
    builders.publish(course)


# Writing a lesson in the editor


def several(values):
    """The form data of a list block."""
    fields = {
        str(number): {"value": value, "deleted": "", "order": str(number), "id": f"item-{number}"}
        for number, value in enumerate(values)
    }
    return {"count": str(len(values)), **fields}


def option(text, correct=False):
    right = {"correct": "on"} if correct else {}
    return {"text": text, "explanation": f"About {text}.", **right}


def check(*options, question="Which post invites an answer?"):
    return {"question": question, "options": several(options), "review": "", "required": "on"}


WORDS = ("text", rich_text("<h2>Why questions travel</h2><p>They go on.</p>"))
ONE_RIGHT = ("single_choice", check(option("A question", correct=True), option("A vacancy")))
NONE_RIGHT = ("single_choice", check(option("A question"), option("A vacancy")))
UNFINISHED = ("single_choice", check(option(""), question=""))


@pytest.fixture
def editor(client_for, instructor):
    """The instructor's browser, in the CMS."""
    return client_for(instructor)


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_of(editor, page, blocks, **changes):
    """The editor's form as it stands, with these blocks as the body."""
    html = editor.get(edit_url(page)).content.decode()
    form = querydict_from_html(html, form_id="page-edit-form").dict()
    if not isinstance(page, LessonPage):
        return form | changes
    return form | nested_form_data({"body": streamfield(blocks)}) | changes


def publish(editor, page, blocks, **changes):
    form = form_of(editor, page, blocks, **changes)
    return editor.post(edit_url(page), form | {"action-publish": "action-publish"})


def test_a_lesson_is_published_with_its_blocks(editor, lesson):
    response = publish(editor, lesson, [WORDS, ONE_RIGHT], title="Audit thirty posts")
    assert response.status_code == 302
    lesson.refresh_from_db()
    assert lesson.title == "Audit thirty posts"
    assert [block.block_type for block in lesson.body] == ["text", "single_choice"]
    asked = lesson.body[1]
    assert [value["text"] for _pk, value in asked.value.choices() if value["correct"]] == [
        "A question"
    ]
    assert editor.get(lesson.get_url()).status_code == 200


def test_a_placeholder_is_refused_at_its_field_and_saves_as_a_draft(editor, lesson):
    left = [("text", rich_text("<p>[[One idea]]</p>")), ONE_RIGHT]
    response = publish(editor, lesson, left, objective="[[What a learner can do]]")
    errors = response.context["form"].errors
    assert "without the brackets" in errors["objective"][0]
    assert list(errors["body"].as_data()[0].block_errors) == [0]
    lesson.refresh_from_db()
    assert lesson.live and "[[" not in lesson.objective
    editor.post(edit_url(lesson), form_of(editor, lesson, left, objective="[[What]]"))
    lesson = LessonPage.objects.get(pk=lesson.pk)
    draft = lesson.get_latest_revision_as_object()
    assert draft.objective == "[[What]]" and "[[One idea]]" in str(draft.body[0].value)


def test_a_new_lesson_is_made_in_the_editor(editor, course):
    module = course.get_children().first()
    url = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", module.pk])
    html = editor.get(url).content.decode()
    form = querydict_from_html(html, form_id="page-edit-form").dict()
    form |= {"title": "A new lesson", "slug": "new", "objective": "Write one.", "minutes": "10"}
    form |= nested_form_data({"body": streamfield([WORDS, ONE_RIGHT])})
    editor.post(url, form | {"action-publish": "action-publish"})
    assert LessonPage.objects.live().child_of(module).get(slug="new").minutes == 10


RATED = {"review": "", "required": "on", "ask_confidence": "on"}
OTHER_KINDS = [
    ("true_false", {"question": "Silence is harmless.", "truth": "false",
                    "explanation": "Readers learn from it.", **RATED}),
    ("ordering", {"question": "What comes first?", "items": several(["Wait", "Invite", "Answer"]),
                  "explanation": "Peers first.", **RATED}),
    ("matching", {"question": "Who knows?", "explanation": "", "distractors": several([]),
                  "pairs": several([{"left": n, "right": f"{n} too"} for n in "ABC"]), **RATED}),
    ("short_answer", {"question": "What is it?", "accepted": several(["lurker"]),
                      "match": "loose", "model_answer": "A lurker.", **RATED}),
    ("self_explain", {"question": "Say why.", "model_answer": "Because.", "required": "on"}),
    ("reflection", {"title": "Reflect", "prompt": "What will you change?", "frame": "free",
                    "word_guide": "", "example": "", "plan_section": ""}),
    ("commitment", {"intro": "Choose one change.", "most": "1"}),
    ("peer_look", {"title": "Look at your plan", "intro": "", "rows": several([
        {"criterion": name, "not_yet": "None", "getting_there": "Some", "strong": "All"}
        for name in ("Purpose", "Rhythm")])}),
]  # fmt: skip


def test_every_kind_that_asks_is_written_in_the_editor(editor, lesson):
    response = publish(editor, lesson, [WORDS, *OTHER_KINDS])
    assert response.status_code == 302
    lesson.refresh_from_db()
    found = [block.block_type for block in lesson.body]
    assert found == ["text", *(kind for kind, _value in OTHER_KINDS)]
    assert lesson.body[1].value["ask_confidence"] is True
    assert len(lesson.body[2].value.right_answer()) == 3
    assert editor.get(edit_url(lesson)).status_code == 200


def test_a_draft_saves_however_unfinished(editor, lesson):
    before = [block.id for block in lesson.body]
    response = editor.post(edit_url(lesson), form_of(editor, lesson, [WORDS, UNFINISHED]))
    assert response.status_code == 302
    lesson.refresh_from_db()
    assert [block.id for block in lesson.body] == before
    draft = lesson.get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["text", "single_choice"]
    assert draft.body[1].value["question"] == ""


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ([WORDS, NONE_RIGHT], "Mark exactly one option as right."),
        ([("reflection", {"title": "R", "prompt": "Say why.", "frame": "free", "word_guide": "",
                          "example": "", "plan_section": ""})],
         "End the prompt with a question."),
        ([("text", rich_text("<h2>One</h2><h4>Three</h4>"))], "A heading skips a level"),
        ([WORDS, UNFINISHED], "This field is required."),
    ],
    ids=["none right", "no question", "heading", "unfinished"],
)  # fmt: skip
def test_a_broken_rule_is_said_and_nothing_is_published(editor, lesson, blocks, message):
    before = [block.id for block in lesson.body]
    response = publish(editor, lesson, blocks, title="Not yet")
    assert response.status_code == 200
    assert message in response.content.decode()
    lesson.refresh_from_db()
    assert [block.id for block in lesson.body] == before
    assert lesson.title == "Audit your posts"


# Whose course it is


def test_an_instructor_edits_their_own_course_only(editor, course, lesson):
    other = builders.make_course("Somebody else's")
    theirs = builders.make_lesson(builders.make_module(other), "Theirs")
    for page in (course, course.get_children().first(), lesson):
        assert editor.get(edit_url(page)).status_code == 200
    for page in (other, theirs, CatalogPage.objects.get(), FrontPage.objects.get()):
        assert editor.get(edit_url(page), follow=True).redirect_chain[0][0] == "/cms/"
        assert editor.post(edit_url(page), {"title": "Mine now"}).status_code == 302
        page.refresh_from_db()
        assert page.title != "Mine now"
        assert page.latest_revision is None or not page.has_unpublished_changes


def test_a_learner_edits_nothing(as_learner, enrollment, course, lesson):
    for page in (course, lesson):
        assert as_learner.get(edit_url(page)).status_code == 302
        as_learner.post(edit_url(page), {"title": "Mine now"})
        page.refresh_from_db()
        assert page.title != "Mine now"


@pytest.mark.parametrize("member", ["mentor", "moderator", "coordinator"])
def test_nor_do_the_other_parts(request, client_for, lesson, member):
    client = client_for(request.getfixturevalue(member))
    assert client.get(edit_url(lesson)).status_code == 302


def test_somebody_new_among_the_instructors_may_begin_a_course(client_for, site):
    person = builders.make_person("Newly Come", "new@example.org")
    person.groups.add(Group.objects.get(name="Instructors"))
    url = reverse(
        "wagtailadmin_pages:add", args=["courses", "coursepage", CatalogPage.objects.get().pk]
    )
    assert client_for(person).get(url).status_code == 200


# Previews


def test_a_preview_shows_the_draft_and_writes_nothing(editor, instructor, course, lesson):
    Enrollment.objects.enroll(instructor, course)
    UserProfile.get_for_user(instructor)  # Wagtail's own, made when somebody first edits
    form = form_of(editor, lesson, [WORDS, ONE_RIGHT], title="Only a try")
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    before = rows()
    assert editor.post(url, form).json() == {"is_valid": True, "is_available": True}
    html = editor.get(url).content.decode()
    assert "Only a try" in html
    assert "A vacancy" in html
    assert "About A vacancy" not in html
    assert rows() == before
    lesson.refresh_from_db()
    assert lesson.title == "Audit your posts"


def rows():
    """How many rows each model has; without those in which Wagtail keeps the preview itself."""
    kept = {"sessions.Session", "wagtailadmin.FormState"}
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.label not in kept
    }
