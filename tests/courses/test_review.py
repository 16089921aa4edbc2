"""Writing together: an author submits, the instructor decides; scheduling, comparing, reverting."""

import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Revision, WorkflowPage, WorkflowState

from courses.models import Activity, CourseRole, LessonPage
from coursesite.bootstrap import bootstrap
from learning.models import Attempt
from tests import builders

from .test_pages import ONE_RIGHT, WORDS, edit_url, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(course, instructor):
    person = builders.make_person("Ann Author", "author@example.org")
    CourseRole.objects.create(course=course, user=person, role=CourseRole.Role.AUTHOR)
    return person


@pytest.fixture
def as_author(client_for, author):
    return client_for(author)


def submit(client, lesson, title="Written by the author", **changes):
    form = form_of(client, lesson, [WORDS, ONE_RIGHT], title=title, **changes)
    return client.post(edit_url(lesson), form | {"action-submit": "Submit"}, follow=True)


def decide(client, lesson, action, comment):
    state = LessonPage.objects.get(pk=lesson.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, action, state.pk])
    return client.post(url, {"comment": comment})


def titles(lesson):
    page = LessonPage.objects.get(pk=lesson.pk)
    return page.title, page.get_latest_revision_as_object().title


# Review


def test_an_author_cannot_publish_and_is_offered_the_review(as_author, lesson):
    page = as_author.get(edit_url(lesson)).content.decode()
    assert "Review by the course’s instructors" in page
    assert "action-publish" not in page
    form = form_of(as_author, lesson, [WORDS, ONE_RIGHT], title="Mine")
    as_author.post(edit_url(lesson), form | {"action-publish": "action-publish"})
    assert titles(lesson) == ("Audit your posts", "Mine")


def test_what_is_submitted_waits_for_the_instructor_who_approves_it(
    as_author, as_instructor, lesson, instructor
):
    submit(as_author, lesson)
    assert titles(lesson) == ("Audit your posts", "Written by the author")
    [state] = WorkflowState.objects.active()
    assert state.current_task_state.status == "in_progress"
    outline = as_instructor.get(reverse("course_outline_of", args=[lesson.pk]), follow=True)
    assert "In review" in outline.content.decode()
    assert (
        'data-workflow-action-name="approve"'
        in as_instructor.get(edit_url(lesson)).content.decode()
    )
    decide(as_instructor, lesson, "approve", "Well put.")
    assert titles(lesson) == ("Written by the author", "Written by the author")
    state.refresh_from_db()
    assert state.status == "approved"
    approved = state.task_states.get()
    assert approved.comment == "Well put." and approved.finished_by == instructor


def test_what_is_rejected_goes_back_with_a_comment(as_author, as_instructor, lesson):
    submit(as_author, lesson)
    decide(as_instructor, lesson, "reject", "Say who asked.")
    assert titles(lesson)[0] == "Audit your posts"
    page = as_author.get(edit_url(lesson)).content.decode()
    assert "Say who asked." in page and "action-restart-workflow" in page


def test_nobody_elses_instructor_decides(as_author, client_for, lesson):
    stranger = builders.make_person("Stranger", "stranger@example.org")
    CourseRole.objects.create(course=builders.make_course("Other"), user=stranger)
    submit(as_author, lesson)
    decide(client_for(stranger), lesson, "approve", "Mine too.")
    assert titles(lesson)[0] == "Audit your posts"
    decide(as_author, lesson, "approve", "My own.")
    assert titles(lesson)[0] == "Audit your posts"


def test_a_workflow_is_made_once_and_a_chosen_one_stays(course, author):
    made = WorkflowPage.objects.get(page=course).workflow
    bootstrap()
    assert WorkflowPage.objects.get(page=course).workflow == made
    [task] = made.tasks
    [group] = task.specific.groups.all()
    assert set(group.user_set.values_list("email", flat=True)) == {"instructor@example.org"}
    WorkflowPage.objects.all().delete()
    bootstrap()
    assert WorkflowPage.objects.get(page=course).workflow.name == made.name


