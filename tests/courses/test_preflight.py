"""Preflight: every rule finds what it is about, and is silent where all is well."""

import uuid

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from courses.models import (
    CourseImage,
    CourseMedia,
    CourseOutcome,
    CoursePage,
    InfoPage,
    LessonPage,
    ModulePage,
)
from courses.preflight import ADVICE, BLOCKER, preflight
from courses.preflight.readability import lix
from courses.publishing import publish_course
from tests import builders

pytestmark = pytest.mark.django_db


def body(*raw):
    return LessonPage.body.field.stream_block.to_python(list(raw))


def draft(page, **changes):
    """What the editor leaves behind: saved, not published."""
    found = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(found, name, value)
    found.save_revision(clean=False)
    return found


def live(page, **changes):
    """Published before the rule was there, or before a file was changed."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save(clean=False)


def found(course, level, words):
    listed = preflight(CoursePage.objects.get(pk=course.pk))
    return [each for each in listed if each.level == level and words in str(each.message)]


def linked(lesson, link):
    block = builders.text(f"<p>Look at {link}the list of events</a> first.</p>")
    live(lesson, body=with_check(block))
    return block["id"]


def with_check(*raw):
    return body(*raw, builders.single_choice())


@pytest.fixture
def covered(course, lesson):
    """The course with an outcome that a lesson with a check works on."""
    outcome = CourseOutcome.objects.create(course=course, text="Map a community.")
    lesson.outcomes.add(outcome)
    lesson.save()
    return outcome


def test_a_course_that_is_ready_has_no_findings(course, covered):
    assert [str(each.message) for each in preflight(course)] == []


# Outcomes and hours


def test_outcomes_that_nothing_asks_about(course, lessons, covered):
    CourseOutcome.objects.create(course=course, text="Host it.")
    [finding] = found(course, ADVICE, "No lesson works on “Host it.”")
    assert finding.page.pk == course.pk and "contentpath=outcomes" in finding.url()
    live(lessons[1], body=body(builders.text()))
    assert found(course, ADVICE, "No knowledge check asks about “Map a community.”")


def test_a_course_without_outcomes(course):
    assert found(course, ADVICE, "add an outcome")


def test_outcomes_that_a_draft_adds_and_lessons_that_a_draft_ticks(course, covered, lessons):
    changed = course.get_latest_revision_as_object()
    changed.outcomes.add(CourseOutcome(text="Only in the draft."))
    changed.save_revision(clean=False)
    assert found(course, ADVICE, "“Only in the draft.”")
    other = CourseOutcome.objects.create(course=course, text="Ticked in a draft.")
    course.refresh_from_db()
    course.get_latest_revision().delete()
    CoursePage.objects.filter(pk=course.pk).update(
        latest_revision=None, has_unpublished_changes=False
    )
    assert found(course, ADVICE, "“Ticked in a draft.”")
    ticked = lessons[0].get_latest_revision_as_object()
    ticked.outcomes = [other]
    ticked.save_revision(clean=False)
    assert not found(course, ADVICE, "“Ticked in a draft.”")


@pytest.mark.parametrize(("hours", "off"), [("0.60", False), ("0.90", False), ("0.91", True)])
def test_hours_that_are_off_by_more_than_a_fifth(course, hours, off):
    """Three required lessons of 15 minutes are 0.75 hours."""
    live(course, hours_override=hours, hours_override_reason="Field work.")
    listed = found(course, ADVICE, "contact hours")
    assert bool(listed) is off
    assert all("contentpath=hours_override" in each.url() for each in listed)


# What lessons hold


def test_an_empty_lesson(course, lesson):
    assert not found(course, BLOCKER, "empty")
    live(lesson, body=body())
    [finding] = found(course, BLOCKER, "This lesson is empty.")
    assert finding.page.pk == lesson.pk
    assert f"/cms/pages/{lesson.pk}/edit/" in finding.url("/cms/")


def test_a_lesson_without_a_check_and_an_optional_one(course, lesson):
    live(lesson, body=body(builders.text()))
    assert found(course, ADVICE, "no knowledge check")
    live(lesson, required=False)
    assert not found(course, ADVICE, "no knowledge check")


def test_a_module_without_lessons(course):
    assert not found(course, ADVICE, "no lesson")
    module = builders.make_module(course, "Later")
    assert [each.page.pk for each in found(course, ADVICE, "no lesson")] == [module.pk]


def test_empty_fields_are_named(course, lesson):
    check = builders.single_choice()
    check["value"]["options"] = [builders.option("", "", right) for right in (True, False)]
    draft(lesson, body=body(check))
    [finding] = found(course, BLOCKER, "Fill in")
    assert (finding.where, finding.message) == (
        "Knowledge check: one answer", "Fill in: Option, Feedback.",
    )  # fmt: skip


def test_placeholders_of_a_template(course, lesson):
    assert not found(course, BLOCKER, "placeholder")
    left = builders.text("<p>[[Your text]]</p>")
    draft(lesson, body=with_check(left))
    [finding] = found(course, BLOCKER, "placeholder")
    assert finding.block_id == left["id"]
    assert f"contentpath=body.{left['id']}" in finding.url()


@pytest.mark.parametrize("save", [draft, live])
def test_a_check_without_feedback(course, lesson, save):
    assert not found(course, BLOCKER, "feedback")
    check = builders.single_choice()
    check["value"]["options"][1]["value"]["explanation"] = ""
    save(lesson, body=body(builders.text(), check))
    assert check["id"] in {each.block_id for each in preflight(course) if each.level == BLOCKER}


@pytest.mark.parametrize("save", [draft, live])
def test_steps_of_a_scenario_that_nobody_reaches(course, lesson, save):
    save(lesson, body=with_check(builders.scenario()))
    assert not [each for each in preflight(course) if each.level == BLOCKER]
    nodes = (
        builders.node("a", builders.way("On", "b", "best"), builders.way("Off", "b")),
        builders.node("b"),
        builders.node("lost"),
    )
    wrong = builders.scenario(*nodes)
    save(lesson, body=with_check(wrong))
    [finding] = found(course, BLOCKER, "lost")
    assert finding.block_id == wrong["id"]


def test_what_a_block_advises(course, lesson):
    assert not found(course, ADVICE, "coin toss")
    check = builders.single_choice()
    del check["value"]["options"][2]
    draft(lesson, body=body(builders.text(), check))
    [finding] = found(course, ADVICE, "coin toss")
    assert finding.block_id == check["id"]


# Files


def recording(kind, pk, transcript="<p>Words.</p>"):
    value = {"title": "A talk", "transcript": transcript, kind: pk}
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


@pytest.fixture
def video(db):
    media = CourseMedia(title="A talk", type="video", duration=90)
    media.file.save("talk.mp4", ContentFile(b"film"), save=False)
    media.captions.save("talk.vtt", ContentFile(b"WEBVTT\n\n00:00 --> 00:01\nHi"), save=False)
    media.save()
    return media


def test_captions_and_transcripts(course, lesson, video):
    live(lesson, body=with_check(recording("video", video.pk)))
    assert not [each for each in preflight(course) if each.level == BLOCKER]
    CourseMedia.objects.update(captions="")
    assert found(course, BLOCKER, "no captions")
    live(lesson, body=with_check(recording("video", video.pk, "")))
    assert found(course, BLOCKER, "Add the transcript")


def picture(image, **value):
    value = {"image": image.pk, "decorative": False, "alt_text": "Two people talk.", **value}
    return {"type": "picture", "id": str(uuid.uuid4()), "value": {"image": value}}


def test_alt_texts(course, lesson):
    image = CourseImage.objects.create(title="Two people", file=get_test_image_file())
    live(lesson, body=with_check(picture(image), picture(image, decorative=True, alt_text="")))
    assert not [each for each in preflight(course) if each.level == BLOCKER]
    silent = picture(image, alt_text="")
    live(lesson, body=with_check(silent))
    [finding] = found(course, BLOCKER, "alt text")
    assert finding.block_id == silent["id"]


def test_files_that_are_gone(course, lesson, video):
    file = recording("video", video.pk)
    live(lesson, body=with_check(file))
    assert not found(course, BLOCKER, "is gone")
    CourseMedia.objects.all().delete()
    assert [each.block_id for each in found(course, BLOCKER, "is gone")] == [file["id"]]


# How it reads


def test_headings_that_skip_a_level_in_a_block_and_between_blocks(course, lesson):
    fine = [builders.text("<h2>A</h2><p>B</p><h3>C</h3>"), builders.text("<h4>D</h4><h2>E</h2>")]
    live(lesson, body=with_check(*fine))
    assert not found(course, ADVICE, "heading") and not found(course, BLOCKER, "heading")
    live(lesson, body=with_check(fine[0], builders.text("<h2>A</h2><h4>B</h4>")))
    assert found(course, BLOCKER, "A heading skips a level")
    low = builders.text("<h4>D</h4>")
    live(lesson, body=with_check(builders.text("<h2>A</h2>"), low))
    assert [each.block_id for each in found(course, ADVICE, "Make it a heading 3")] == [low["id"]]


def test_the_measure_of_readability():
    """By hand: 12 words in 2 sentences, 3 of them of more than six letters: 6 + 25."""
    text = "The people of the college read notices. Nobody answers the silent mail."
    assert len(text.split()) == 12
    assert lix(text) == 6 + 25
    assert lix("Few words only.") == 0


def test_a_lesson_that_is_hard_to_read(course, lesson):
    plain = "<p>Ask who has been there. Wait a day. Then thank the one who wrote.</p>"
    live(lesson, body=with_check(builders.text(plain)))
    assert not found(course, ADVICE, "LIX")
    hard = (
        "<p>Institutional communication strategies necessitating comprehensive interdepartmental"
        " coordination frequently produce considerable administrative complications.</p>"
    )
    live(lesson, body=with_check(builders.text(hard)))
    assert [each.page.pk for each in found(course, ADVICE, "LIX")] == [lesson.pk]


# The page, publishing, and what it costs


def test_the_page_tells_blockers_from_advice(client_for, instructor, course, lesson):
    block_id = linked(lesson, '<a linktype="page" id="987654">')
    client = client_for(instructor)
    page = client.get(reverse("course_preflight", args=[lesson.pk])).content.decode()
    stop, _heading, advice = page.partition('id="advice"')
    assert "leads to a page that is gone" in stop and "add an outcome" in advice
    assert f"contentpath=body.{block_id}" in stop
    assert "Links to other sites are not tried" in page
    outline = client.get(reverse("course_outline", args=[course.pk])).content.decode()
    assert reverse("course_preflight", args=[course.pk]) in outline


def test_the_editor_leads_to_the_preflight(client_for, instructor, lesson):
    editor = client_for(instructor).get(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    assert reverse("course_preflight", args=[lesson.pk]) in editor.content.decode()


def test_a_course_without_findings_says_so(client_for, instructor, course, covered):
    page = client_for(instructor).get(reverse("course_preflight", args=[course.pk]))
    assert "Nothing stands in the way." in page.content.decode()
    assert "There is nothing to advise." in page.content.decode()


def test_a_course_is_not_published_while_a_blocker_is_open(course, lessons, instructor):
    linked(lessons[0], '<a linktype="page" id="987654">')
    draft(lessons[1], title="Newer")
    publication = publish_course(course, instructor)
    [(page, problems)] = publication.refused
    assert page.pk == lessons[0].pk and "leads to a page that is gone" in problems[0].message
    assert not LessonPage.objects.filter(title="Newer").exists()
    linked(lessons[0], '<a href="https://example.org/">')
    assert publish_course(course, instructor).done  # advice stops nothing
    assert LessonPage.objects.filter(title="Newer").exists()


def queries(course):
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert preflight(CoursePage.objects.get(pk=course.pk))
    return len(captured)


def test_its_queries_do_not_grow_with_the_course(course, lessons, video):
    image = CourseImage.objects.create(title="Two people", file=get_test_image_file())
    module = ModulePage.objects.descendant_of(course).first()
    page = InfoPage.objects.first()

    def full(number):
        own = builders.text(
            f'<p><a linktype="page" id="{page.pk}">Our page {number}</a> and'
            ' <a href="http://localhost/no/">none</a></p>'
        )
        blocks = [own, picture(image), recording("video", video.pk), builders.scenario()]
        builders.make_lesson(module, f"Lesson {number}", [*blocks, *builders.every_check()])

    for number in range(2):
        full(number)
    few = queries(course)
    for number in range(55):
        full(number + 2)
    assert LessonPage.objects.descendant_of(course).count() == 60
    assert queries(course) == few <= 25
