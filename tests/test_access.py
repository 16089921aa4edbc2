"""Who may do what: every address of the site × every part a person can have.

The rows are held against the URLconf, so that a new address without a row fails. The
objects are the learner's own: what the others get shows that forbidden is not found.
"""

import uuid
from datetime import timedelta
from functools import lru_cache

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from accounts import cms_urls
from accounts.mail.unsubscribing import unsubscribe_url
from accounts.models import MailSettings, Membership
from accounts.notification_forms import NotificationSettingsForm
from community.mentoring import due as mentoring_due
from community.models import Absence, ArticlePage, Mentor, Mentorship, Rung, Space, Thread
from courses.models import CourseMedia, CourseRole
from coursesite.bootstrap import bootstrap
from learning.models import (
    Bookmark,
    CalendarFeed,
    CertificateFile,
    Cohort,
    Enrollment,
    Example,
    Invitation,
    Plan,
    PlanFile,
    Reflection,
    SeatGrant,
    Shelf,
)
from tests import builders
from tests.access_table import TABLE
from tests.access_table.row import PAGES, ROLES
from tests.learning import peers, renewals
from tests.learning.audits import filled, frozen
from tests.learning.commitments import commit
from tests.learning.institutions import make_institution, seat_member
from tests.learning.plans import export, make_commitment
from tests.rows import quoted, tables

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.demo_site")]

