"""The cast and their course.

``learner`` takes the course; ``other_learner`` works at another institution and
must see nothing of the first one's. The rest have the parts their names say.
"""

import gc
import os
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-the-tests-" + "x" * 40)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coursesite.settings")

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase, override_settings
from django.test.utils import setup_databases, teardown_databases

from courses import published
from courses.models import CourseRole, FrontPage
from coursesite.bootstrap import bootstrap
from learning.models import Enrollment

from . import builders, rows

pytest_plugins = ["tests.limits"]

IMMEDIATE_TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}
}
# On PostgreSQL too runs whatever may differ there: what writes at the same moment, locks,
# searches, counts, sorts or limits, keeps JSON, breaks a constraint, or stores what people
# send; and test_access, which opens every page as everybody. Not what is here: how pages
# look that were opened there anyhow, that their queries do not grow, what the demonstration
# says, which coursesite/demo loads on both, and what blocks and forms make of their
# input where other tests write the same rows there.
ANY_DATABASE = [
    "accounts/test_brand.py",
    "accounts/test_csv_cells.py",
    "accounts/test_demo_mailbox.py",
    "accounts/test_mail_parts.py",
    "accounts/test_mail_settings.py",
    "accounts/test_menu.py",
    "accounts/test_next.py",
    "accounts/test_pages.py",
    "accounts/test_photo.py",
    "accounts/test_profile.py",
    "accounts/test_second_step.py",
    "accounts/test_sign_in.py",
    "accounts/test_sign_up.py",
    "accounts/test_unsubscribe.py",
    "community/files",
    "community/mentor_pages",
    "community/test_article_cms.py",
    "community/test_article_page.py",
    "community/test_article_writing.py",
    "community/test_cms_reports.py",
    "community/test_demo.py",
    "community/test_demo_articles.py",
    "community/test_demo_files.py",
    "community/test_demo_shelves.py",
    "community/test_demo_writing.py",
    "community/test_file_check.py",
    "community/test_file_moderation.py",
    "community/test_mentors_demo.py",
    "community/test_new_thread.py",
    "community/test_plan_reports.py",
    "community/test_space_settings.py",
    "community/test_substance.py",
    "community/test_thread_page.py",
    "community/test_working_hours.py",
    "courses/test_accepting.py",
    "courses/test_block_advice.py",
    "courses/test_blocks.py",
    "courses/test_course_new.py",
    "courses/test_course_people.py",
    "courses/test_covers.py",
    "courses/test_front_page.py",
    "courses/test_other_courses.py",
    "courses/test_pages.py",
    "courses/test_peer_look_block.py",
    "courses/test_preflight.py",
    "courses/test_preflight_links.py",
    "courses/test_scene_blocks.py",
    "learning/cards",
    "learning/kinds_of_check",
    "learning/test_answer_check.py",
    "learning/test_ask_look.py",
    "learning/test_audit.py",
    "learning/test_audit_file.py",
    "learning/test_audit_uses.py",
    "learning/test_bring_in.py",
    "learning/test_calendar.py",
    "learning/test_commitment_block.py",
    "learning/test_critique.py",
    "learning/test_dashboard.py",
    "learning/test_demo_audits.py",
    "learning/test_item_statistics.py",
    "learning/test_learner_page.py",
    "learning/test_look_pages.py",
    "learning/test_making_commitments.py",
    "learning/test_plan.py",
    "learning/test_plan_builder.py",
    "learning/test_plan_docx.py",
    "learning/test_plan_export.py",
    "learning/test_plan_pdf.py",
    "learning/test_plan_section.py",
    "learning/test_plan_sections_in_cms.py",
    "learning/test_previews.py",
    "learning/test_private_files.py",
    "learning/test_queries.py",
    "learning/test_reading.py",
    "learning/test_reflection_talk.py",
    "learning/test_scenario.py",
    "learning/test_self_check.py",
    "learning/test_warm_up.py",
]
NO_CACHE = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    places = {here / name for name in ANY_DATABASE}
    assert all(place.exists() for place in places), "A file in ANY_DATABASE is gone."
    for item in items:
        if item.path in places or item.path.parent in places:
            item.add_marker("any_database")


def pytest_configure(config):
    django_settings.WHITENOISE_AUTOREFRESH = True  # else each client looks through all files


