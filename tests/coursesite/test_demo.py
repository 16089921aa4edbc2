"""The demonstration: what it loads, that it may be loaded again, and whom one meets there.

It is loaded once for this file; each test works in a transaction of its own on top.
"""

import re
import shutil
from uuid import uuid4

import pytest
import yaml
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page, Revision

from accounts.demo import PASSWORD, workdays_ago
from accounts.demo import PEOPLE as CAST
from accounts.models import Notification, User
from community.models import Post
from courses.blocks import INDEXED_BLOCKS
from courses.demo.blocks import block_id
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
from coursesite.demo import FOLDER, load
from learning.demo.crowd import PEOPLE, email_of, name_of
from learning.models import Attempt, Certificate, Enrollment, LessonVisit, Reflection
from learning.models.requirements import open_requirements
from learning.reports.funnel import Funnel
from learning.reports.items import items_of

# In one worker, which loads it once.
pytestmark = pytest.mark.xdist_group("demonstration")

COURSE = "beyond-the-job-board"
COURSES = [COURSE, "alumni-mentor-network", "measuring-community", "rules-and-risks-2026"]
FILM_LESSON = "make-it-usable-by-everyone"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FIRST_LESSON = f"{COURSE}/1-the-shift/01-what-a-job-board-cannot-do.yaml"
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Between tasks the worker closes a connection that is in a transaction, as the tests' is.
WORKER_CLOSES = "django_tasks_db.management.commands.db_worker.close_old_connections"


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration from an empty database, taken back when the file is done."""
    media = tmp_path_factory.mktemp("media")
    surroundings = override_settings(
        DEMO=True,
        MEDIA_ROOT=media,
        TASKS=QUEUE,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    )
    with django_db_blocker.unblock(), transaction.atomic():
        with surroundings, pytest.MonkeyPatch.context() as patch:
            patch.setattr(WORKER_CLOSES, lambda: None)
            report = load()
        yield media, report
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def demonstration(loaded, db, settings, monkeypatch):
    monkeypatch.setattr(WORKER_CLOSES, lambda: None)
    settings.MEDIA_ROOT, report = loaded
    settings.DEMO, settings.TASKS = True, QUEUE
    return report


@pytest.fixture
def folder(tmp_path):
    """A copy of the content files that a test may edit."""
    return shutil.copytree(FOLDER, tmp_path / "content")


def page(slug):
    return LessonPage.objects.get(slug=slug)


def enrollment_of(email):
    return Enrollment.objects.get(user__email=email, course__slug=COURSE)


def files():
    return sorted(FOLDER.glob("*/*/*.yaml"))


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


# The people


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.email)
def test_everyone_can_sign_in(person):
    user = User.objects.get(email=person.email)
    assert user.check_password(PASSWORD)
    assert user.emailaddress_set.filter(email=user.email, verified=True, primary=True).exists()
    assert user.institution and user.role_at_work and user.terms_accepted_at


def test_the_parts_of_the_staff():
    course = CoursePage.objects.get(slug=COURSE)
    instructor = User.objects.get(email="instructor@example.org")
    assert course.permissions_for_user(instructor).can_publish()
    assert User.objects.get(email="admin@example.org").is_superuser
    for email, group in [("mentor", "Mentors"), ("moderator", "Community moderators")]:
        assert User.objects.get(email=f"{email}@example.org").groups.filter(name=group).exists()
    learner = User.objects.get(email="learner@example.org")
    assert not course.permissions_for_user(learner).can_edit()


def test_the_learner_is_half_way_and_inside_lesson_eleven():
    enrollment = enrollment_of("learner@example.org")
    lessons = enrollment.outline.lessons
    assert [lesson.key for lesson in enrollment.lessons_left()] == [
        lesson.key for lesson in lessons[10:]
    ]
    last = enrollment.visits.latest("last_at")
    assert last.lesson_key == lessons[10].key
    assert last.block_id == block_id(f"{COURSE}/what-alumni-get-out-of-it", "check-offer")
    firsts = Attempt.objects.first_ones().filter(enrollment=enrollment)
    assert firsts.filter(correct=False).exists() and firsts.filter(correct=True).exists()
    assert enrollment.user.notes.exists() and enrollment.user.bookmarks.exists()
    assert Reflection.objects.of(enrollment.user).filter(submitted=None).exclude(draft="").exists()
    days = {visit.first_at.date() for visit in enrollment.visits.all()}
    assert len(days) > 8 and max(days) - min(days) > timezone.timedelta(days=21)


def test_the_newcomer_has_just_enrolled_elsewhere():
    newcomer = enrollment_of("newcomer@example.org")
    assert not newcomer.completions.exists() and not newcomer.attempts.exists()
    assert newcomer.user.institution != User.objects.get(email="learner@example.org").institution
    assert not LessonVisit.objects.filter(enrollment=newcomer).exists()


def test_the_finisher_lacks_one_requirement():
    enrollment = enrollment_of("finisher@example.org")
    (lesson,) = enrollment.lessons_left()
    assert lesson == enrollment.outline.lessons[-1]
    (activity,) = open_requirements(enrollment, lesson)
    assert activity.kind == "single_choice"
    assert not enrollment.completed_at


def test_one_answer_makes_the_finisher_finish():
    enrollment = enrollment_of("finisher@example.org")
    lesson = page("assemble-your-plan-and-commit")
    (activity,) = open_requirements(enrollment, enrollment.outline.lessons[-1])
    block = lesson.block(activity.block_id)
    Attempt.objects.record(enrollment, lesson, block, block.value.key(), uuid4())
    assert enrollment.complete_lesson(lesson).status == "valid"


def test_the_weeks_are_those_of_the_histories(client_for):
    learner = enrollment_of("learner@example.org")
    today = timezone.localdate()
    days = set(learner.study_days.values_list("day", flat=True))
    assert len(days) > 8 and max(days) <= today
    this_week = {day for day in days if day >= today - timezone.timedelta(days=today.weekday())}
    assert len(this_week) >= min(2, today.weekday())  # where she lives it may still be yesterday
    assert "of 3 sessions this week" in client_for(learner.user).get("/learning/").content.decode()
    assert not enrollment_of("newcomer@example.org").study_days.exists()


def test_the_finisher_is_asked_again_and_the_graduate_has_a_card(client_for):
    finisher = enrollment_of("finisher@example.org").user
    lesson = page("assemble-your-plan-and-commit")
    shown = client_for(finisher).get(lesson.get_url()).content.decode()
    assert "Warm-up" in shown and "Question 2 of 2" in shown
    graduate = enrollment_of("graduate@example.org")
    third, tenth = graduate.cards.all()
    assert [row.correct for row in third.recalls.all()] == [False, True]
    assert all(row.is_waiting for row in tenth.recalls.all())
    assert str(tenth.recalls.last().prompt) == str(third.recalls.first().prompt)  # it came back
    told = Notification.objects.filter(event__in=["card", "nudge"])
    assert {row.channel for row in told} == {"site"} and told.count() == 2
    assert (
        f"/learning/cards/{tenth.pk}/"
        in client_for(graduate.user).get("/learning/").content.decode()
    )


def test_the_graduates_certificate_verifies(client):
    enrollment = enrollment_of("graduate@example.org")
    assert enrollment.completed_at and not enrollment.lessons_left()
    certificate = enrollment.certificates.get()
    assert Certificate.objects.with_code(certificate.code.lower().replace("-", " ")) == certificate
    assert certificate.status == "valid"
    assert certificate.completed_on == timezone.localdate(enrollment.completed_at)
    assert certificate.completed_on < timezone.localdate()
    assert certificate.issued_at == enrollment.completed_at
    assert certificate.holder_name == "Amara Nwosu-Delgado, M.Ed."
    assert certificate.pdf("a4").startswith(b"%PDF")
    checked = client.get(reverse("learning:verify_certificate", args=[certificate.code]))
    assert certificate.holder_name in checked.content.decode()


def test_every_report_on_the_flagship_shows_something_worth_reading():
    course = CoursePage.objects.get(slug=COURSE)
    taken = Enrollment.objects.filter(course_key=course.key).order_by()
    items = [item for item in items_of(taken, [course.outline]) if item.is_analyzed]
    assert len(items) >= 10
    assert [item.lesson.title for item in items if item.likely_miskeyed] == [
        "Listen before you post"
    ]
    assert any(item.dead for item in items)
    assert max(item.certain_and_wrong or 0 for item in items) > 0.25
    assert {item.discrimination > 0.4 for item in items} == {True, False}
    (drop,) = [step for step in Funnel(taken, course.outline).steps if step.is_biggest_drop]
    assert drop.lost >= 20


def test_who_is_there_for_the_reports_is_met_nowhere_else():
    many = User.objects.filter(email__in=[email_of(name_of(n)) for n in range(PEOPLE)])
    assert many.count() == PEOPLE
    assert not many.filter(listed=True).exists() and not many.filter(memberships__isnull=False)
    assert not EmailAddress.objects.filter(user__in=many).exists()
    assert not Post.objects.filter(author__in=many).exists()


def test_reflections_are_in_their_writers_own_words():
    submitted = Reflection.objects.submitted_ones().select_related("submitted", "lesson")
    texts = [reflection.submitted.text for reflection in submitted]
    assert len(texts) > 70 and len(set(texts)) == len(texts)
    for reflection in submitted:
        example = reflection.lesson.block(reflection.block_id).value["example"]
        assert reflection.submitted.text != example
        assert 60 <= len(reflection.submitted.text.split()) <= 120


def test_nothing_is_in_the_future():
    now = timezone.now()
    for model in apps.get_models():
        if model._meta.app_label in ("accounts", "courses", "learning", "wagtailcore"):
            for field in model._meta.fields:
                runs_out = field.name == "expires_at"  # an invitation's link, later
                if isinstance(field, models.DateTimeField) and not runs_out:
                    late = model._base_manager.filter(**{f"{field.name}__gt": now})
                    assert not late.exists(), (model, field.name)


def test_nothing_was_done_before_enrolling_or_enrolled_before_joining():
    for enrollment in Enrollment.objects.all():
        reflections = enrollment.user.reflections.all()
        done = [
            *enrollment.attempts.values_list("answered_at", flat=True),
            *enrollment.completions.values_list("completed_at", flat=True),
            *enrollment.ticks.values_list("ticked_at", flat=True),
            *enrollment.visits.values_list("first_at", flat=True),
            *reflections.values_list("started_at", flat=True),
            *reflections.values_list("versions__saved_at", flat=True),
            *enrollment.user.notes.values_list("updated_at", flat=True),
            *enrollment.user.bookmarks.filter(kind="lesson").values_list("made_at", flat=True),
        ]
        assert enrollment.course.first_published_at < enrollment.enrolled_at
        assert enrollment.user.date_joined < enrollment.enrolled_at
        assert all(enrollment.enrolled_at < moment for moment in done if moment)
        answered = list(enrollment.attempts.order_by("pk").values_list("answered_at", flat=True))
        assert answered == sorted(answered)


@pytest.mark.parametrize("days", [1, 2, 5, 6, 45])
def test_workdays_are_counted_without_weekends(days):
    moment = workdays_ago(days, "23:59")
    assert moment.weekday() < 5 and moment < timezone.now()
    between = (timezone.localdate() - moment.date()).days
    assert between >= days and between <= days + 2 * (days // 5 + 1)