GROUPS = {
    "mentor": "Mentors",
    "instructor": "Instructors",
    "moderator": "Community moderators",
    "coordinator": "Coordinators",
}
OURS = ("accounts.", "community.", "courses.", "coursesite.", "learning.")
OF_WAGTAIL = ("cms/", "documents/")
# Every visitor may have a session; Wagtail makes an empty row for the look of its CMS.
UNCOUNTED = {"django_session", "wagtailusers_userprofile"}


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
        section = builders.plan_section()
        empty_section = builders.plan_section("P2")
        blocks = [
            builders.text(),
            builders.single_choice(),
            builders.reflection(),
            builders.checklist(),
            builders.scenario(required=False),
            {"type": "video", "id": str(uuid.uuid4()), "value": film},
            builders.peer_look(),
            builders.plan_builder(empty_section, required=False),
            builders.reflection("What would help you?", required=False),
            builders.commitment(),
        ]
        self.lesson = builders.make_lesson(module, "A lesson", blocks, slug="lesson")
        self.media = media
        self.check, self.prompt, self.checklist, self.scenario = self.lesson.body[1:5]
        self.plan_block = self.lesson.body[-3]
        self.library_item = builders.library_item(builders.single_choice("Which one?"))
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
        self.shared = Reflection.objects.begin(self.learner, self.lesson, self.lesson.body[-2])
        self.shared.submit("For the instructor.", 0, Reflection.Visibility.INSTRUCTOR)
        self.plan = Plan.objects.begin(self.learner)
        self.plan.text_of(section).submit("Where we go.", 0)
        self._make_looks()
        frozen(self.learner, "aaari", days_ago=95)
        self.audit = filled(self.learner, "aaaaa")
        self.audited_post = self.audit.posts.last()
        self.phrase = self.people["instructor"].phrases.create(text="Who is missing?")
        self.shared.comments.create(author=self.people["instructor"], text="Yes.")
        Example.objects.create(
            reflection=self.shared,
            asked_by=self.people["instructor"],
            version=self.shared.submitted,
        )
        self._make_institution()
        self.space = Space.objects.get(kind="course", course_key=self.course.key)
        self.unsubscribe_token = unsubscribe_url(self.learner, ["reply"]).split("/")[-2]
        self.thread = Thread.objects.start(self.learner, self.space, "Which one?", kind="question")
        self.post = self.thread.opening
        self.answer = self.thread.reply(self.learner, "The first.")
        instructor = self.people["instructor"]
        other = Thread.objects.start(instructor, self.space, "Who knows?", kind="question")
        self.ask = other.opening.climb.offer(Rung.MEMBER, self.learner, timezone.now())
        self.absence = Absence.objects.create(
            user=instructor, starts_on=timezone.localdate(), ends_on=timezone.localdate()
        )
        self.file = builders.shared_file(self.learner, "A file")
        builders.new_version(self.file)
        self.shelf = Shelf.objects.create(owner=self.learner, title="Private")
        self.bookmark, _made = Bookmark.objects.keep(
            self.learner, "address", "https://a.example/", title="A", url="https://a.example/"
        )
        self.article = ArticlePage.objects.begin(
            self.learner, "An article", lead="Why.", text="Words."
        )
        self.article.submit(self.learner)
        self.finished = self._finished_course()
        self._make_commitments()
        self.mentor = Mentor.objects.begin(self.people["mentor"], weekly_cap=5)
        self.mentorship = Mentorship.objects.request(self.learner, self.mentor, "Please")
        self.mentorship.accept()
        self.contact = self.mentorship.notes.create(
            day=timezone.localdate(), minutes=9, what="A call"
        )
        mentoring_due.invite(self.enrollment_of(self.finished))
        issued = self.enrollment_of(self.finished).certificates.get()
        self.certificate = renewals.ending(issued, days=30)
        renewals.practice(self.learner)
        for paper in CertificateFile.Paper.values:
            self.certificate.pdf(paper)  # as the task does that follows the issue
        self.dated = make_commitment(self.learner)
        self.calendar = CalendarFeed.objects.make(self.learner)
        self.calendar.renew()
        self.revision = export(self.plan)
        for kind in PlanFile.Kind.values:
            self.revision.file(kind)
        self.clients = {role: self._client(role) for role in ROLES}

    def _make_looks(self):
        """The learner checked their plan, and is asked to look at the one of somebody else."""
        [self.rubric] = builders.blocks_of(self.lesson, "peer_look")
        peers.checked(peers.give_plan(self.learner), self.lesson, self.rubric)
        theirs = peers.give_plan(self.people["other"], sharing="reviewers")
        values = peers.request_values(self.lesson, self.rubric, self.course)
        self.look = theirs.looks.create(reviewer=self.learner, **values)

    def _make_institution(self):
        """The learner has a seat of it; it has invited somebody else."""
        coordinator = self.people["coordinator"]
        self.institution = make_institution(self.course, coordinator=coordinator)
        seat_member(self.learner, self.institution, self.course)
        self.cohort = Cohort.objects.create(
            course=self.course, institution=self.institution, name="Spring"
        )
        self.cohort.take_in(self.enrollment)
        self.membership = Membership.objects.members().get(user=self.learner)
        grant = SeatGrant.objects.get(institution=self.institution)
        self.invitation = Invitation(
            institution=self.institution, grant=grant, email="a@b.example", made_by=coordinator,
            sent_at=timezone.now() - timedelta(days=1),
        )  # fmt: skip
        self.invitation_token = self.invitation.new_token()
        self.invitation.save()

    def _make_commitments(self):
        """One of the learner's, due for a check-in, and one whose partner they are asked to be."""
        month = timezone.now() - timedelta(days=30)
        self.commitment = commit(self.learner, made_at=month)
        self.check_in = self.commitment.check_ins.get(days=30)
        self.partnered = commit(self.people["other"], partner=self.learner)

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
        self.card = builders.make_card(enrollment, lesson)
        return course

    def wishes(self):
        """The form of the notification settings, with one thing chosen."""
        form = NotificationSettingsForm(instance=MailSettings.objects.of(self.learner))
        return {field.html_name: field.value() or "" for field in form} | {"event_reply": "site"}

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
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 86_400  # they proved it when the cast was made
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


@lru_cache
def count_of_rows():
    """How many rows each table has, as one statement: it is asked some two thousand times."""
    names = [name for name in tables() if name not in UNCOUNTED]
    counts = ", ".join(f"(SELECT count(*) FROM {quoted(name)})" for name in names)
    return names, f"SELECT {counts}"


def rows():
    names, statement = count_of_rows()
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return dict(zip(names, cursor.fetchone(), strict=True))


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
