"""Previews: each shows another reader or surface, and none of them stores anything."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from courses.blocks import CHECK_BLOCKS
from courses.models import LessonPage
from courses.previewing import MODES
from learning.lessons.state import SampleLessonState
from learning.models import Attempt, Enrollment, Reflection
from tests import builders, rows

pytestmark = pytest.mark.django_db


def every_block():
    asked = builders.discussion(required=True)
    return [
        builders.text(),
        *builders.every_check(),
        builders.scenario(),
        builders.critique(),
        builders.peer_look(required=True),
        builders.reflection(),
        builders.reflection("What comes second?"),
        builders.checklist("Name a reader", "Ask one thing"),
        builders.mock_post(),
        builders.plan_builder(builders.plan_section()),
        builders.commitment(),
        asked,
    ]


@pytest.fixture
def full(lesson):
    """A lesson with every kind of block, changed in a draft."""
    lesson.body = LessonPage.body.field.stream_block.to_python(every_block())
    builders.publish(lesson)
    draft = lesson.get_latest_revision_as_object()
    draft.title = "Title of the draft"
    draft.save_revision()
    return lesson


@pytest.fixture
def editor(client_for, instructor):
    client = client_for(instructor)
    for page in Page.objects.filter(latest_revision=None, depth__gt=3).specific():
        page.save_revision()
    client.get(reverse("wagtailadmin_home"))  # whatever a first visit stores
    UserProfile.get_for_user(instructor)  # Wagtail's own, made when somebody first edits
    return client


def preview(client, page, mode):
    """What the author sees of the latest draft, by the view that needs no form sent before."""
    revision = Page.objects.get(pk=page.pk).get_latest_revision()
    address = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk])
    response = client.get(address, {"mode": mode})
    assert response.status_code == 200
    return response


def text_of(client, page, mode):
    return " ".join(preview(client, page, mode).content.decode().split())


@pytest.mark.parametrize("mode", [mode for mode, _label in MODES])
def test_a_preview_stores_nothing(editor, full, course, enrollment, instructor, mode):
    Enrollment.objects.enroll(instructor, course, certificate_name="Imani Feldt")
    editor.get(reverse("wagtailadmin_pages:edit", args=[full.pk]))
    token = editor.cookies["csrftoken"].value
    before = rows.everything()
    for page in (full, course):
        response = preview(editor, page, mode)
        assert {name: each.value for name, each in response.cookies.items()} in (
            {},
            {"csrftoken": token},  # the editor's own again
        )
    assert rows.everything() == before


@pytest.mark.parametrize("mode", [mode for mode, _label in MODES])
def test_no_form_is_sent_from_a_preview(editor, full, mode):
    response = preview(editor, full, mode)
    if mode == "narrow":  # the frame in it is a preview of its own
        assert "<form" not in response.content.decode()
    assert "form-action 'none'" in response["Content-Security-Policy"]
    html = response.content.decode()
    assert f"/lessons/{full.pk}/" not in html and "hx-post" not in html and "data-reach" not in html


def test_a_page_that_is_not_a_preview_may_send_its_forms(as_learner, lesson, enrollment):
    page = as_learner.get(lesson.get_url())
    assert "form-action 'self'" in page["Content-Security-Policy"]
    assert "js/preview.js" not in page.content.decode()


def test_a_new_learner_sees_the_draft_with_all_that_is_open(editor, full):
    html = text_of(editor, full, "new")
    assert "Title of the draft" in html and "0 of 3 lessons complete" in html
    assert "steps are still open" in html and "Needed to complete the lesson" in html
    assert "Explanation-right" not in html and "Your answers so far" not in html


def test_what_is_kept_for_everyone_is_never_a_draft(editor, as_learner, enrollment, full):
    public = LessonPage.objects.get(pk=full.pk).title
    for _ in range(2):
        assert "Title of the draft" in text_of(editor, full, "new")
        page = as_learner.get(full.get_url()).content.decode()
        assert "Title of the draft" not in page and public in page


def test_half_way_some_is_answered_and_some_is_open(editor, full):
    html = text_of(editor, full, "half-way")
    assert "1 of 3 lessons complete" in html
    assert "Answered right" in html and "steps are still open" in html
    assert "Explanation-right" in html and "Your answers so far" in html
    assert "Last month nobody answered my post." in html


def test_somebody_who_finished_has_done_everything(editor, full):
    html = text_of(editor, full, "finished")
    assert "3 of 3 lessons complete" in html and "Lesson complete" in html
    assert "still open" not in html
    state = SampleLessonState(full, "finished")
    asked = [child for child in full.body if child.block_type in CHECK_BLOCKS]
    assert {child.id for child in asked} == set(state.attempts)
    assert all(attempt.correct for [attempt] in state.attempts.values())
    assert all(attempt.pk is None for [attempt] in state.attempts.values())


def test_signed_out_the_door_of_a_lesson_is_closed_or_open(editor, full, lessons):
    html = text_of(editor, full, "signed-out")
    assert "This lesson is for people who take the course" in html and "Sign in to enroll" in html
    assert "Explanation-right" not in html and "Imani Feldt" not in html
    html = text_of(editor, lessons[0], "signed-out")
    assert "This lesson is open to all" in html and "Which post invites an answer?" in html
    assert "Sign in to enroll" in html


def test_print_dark_and_narrow(editor, full):
    html = text_of(editor, full, "print")
    assert 'data-preview="print"' in html and "js/preview.js" in html
    assert "Your answers so far" in html
    html = text_of(editor, full, "dark")
    assert 'data-theme="dark"' in html and "0 of 3 lessons complete" in html
    html = text_of(editor, full, "narrow")
    assert '<iframe src="?mode=new" width="390"' in html
    assert 'data-theme="dark"' not in text_of(editor, full, "new")


def test_a_wrong_answer_is_shown_half_way(full):
    check = builders.single_choice()
    full.body = LessonPage.body.field.stream_block.to_python([check])
    state = SampleLessonState(full, "half-way")
    [attempt] = state.attempts[check["id"]]
    assert not attempt.correct and [activity.block_id for activity in state.left] == [check["id"]]


def test_a_draft_that_is_not_finished_can_be_looked_at_in_every_mode(editor, lesson):
    check, scenario = builders.single_choice(), builders.scenario()
    for item in check["value"]["options"]:
        item["value"].update(correct=False, explanation="")
    scenario["value"]["nodes"] = []
    lesson.body = LessonPage.body.field.stream_block.to_python([check, scenario])
    lesson.save_revision(clean=False)
    for mode, _label in MODES:
        preview(editor, lesson, mode)


def test_what_the_author_answered_as_a_learner_is_not_shown(
    editor, client_for, course, lesson, instructor
):
    own = Enrollment.objects.enroll(instructor, course, certificate_name="Imani Feldt")
    builders.do_everything(own, lesson)
    html = text_of(editor, lesson, "new")
    assert "Answered right" not in html and "What I take from" not in html
    assert Attempt.objects.exists() and Reflection.objects.exists()


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("new", "0 of 3 lessons complete"),
        ("half-way", "1 of 3 lessons complete"),
        ("finished", "You have completed this course"),
        ("signed-out", "Sign in to enroll"),
    ],
)
def test_a_course_before_its_readers(editor, course, mode, words):
    assert words in text_of(editor, course, mode)


def test_the_editor_offers_every_mode(editor, full, course):
    for page in (full, course):
        html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        for mode, label in MODES:
            assert f'<option value="{mode}"' in html and str(label) in html


# Wagtail's own checker looks at previews


def test_the_checker_looks_at_links_by_their_text(editor, full):
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[full.pk])).content.decode()
    assert page.count("vague-link-text") >= 2 and "check-says-where" in page
    assert "A link does not say where it leads" in page
    for rule in ("heading-order", "alt-text-quality", "empty-heading"):  # Wagtail's own stay
        assert rule in page
    html = preview(editor, full, "new").content.decode()
    assert "wagtail-userbar" in html and "vague-link-text" in html
    assert 'name="vague-links" content="click here|' in html
    assert "Readability" in page


def test_the_public_page_carries_nothing_of_the_checker(as_learner, enrollment, lesson):
    html = as_learner.get(lesson.get_url()).content.decode()
    assert "userbar" not in html and "vague-links" not in html
