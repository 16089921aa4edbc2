"""The demonstration: what it loads, and that it may be loaded again.

It is loaded once for this folder; each test works in a transaction of its own on top.
"""

import re

import pytest
import yaml
from django.apps import apps
from django.core.management import CommandError, call_command
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page, Revision

from accounts.models import User
from courses.blocks import INDEXED_BLOCKS
from courses.models import (
    Activity,
    CourseMedia,
    CoursePage,
    FrontPage,
    InfoPage,
    LessonPage,
    ModulePage,
)
from courses.models.activities import FROM_THE_START
from coursesite.demo import load

from .places import BACKEND, COURSE, COURSES, enrollment_of, files, page

pytestmark = pytest.mark.xdist_group("demonstration")

FILM_LESSON = "make-it-usable-by-everyone"
FIRST_LESSON = f"{COURSE}/1-the-shift/01-what-a-job-board-cannot-do.yaml"


# What is loaded


def test_every_file_is_a_live_page(demonstration):
    modules = {path.parent for path in files()}
    assert CoursePage.objects.live().count() == len({path.parents[1] for path in files()}) == 4
    assert LessonPage.objects.live().count() == len(files()) == 42
    assert ModulePage.objects.live().count() == len(modules)
    assert not Page.objects.filter(has_unpublished_changes=True).exists()
    assert len(demonstration.made) == 4 + 42 + len(modules)


@pytest.mark.parametrize("slug", COURSES)
def test_lessons_stand_in_the_order_of_their_files(slug):
    course = CoursePage.objects.get(slug=slug)
    wanted = [yaml.safe_load(path.read_text())["slug"] for path in files() if slug in path.parts]
    assert [lesson.slug for lesson in LessonPage.objects.in_course(course.path)] == wanted
    assert [lesson.title for lesson in course.outline.lessons] == [
        page(slug).title for slug in wanted
    ]


@pytest.mark.parametrize("slug", COURSES)
def test_a_course_has_a_cover_and_names_others(slug):
    course = CoursePage.objects.get(slug=slug)
    assert course.cover.get_rendition("fill-728x410").width == 728
    related = {row.related.slug for row in course.related_courses.all()}
    assert related <= set(COURSES) - {slug}
    assert related or slug == COURSE


def test_every_lesson_passes_the_rules_for_publishing():
    for lesson in LessonPage.objects.all():
        LessonPage.body.field.stream_block.clean(lesson.body)
        lesson.full_clean()


def test_the_activity_index_agrees_with_the_lessons():
    for lesson in LessonPage.objects.all():
        rows = {row.block_id: row for row in Activity.objects.filter(lesson_key=lesson.key)}
        asking = [block for block in lesson.body if block.block_type in INDEXED_BLOCKS]
        assert list(rows) == [block.id for block in asking]
        for block in asking:
            row = rows[block.id]
            assert row.kind == block.block_type and row.retired_at is None
            required = block.block_type != "checklist" and block.value["required"]
            assert row.required_from == (FROM_THE_START if required else None)
            assert row.plan_section == block.value.get("plan_section")


def test_courses_and_lessons_are_found_at_once():
    assert CoursePage.objects.live().search("alumni mentors").get_queryset().exists()
    assert list(LessonPage.objects.live().search("Riverbend"))


def test_the_texts_of_the_site_are_in_place():
    front = FrontPage.objects.get()
    assert front.featured_course.slug == COURSE
    assert front.live_revision_id == front.latest_revision_id
    assert "Write here" not in "".join(InfoPage.objects.values_list("body", flat=True))
    privacy = InfoPage.objects.get(slug="privacy").body
    assert "hidden from instructors and your institution" in privacy
    assert "bound by law to disclose" in privacy


def test_the_front_page_shows_the_first_article(client):
    article = FrontPage.objects.get().article
    assert article.slug == "a-feed-of-vacancies-misses-the-point" and article.author
    front = client.get("/").content.decode()
    assert article.title in front and article.lead[:60] in front
    assert f"{article.reading_minutes} minutes to read" in front
    assert article.title in client.get(article.get_url()).content.decode()


