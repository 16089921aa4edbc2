"""Who may do what: every address of the site × every part a person can have.

The rows are held against the URLconf, so that a new address without a row fails. The
objects are the learner's own: what the others get shows that forbidden is not found.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver, reverse
from wagtail.models import ReferenceIndex

from accounts import cms_urls
from courses.models import CourseMedia, CourseRole
from coursesite.bootstrap import bootstrap
from learning.models import CertificateFile, Enrollment, Reflection
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.demo_site")]

ROLES = [
    "visitor", "learner", "other", "mentor", "instructor", "moderator", "coordinator", "admin",
]  # fmt: skip
GROUPS = {
    "mentor": "Mentors",
    "instructor": "Instructors",
    "moderator": "Community moderators",
    "coordinator": "Coordinators",
}
OURS = ("accounts.", "courses.", "coursesite.", "learning.")
OF_WAGTAIL = ("cms/", "documents/")
# Every visitor may have a session; Wagtail makes an empty row for the look of its CMS.
UNCOUNTED = {"sessions.Session", "wagtailusers.UserProfile"}


@dataclass
class Row:
    """What an address answers by role: to a GET, and to a POST of ``data(cast)``.

    "in" leads to signing in, "on" leads to another page. Without ``post`` a POST is no
    act of its own, or it is allauth's and tested with the accounts.
    """

    get: str
    post: str = ""
    args: Callable = lambda cast: []
    data: Callable = lambda cast: {}
    writes: str = "learner"  # for whom the POST makes or takes away rows


# role:       visitor learner other mentor instructor moderator coordinator admin
ALL = "           200 200 200 200 200 200 200 200"
PEOPLE = "         in 200 200 200 200 200 200 200"
MINE = "           in 200 404 404 404 404 404 404"
MY_FORM = "        in  on 404 404 404 404 404 404"
IN_THE_COURSE = "  in  on enroll enroll enroll enroll enroll enroll"
SIGNED_IN_ON = "   in  on  on  on  on  on  on  on"
OUTSIDE = "       200  on  on  on  on  on  on  on"
STAFF = "          in  in  in  in 200  on  on 200"
READERS = "       404 200 404 404 200 404 404 200"  # of a lesson: who takes or writes it
NOBODY = "        404 404 404 404 404 404 404 404"
NO_SECOND_STEP = " in 404 404 404 404 404 404 404"
TO_SIGN_IN = "     in  in  in  in  in  in  in  in"
ELSEWHERE = "      on  on  on  on  on  on  on  on"
REFUSED = "       405 405 405 405 405 405 405 405"
READ_ONLY = "      in 405 405 405 405 405 405 405"
PEOPLE_ONLY = "other mentor instructor moderator coordinator admin"

PAGES = r"/^((?:[\w\-]+/)*)$"  # Wagtail's pages, which any address may be

TABLE = {
    # For machines and for everyone
    "/healthz": Row(ALL),
    "/readyz": Row(ALL),
    "brand_css": Row(ALL),
    "public_file": Row(NOBODY, args=lambda cast: ["documents/secret.pdf"]),
    PAGES: Row(ALL),
    "wagtail_serve": Row(ALL, args=lambda cast: ["courses/a-course/"]),
    "wagtailcore_authenticate_with_password": Row(NOBODY, args=lambda cast: [1, 1]),
    "wagtailcore_login": Row(TO_SIGN_IN),
    "learning:verify": Row(ALL, REFUSED, writes=""),
    "learning:verify_certificate": Row(
        ALL, REFUSED, args=lambda cast: [cast.certificate.code], writes=""
    ),
    "demo_mail": Row(ALL),
    "demo_message": Row(NOBODY, args=lambda cast: ["no-such-mail"]),
    # Signing in and up
    "account_login": Row(OUTSIDE),
    "account_signup": Row(OUTSIDE),
    "account_logout": Row("on 200 200 200 200 200 200 200"),
    "account_inactive": Row(ALL),
    "account_reauthenticate": Row(PEOPLE),
    "account_email_verification_sent": Row(SIGNED_IN_ON),
    "account_request_login_code": Row(OUTSIDE),
    "account_confirm_login_code": Row(SIGNED_IN_ON),
    "account_reset_password": Row(ALL),
    "account_confirm_password_reset_code": Row(TO_SIGN_IN),
    "account_complete_password_reset": Row(ELSEWHERE),
    "account_password_reset_completed": Row(ALL),
    "mfa_authenticate": Row(SIGNED_IN_ON),
    "mfa_login_webauthn": Row(SIGNED_IN_ON),
    # One's own account
    "account_settings": Row(PEOPLE),
    "account_profile": Row(
        PEOPLE, SIGNED_IN_ON, data=lambda cast: {"display_name": "New name"}, writes=""
    ),
    "account_data": Row(PEOPLE),
    "account_data_download": Row(PEOPLE),
    "account_email": Row(PEOPLE),
    "account_change_password": Row(PEOPLE),
    "account_set_password": Row(SIGNED_IN_ON),
    "mfa_index": Row(PEOPLE),
    "mfa_reauthenticate": Row(SIGNED_IN_ON),
    "mfa_activate_totp": Row(PEOPLE),
    "mfa_deactivate_totp": Row(NO_SECOND_STEP),
    "mfa_view_recovery_codes": Row(NO_SECOND_STEP),
    "mfa_generate_recovery_codes": Row(PEOPLE),
    "mfa_download_recovery_codes": Row(NO_SECOND_STEP),
    "mfa_list_webauthn": Row(PEOPLE),
    "mfa_add_webauthn": Row(PEOPLE),
    "mfa_reauthenticate_webauthn": Row(SIGNED_IN_ON),
    "mfa_remove_webauthn": Row(MINE, args=lambda cast: [cast.passkey().pk]),
    "mfa_edit_webauthn": Row(MINE, args=lambda cast: [cast.passkey().pk]),
    "person": Row(PEOPLE, args=lambda cast: [cast.learner.public_id]),
    # Taking a course
    "learning:enroll": Row(
        "in on 200 200 200 200 200 200", SIGNED_IN_ON, args=lambda cast: [cast.course.pk],
        data=lambda cast: {"certificate_name": "Lea"}, writes=PEOPLE_ONLY,
    ),
    "learning:leave": Row(MINE, MY_FORM, args=lambda cast: [cast.course.pk], writes=""),
    "learning:finish": Row(READ_ONLY, MY_FORM, args=lambda cast: [cast.course.pk], writes=""),
    "learning:completed": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.finished.pk], writes=""
    ),
    # In a lesson
    "learning:complete_lesson": Row(
        READ_ONLY, SIGNED_IN_ON, args=lambda cast: [cast.empty_lesson.pk]
    ),
    "learning:reach": Row(
        REFUSED, "204 204 204 204 204 204 204 204", args=lambda cast: [cast.lesson.pk]
    ),
    "learning:answer_check": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.check.id],
        data=lambda cast: {"option": builders.wrong_option(cast.check), "token": uuid.uuid4()},
    ),
    "learning:tick_checklist": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.checklist.id],
        data=lambda cast: {"item": cast.checklist.value.entries()[0][0]},
    ),
    "learning:save_reflection": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.prompt.id],
        data=lambda cast: {"text": "Words", "revision": 1, "visibility": "private"},
    ),
    "learning:draft_reflection": Row(
        REFUSED, "401 200 403 403 403 403 403 403",
        args=lambda cast: [cast.lesson.pk, cast.prompt.id],
        data=lambda cast: {"text": "Words", "revision": 1}, writes="",
    ),
    "learning:save_note": Row(
        REFUSED, IN_THE_COURSE, args=lambda cast: [cast.lesson.pk],
        data=lambda cast: {"text": "Words", "seen": ""},
    ),
    "learning:toggle_bookmark": Row(
        REFUSED, SIGNED_IN_ON, args=lambda cast: [cast.lesson.pk],
        data=lambda cast: {"keep": "1"}, writes=f"learner {PEOPLE_ONLY}",
    ),
    "learning:media": Row(READERS, REFUSED, args=lambda cast: [cast.media.pk], writes=""),
    "learning:captions": Row(READERS, REFUSED, args=lambda cast: [cast.media.pk], writes=""),
    # What is one's own
    "learning:dashboard": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:record": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:reflections": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:reflection": Row(
        MINE, MY_FORM, args=lambda cast: [cast.reflection.pk],
        data=lambda cast: {"text": "Words", "revision": 1, "visibility": "private"},
    ),
    "learning:reflections_markdown": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:reflections_pdf": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:notes": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:bookmarks": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:certificates": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:certificate": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.certificate.code], writes=""
    ),
    "learning:certificate_pdf": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.certificate.code], writes=""
    ),
    # The CMS, where it is ours
    "/cms/login/": Row(TO_SIGN_IN),
    "/_util/login/": Row(TO_SIGN_IN),
    "/cms/logout/": Row("on 200 200 200 200 200 200 200"),
    "/cms/account/": Row("in in in in 200 200 200 200"),
    "/cms/password_reset/": Row(ELSEWHERE),
    "/cms/password_reset/<path:rest>": Row(ELSEWHERE),
    "learners_report": Row(STAFF),
    "learners_report_results": Row(STAFF),
    "learner_override": Row(
        "in in in in 200 404 404 200", "in in in in on 404 404 on",
        args=lambda cast: [cast.enrollment.pk],
        data=lambda cast: {"lesson": cast.lesson.pk, "reason": "By paper"},
        writes="instructor admin",
    ),
    "wagtailusers_users:index": Row("in in in in on on on 200"),
    "wagtailusers_users:index_results": Row("in in in in on on on 200"),
}  # fmt: skip


# The cast and what is theirs


class Cast:
    """The people, each with a browser, and the things of the learner."""

    def __init__(self):
        bootstrap()
        self.course = builders.make_course(slug="a-course")
        module = builders.make_module(self.course)
        media = CourseMedia(title="A film", type="video", duration=9)
        media.file.save("film.mp4", ContentFile(b"not really"), save=False)
        media.captions.save("film.vtt", ContentFile(b"WEBVTT\n\n00:00.000 --> 00:01.000\nA\n"))
        film = {"title": "A film", "transcript": "<p>Words.</p>", "video": media.pk}
        blocks = [
            builders.text(),
            builders.single_choice(),
            builders.reflection(),
            builders.checklist(),
            {"type": "video", "id": str(uuid.uuid4()), "value": film},
        ]
        self.lesson = builders.make_lesson(module, "A lesson", blocks, slug="lesson")
        self.media = media
        self.check, self.prompt, self.checklist = self.lesson.body[1:4]
        self.empty_lesson = builders.make_lesson(module, "Nothing asked", [builders.text()])
        ReferenceIndex.create_or_update_for_object(self.lesson)
        self.people = {role: self._person(role) for role in ROLES[1:]}
        CourseRole.objects.create(course=self.course, user=self.people["instructor"])
        self.learner = self.people["learner"]
        self.enrollment = Enrollment.objects.enroll(
            self.learner, self.course, certificate_name="Lea Learner"
        )
        self.reflection = Reflection.objects.begin(self.learner, self.lesson, self.prompt)
        self.reflection.submit("Mine alone.", 0)
        self.finished = self._finished_course()
        self.certificate = self.enrollment_of(self.finished).certificates.get()
        for paper in CertificateFile.Paper.values:
            self.certificate.pdf(paper)  # as the task does that follows the issue
        self.clients = {role: self._client(role) for role in ROLES}

    def _person(self, role):
        person = builders.make_person(role.title(), f"{role}@example.org")
        if role in GROUPS:
            person.groups.add(Group.objects.get(name=GROUPS[role]))
        if role == "admin":
            person.is_staff = person.is_superuser = True
            person.save()
        return person

    def _finished_course(self):
        course = builders.make_course("Finished")
        lesson = builders.make_lesson(builders.make_module(course))
        enrollment = Enrollment.objects.enroll(self.learner, course, certificate_name="Lea Learner")
        builders.do_everything(enrollment, lesson)
        enrollment.complete_lesson(lesson)
        return course

    def passkey(self):
        data = {"name": "Key", "credential": {}}
        return Authenticator.objects.create(
            user=self.learner, type=Authenticator.Type.WEBAUTHN, data=data
        )

    def enrollment_of(self, course):
        return Enrollment.objects.get(user=self.learner, course=course)

    def _client(self, role):
        client = Client()
        if role != "visitor":
            client.force_login(
                self.people[role], "allauth.account.auth_backends.AuthenticationBackend"
            )
            client.post(reverse("account_reauthenticate"), {"password": builders.PASSWORD})
        return client


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """The cast, made once for this file and taken back when it is done."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(
            MEDIA_ROOT=media,
            PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
            CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        ):
            cast = Cast()
        yield cast, media
        transaction.set_rollback(True)