# Comments, scheduling, comparing, reverting


def test_a_comment_at_a_block_reaches_the_author(as_author, as_instructor, lesson, instructor):
    form = form_of(as_instructor, lesson, [WORDS, ONE_RIGHT])
    block_id = str(uuid.uuid4())
    form |= {
        "body-0-id": block_id,
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "0",
        "comments-0-id": "",
        "comments-0-text": "Shorter, please.",
        "comments-0-contentpath": f"body.{block_id}",
        "comments-0-position": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    as_instructor.post(edit_url(lesson), form)
    comment = Comment.objects.get(page=lesson)
    assert comment.user == instructor and comment.contentpath == f"body.{block_id}"
    assert "Shorter, please." in as_author.get(edit_url(lesson)).content.decode()


def test_what_is_scheduled_is_published_by_the_tick(as_instructor, lesson):
    old = [child.id for child in builders.publish(lesson).body]
    later = timezone.localtime() + timezone.timedelta(days=2)
    form = form_of(
        as_instructor, lesson, [WORDS, ONE_RIGHT], title="Next week",
        go_live_at=later.strftime("%Y-%m-%d %H:%M"),
    )  # fmt: skip
    as_instructor.post(edit_url(lesson), form | {"action-publish": "action-publish"})
    call_command("tick")
    assert titles(lesson) == ("Audit your posts", "Next week")
    scheduled = Revision.objects.exclude(approved_go_live_at=None).get()
    past = timezone.now() - timezone.timedelta(minutes=1)
    scheduled.approved_go_live_at = past
    scheduled.content["go_live_at"] = past.isoformat()
    scheduled.save()
    call_command("tick")
    assert titles(lesson)[0] == "Next week"
    asked = Activity.objects.current().filter(lesson_key=lesson.key)
    assert asked.count() == 1 and not asked.filter(block_id__in=old).exists()


def changed(lesson, *raw):
    """A newer published version, the older one's revision and its own."""
    first = lesson.save_revision()
    first.publish()
    lesson.refresh_from_db()
    lesson.body = LessonPage.body.field.stream_block.to_python(list(raw))
    second = lesson.save_revision()
    second.publish()
    return first, second


def test_two_versions_are_compared_block_by_block(as_instructor, lesson):
    text = builders.text("<p>A sentence that is new.</p>")
    first, second = changed(lesson, text, builders.single_choice("A question that is new?"))
    url = reverse("wagtailadmin_pages:revisions_compare", args=[lesson.pk, first.pk, second.pk])
    page = as_instructor.get(url).content.decode()
    assert "A sentence that is new." in page and "A question that is new?" in page
    assert "Which post invites an answer?" in page
    assert 'class="comparison__child-object addition"' in page
    assert 'class="comparison__child-object deletion"' in page


def test_a_reverted_lesson_asks_what_it_asked_and_keeps_every_answer(
    as_instructor, lesson, enrollment
):
    check, *_rest = builders.blocks_of(lesson, "single_choice")
    builders.do_everything(enrollment, lesson)
    newer = builders.single_choice("A question that is new?")
    first, _second = changed(lesson, builders.text(), newer)
    answers = set(Attempt.objects.values_list("pk", flat=True))
    url = reverse("wagtailadmin_pages:revisions_revert", args=[lesson.pk, first.pk])
    assert check.id in as_instructor.get(url).content.decode()
    old = first.as_object()
    old.save_revision(previous_revision=first).publish()
    current = Activity.objects.current().filter(lesson_key=lesson.key)
    asked = {child.id for child in old.body if child.block_type != "text"}
    assert set(current.values_list("block_id", flat=True)) == asked
    assert Activity.objects.get(block_id=newer["id"]).retired_at
    assert set(Attempt.objects.values_list("pk", flat=True)) == answers
    assert Attempt.objects.get(block_id=check.id).correct
    enrollment.complete_lesson(LessonPage.objects.get(pk=lesson.pk))