def test_a_film_is_there_with_all_that_belongs_to_it(client):
    lesson = page(FILM_LESSON)
    film = CourseMedia.objects.get()
    assert (film.type, film.duration, film.width, film.height) == ("video", 49, 1280, 720)
    assert client.get(film.url).status_code == client.get(film.captions_url).status_code == 404
    client.force_login(User.objects.get(email="learner@example.org"), backend=BACKEND)
    html = client.get(lesson.get_url()).content.decode()
    assert film.captions_url in html and film.thumbnail.url in html
    assert "Facts into the text" in html
    assert client.get(film.captions_url).getvalue().startswith(b"WEBVTT")
    part = client.get(film.url, headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.getvalue()) == (206, b"ftyp")


# Loading again


def rows():
    """How many rows each model has; the queue of tasks aside."""
    counted = [model for model in apps.get_models() if "task" not in model._meta.label.lower()]
    return {model._meta.label: model._base_manager.count() for model in counted}


def test_loading_again_changes_nothing(settings):
    before = rows()
    revisions = set(Revision.objects.values_list("pk", flat=True))
    stored = sorted(settings.MEDIA_ROOT.rglob("*.*"))
    call_command("demo", verbosity=0)
    assert rows() == before
    assert set(Revision.objects.values_list("pk", flat=True)) == revisions
    assert sorted(settings.MEDIA_ROOT.rglob("*.*")) == stored


def test_an_edited_file_is_published_and_answers_are_kept(folder):
    lesson = page("what-a-job-board-cannot-do")
    path = folder / FIRST_LESSON
    edited = path.read_text().replace(
        "The clicks show that students were there.", "Timing matters."
    )
    path.write_text(re.sub(r"objective: .*", "objective: Tell three kinds of posts apart.", edited))
    report = load(folder=folder)
    assert report.updated == {lesson.pk}
    newer = page("what-a-job-board-cannot-do")
    assert newer.objective == "Tell three kinds of posts apart."
    assert newer.revisions.count() == lesson.revisions.count() == 2
    assert newer.live_revision_id == newer.latest_revision_id != lesson.live_revision_id
    assert [block.id for block in newer.body] == [block.id for block in lesson.body]
    attempt = enrollment_of("learner@example.org").attempts.filter(correct=True).first()
    block = newer.block(attempt.block_id)
    assert block.value.key() == set(attempt.chosen)
    assert "Timing matters." in str(block.value["options"][0]["explanation"])


def test_edited_captions_are_stored_and_everything_else_is_kept(folder):
    before = CourseMedia.objects.get()
    (captions,) = folder.glob(f"{COURSE}/media/*.vtt")
    captions.write_text(captions.read_text().replace("Luis asks", "Luis now asks"))
    (path,) = folder.glob(f"*/*/*{FILM_LESSON}.yaml")
    path.write_text(path.read_text().replace("duration_seconds: 49", "duration_seconds: 50"))
    assert not load(folder=folder).updated
    after = CourseMedia.objects.get()
    kept = ("pk", "file", "thumbnail")
    assert all(getattr(after, name) == getattr(before, name) for name in kept)
    assert after.captions.name != before.captions.name and after.duration == 50
    assert b"Luis now asks" in after.captions.read()


def test_a_page_edited_in_the_cms_is_left_alone(folder):
    lesson = page("what-a-job-board-cannot-do")
    lesson.objective = "Mine."
    lesson.save_revision(user=User.objects.get(email="instructor@example.org")).publish()
    report = load(folder=folder)
    assert report.left_alone == {lesson.pk}
    assert page("what-a-job-board-cannot-do").objective == "Mine."


def test_what_the_people_did_since_is_left_alone():
    newcomer = enrollment_of("newcomer@example.org")
    newcomer.certificate_name = "Jonah A. Abara"
    newcomer.save()
    load()
    assert enrollment_of("newcomer@example.org").certificate_name == "Jonah A. Abara"


def test_it_refuses_where_it_is_not_wanted(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")


# In the CMS


def test_texts_survive_the_editor_of_the_cms():
    features = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "link", "blockquote"]
    editor = ContentstateConverter(features)
    for lesson in LessonPage.objects.all():
        for block in lesson.body:
            if block.block_type == "text":
                html = block.value.source
                edited = editor.to_database_format(editor.from_database_format(html))
                assert re.sub(r' data-block-key="\w+"', "", edited) == html