@pytest.fixture
def cast(made, db, settings):
    cast, settings.MEDIA_ROOT = made
    settings.DEMO = True
    return cast


def routes(resolver=None, prefix="", namespace=""):
    """The names of every address of ours; the path of one without a name."""
    for pattern in (resolver or get_resolver("tests.accounts.demo_site")).url_patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern, path, inner)
        else:
            name = namespace + pattern.name if pattern.name else ""
            if is_ours(pattern, path, name):
                yield name or f"/{path}"


def is_ours(pattern, path, name):
    """All of the site, and of Wagtail's part what we put there or in the way of it."""
    if not path.startswith(OF_WAGTAIL) or pattern in cms_urls.urlpatterns:
        return True
    view = getattr(pattern.callback, "view_class", pattern.callback)
    return view.__module__.startswith(OURS) or (name and not name.startswith("wagtail"))


def url_of(key, cast):
    if key == PAGES:
        return cast.lesson.get_url()
    return key if key.startswith("/") else reverse(key, args=TABLE[key].args(cast))


def answer(response):
    """ "in", "enroll", "on", or the status."""
    if response.status_code != 302:
        return str(response.status_code)
    if response.url.startswith((reverse("account_login"), "/cms/login/")):
        return "in"
    return "enroll" if "/enroll/" in response.url else "on"


def rows():
    """How many rows each model has."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.label not in UNCOUNTED
    }


def by_role(text):
    return dict(zip(ROLES, text.split(), strict=True))


def test_every_address_has_a_row():
    assert set(TABLE) == set(routes())


@pytest.mark.parametrize("key", TABLE)
def test_who_may_look_and_looking_writes_nothing(cast, key):
    url = url_of(key, cast)
    before = rows()
    found = {role: answer(client.get(url)) for role, client in cast.clients.items()}
    assert found == by_role(TABLE[key].get)
    assert rows() == before


@pytest.mark.parametrize("key", [key for key, row in TABLE.items() if row.post])
def test_who_may_act(cast, key):
    row, found, writers = TABLE[key], {}, []
    before = rows()
    for role, client in cast.clients.items():
        with transaction.atomic():
            found[role] = answer(client.post(url_of(key, cast), row.data(cast)))
            if rows() != before:
                writers.append(role)
            transaction.set_rollback(True)
        cache.clear()
    assert found == by_role(row.post)
    assert writers == row.writes.split()