def pytest_collection_finish(session):
    """What is there before the first test stays to the last: looking through it costs a sixth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(autouse=True)
def own_surroundings(settings, tmp_path, worker_id):
    """Files, cache, mail and tasks that belong to one test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DEMO_MAIL_DIR = tmp_path / "mail"
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": f"tests-{worker_id}",
        }
    }
    settings.BADGE_KEY_FILE = tmp_path / "badge_key.pem"
    settings.TASKS = IMMEDIATE_TASKS
    settings.STORAGES = {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    published.empty()  # it drops all at a size, which would be in the middle of some test
    yield
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, django_db_keepdb):
    """The bare site is made once for all tests: it costs more than most of them.

    A test with transactions of its own leaves it behind as it found it. Where no test names
    a fixture of pytest-django's, as when only the demonstration is looked at, it makes no
    database and leaves the connection to the real one.
    """
    made, database = None, connection.settings_dict
    with django_db_blocker.unblock(), override_settings(TASKS=IMMEDIATE_TASKS, CACHES=NO_CACHE):
        if database["NAME"] != database["TEST"]["NAME"]:
            made = setup_databases(0, False, aliases={"default"}, keepdb=django_db_keepdb)
        if database["NAME"] != database["TEST"]["NAME"]:
            pytest.exit(f"This is not the tests' database: {database['NAME']}")
        bootstrap()
        bare_site = rows.KeptSite()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: bare_site.put_back())
        yield
    if made and not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, 0)


@pytest.fixture(scope="session")
def worker_id(request):
    """The xdist worker's name, or "main" without xdist."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture
def site(db):
    """The bare site: page tree, groups, information pages; made anew where it was emptied."""
    return FrontPage.objects.first() or bootstrap()


@rows.Kept
def make_course():
    course = builders.make_course(slug="beyond-the-job-board")
    first = builders.make_module(course, "The shift", "the-shift")
    second = builders.make_module(course, "Know your community", "know-your-community")
    builders.make_lesson(first, "What a job board cannot do", slug="what", open_to_all=True)
    builders.make_lesson(first, "Audit your posts", slug="audit")
    builders.make_lesson(second, "Map people", slug="map")
    return course


@pytest.fixture
def course(site):
    """Two modules, three required lessons, each with a check and a reflection."""
    return make_course()


@pytest.fixture
def lessons(course):
    """The course's lessons in order."""
    from courses.models import LessonPage

    return list(LessonPage.objects.in_course(course.path))


@pytest.fixture
def lesson(lessons):
    """The second lesson: only the enrolled may read it."""
    return lessons[1]


@pytest.fixture
def learner(db):
    return builders.make_person("Amara Delgado-Lindqvist", "learner@example.org")


@pytest.fixture
def other_learner(db):
    return builders.make_person("Bo Sandström", "other@example.org", "Port Ellery State University")


@pytest.fixture
def enrollment(learner, course):
    return Enrollment.objects.enroll(learner, course, certificate_name=learner.display_name)


@pytest.fixture
def other_enrollment(other_learner, course):
    return Enrollment.objects.enroll(
        other_learner, course, certificate_name=other_learner.display_name
    )


@pytest.fixture
def instructor(course):
    person = builders.make_person("Imani Feldt", "instructor@example.org")
    person.groups.add(Group.objects.get(name="Instructors"))
    CourseRole.objects.create(course=course, user=person)
    return person


def _member_of(group, name, email):
    person = builders.make_person(name, email)
    person.groups.add(Group.objects.get(name=group))
    return person


@pytest.fixture
def mentor(site):
    return _member_of("Mentors", "Rosa Okafor", "mentor@example.org")


@pytest.fixture
def moderator(site):
    return _member_of("Community moderators", "Jun Park", "moderator@example.org")


@pytest.fixture
def coordinator(site):
    return _member_of("Coordinators", "Lena Fischer", "coordinator@example.org")


@pytest.fixture
def admin(db):
    person = builders.make_person("Ada Admin", "admin@example.org")
    person.is_staff = person.is_superuser = True
    person.save()
    return person


@pytest.fixture
def client_for():
    """A browser, already signed in as somebody."""

    def sign_in(user):
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def as_learner(client_for, learner):
    return client_for(learner)


@pytest.fixture
def as_other(client_for, other_learner):
    return client_for(other_learner)


@pytest.fixture
def as_instructor(client_for, instructor):
    return client_for(instructor)


@pytest.fixture
def as_moderator(client_for, moderator):
    return client_for(moderator)


@pytest.fixture
def finished(enrollment, lessons):
    """The learner's enrollment after completing everything; the certificate is issued."""
    for page in lessons:
        builders.do_everything(enrollment, page)
        enrollment.complete_lesson(page)
    enrollment.refresh_from_db()
    return enrollment
