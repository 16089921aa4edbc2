"""The demonstration as the tests look at it: who and what is where, and a few rarer things."""

from functools import cached_property
from uuid import uuid4

from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.models import Institution, Membership, User
from community.models import ArticlePage, Mentorship, SharedFile, Space, Thread
from courses.models import CourseMedia, CoursePage, CoursePrerequisite, LessonPage
from learning.models import (
    Certificate,
    CheckIn,
    Cohort,
    Commitment,
    Enrollment,
    Invitation,
    Plan,
    Reflection,
    Shelf,
)
from tests import builders

COURSE = "beyond-the-job-board"
# Wider than a phone: it has to break, wherever it stands. In plain letters: another would have
# the catalog fetch a second font for it, which test_weight counts.
LONG_WORD = "Rechtsschutzversicherungsgesellschaftsangestellte"


def block(kind, **value):
    return {"type": kind, "id": str(uuid4()), "value": value}


class World:
    """Looks up addresses. Made once, after the demonstration is loaded."""

    def __init__(self):
        self.course = CoursePage.objects.get(slug=COURSE)
        self.lessons = list(LessonPage.objects.in_course(self.course.path))
        self.short_course = self._make_short_course()
        self.closed_course = builders.make_course(
            f"A closed course about a {LONG_WORD}", enrollment_open=False
        )
        self.next_course = builders.make_course("A second step")
        CoursePrerequisite.objects.create(
            course=self.next_course, required_course=self.course, enforced=True
        )
        blank = builders.make_person("Nobody Yet", "blank@example.org")
        self.held_file = builders.shared_file(blank, "Nobody’s first sheet", state="held")
        self.gone_file = builders.shared_file(blank, "Nobody’s old sheet")
        self.gone_file.withdraw()
        self._make_person_without_password()
        Enrollment.objects.enroll(
            builders.make_person("Somebody New", "starter@example.org"), self.course
        )
        self._write_articles()
        self._make_institutions(blank)
        self._enroll("newcomer")
        self.revoked = self._certificate_of("mentor")
        self.revoked.revoke(self.person("admin"), Certificate.Reason.values[0])
        self.superseded = self._certificate_of("moderator")
        self.superseded.reissue(self.person("admin"), f"A. {LONG_WORD}", "A new name")

    def _make_short_course(self):
        """Two lessons in order; the first has the kinds of blocks that the demonstration lacks."""
        course = builders.make_course("A course of two lessons", in_order=True)
        module = builders.make_module(course)
        first = [
            builders.text(),
            block(
                "video",
                title="A question",
                transcript="<p>Eleven answers.</p>",
                video=_recording("video").pk,
            ),
            block(
                "audio",
                title="An alumna",
                transcript="<p>One a month.</p>",
                audio=_recording("audio").pk,
            ),
            block(
                "embed",
                url="https://vimeo.com/123456",
                title="How a question spreads",
                why="Three minutes of one thread.",
                alternative="<p>A drawing.</p>",
            ),
            *builders.every_check(),
            builders.checklist(),
        ]
        builders.make_lesson(module, "Everything rare", first)
        builders.make_lesson(module, "Opens later")
        return course

    def _enroll(self, person):
        user = self.person(person)
        return Enrollment.objects.enroll(
            user, self.short_course, certificate_name=user.display_name
        )

    def _make_person_without_password(self):
        """They sign in by code and have a passkey."""
        user = builders.make_person("No Password", "passwordless@example.org")
        user.set_unusable_password()
        user.save()
        credential = {"clientExtensionResults": {"credProps": {"rk": True}}}
        self.passkey = WebAuthn.add(user, "The phone I carry to work", credential).instance

    def _make_institutions(self, invited):
        """An invitation whose link is known; a coordinator of two, one of them empty."""
        self.institution = Institution.objects.get(name="Port Ellery State University")
        self.bare_institution = Institution.named("A bare college")
        for institution in (self.institution, self.bare_institution):
            Membership.objects.accept(self.person("moderator"), institution, "coordinator")
        grant = self.institution.seat_grants.get(course=self.course)
        row = Invitation(institution=self.institution, grant=grant, email=invited.email)
        self.invitation_token = row.new_token()
        row.save()

    def commitment(self, person, of="user", **where):
        """The newest one of this person, or the one whose partner they are."""
        rows = Commitment.objects.filter(**{of: self.person(person)}, **where)
        return rows.first().get_absolute_url()

    def check_in(self, person, **where):
        """The first one of theirs that is so."""
        rows = CheckIn.objects.of(self.person(person)).filter(**where)
        return rows.order_by("due_on").first().get_absolute_url()

    def of_institution(self, action="institution", *args, bare=False):
        institution = self.bare_institution if bare else self.institution
        return reverse(f"learning:{action}", args=[institution.pk, *args])

    def seated(self, name):
        """The enrollment of somebody who has a seat of the institution."""
        return Enrollment.objects.get(user=self.person(name), seats__isnull=False)

    def cohort(self, action="cohort"):
        return reverse(f"learning:{action}", args=[Cohort.objects.order_by("pk").first().pk])

    def _write_articles(self):
        """One that waits for a moderator, and one that came back from there."""
        words = {"lead": "What we tried, in four lines.", "text": "We **moved** the desk."}
        self.waiting_article = ArticlePage.objects.begin(
            self.person("peter.vandersloot"), "A desk", **words
        )
        self.waiting_article.submit(self.waiting_article.author)
        learner = self.person("learner")
        self.returned_article = ArticlePage.objects.begin(learner, "A second desk", **words)
        self.returned_article.send_back(self.person("moderator"), "Ask her before you quote her.")

    @property
    def article(self):
        """The first article of the blogs, which has comments and a picture."""
        return ArticlePage.objects.live().order_by("first_published_at").first()

    def _certificate_of(self, person):
        enrollment = self._enroll(person)
        for lesson in self.short_lessons:
            builders.do_everything(enrollment, lesson)
            enrollment.complete_lesson(lesson)
        return enrollment.certificates.get()

    def show_rarities(self, live):
        """Whether the courses that only tests need are on the site."""
        added = [self.short_course.pk, self.closed_course.pk, self.next_course.pk]
        CoursePage.objects.filter(pk__in=added).update(live=live)

    @cached_property
    def short_lessons(self):
        return list(LessonPage.objects.in_course(self.short_course.path))

    @cached_property
    def certificate(self):
        """Of the flagship course; it does not end."""
        of_graduate = Certificate.objects.of(self.person("graduate"))
        return of_graduate.get(enrollment__course=self.course)

    @property
    def ending_certificate(self):
        """Of another course, to be renewed by now."""
        return Certificate.objects.of(self.person("graduate")).ending().get()

    @property
    def renewed_certificate(self):
        """The one that was renewed before it ended, and is over by now."""
        mine = Certificate.objects.of(self.person("mentor")).ending()
        return mine.exclude(replaced_by=None).get()

    def person(self, name):
        return User.objects.get(email=f"{name}@example.org")

    def lesson(self, number):
        """The address of a lesson of the flagship course; the first is number 1."""
        return self.lessons[number - 1].get_url()

    def reflection(self, name):
        """The address of the reflection of this person that has most versions."""
        mine = Reflection.objects.of(self.person(name)).submitted_ones()
        return mine.order_by("-revision").first().get_absolute_url()

    def talked_about(self, name):
        """The address of this person's reflection on which an instructor commented."""
        mine = Reflection.objects.of(self.person(name)).filter(comments__isnull=False)
        return mine.first().get_absolute_url()

    def plan(self, name):
        """The address at which others read this person's plan."""
        return Plan.objects.of(self.person(name)).get().get_absolute_url()

    def of_plan(self, action, name, *args):
        """The address of what readers and moderators do about this person's plan."""
        plan = Plan.objects.of(self.person(name)).get()
        return reverse(f"community:{action}", args=[plan.public_id, *args])

    def shared_reflection(self, name):
        """Where this person would share one of their reflections."""
        mine = Reflection.objects.of(self.person(name)).submitted_ones()
        return reverse("community:share_reflection", args=[mine.order_by("pk").first().pk])

    @cached_property
    def opening(self):
        """The first post of a thread about which nothing was reported."""
        return self.thread("What do you say when you take a post down").opening

    def thread(self, title):
        """The thread whose title begins so."""
        return Thread.objects.get(title__startswith=title)

    def file(self, title, action=None, *args):
        """The page of the shared file whose title begins so, or of what is done to it."""
        file = SharedFile.objects.get(title__startswith=title)
        if action is None:
            return file.get_absolute_url()
        return reverse(f"community:{action}", args=[file.pk, *args])

    def space(self, title):
        return Space.objects.filter(title=title).order_by("pk").first().get_absolute_url()

    def post(self, title, action, edited=False):
        """The address of an action on a post of this thread: the first, or one that was edited."""
        posts = self.thread(title).posts.published().order_by("number")
        post = posts.exclude(edited_at=None).first() if edited else posts.first()
        return reverse(f"community:{action}", args=[post.pk])

    def mentorship(self, mentee):
        """The address of this person's mentorship as a mentee."""
        row = Mentorship.objects.get(mentee=self.person(mentee))
        return reverse("community:mentorship", args=[row.pk])

    def shelf(self, title, action="shelf", *args):
        """The address of an action on the shelf whose name begins so."""
        shelf = Shelf.objects.get(title__startswith=title)
        return reverse(f"community:{action}", args=[shelf.pk, *args])

    def of_article(self, action):
        return reverse(f"community:{action}", args=[self.article.pk])

    def of_person(self, action, name):
        return reverse(f"community:{action}", args=[self.person(name).public_id])

    def bookmark(self, person, action):
        """The address of an action on a bookmark of this person's that has a note."""
        row = self.person(person).bookmarks.exclude(note="").first()
        return reverse(f"community:{action}", args=[row.pk])

    def of_course(self, action, course=None):
        return f"/learning/courses/{(course or self.course).pk}/{action}/"


def _recording(kind):
    media = CourseMedia(title=f"A {kind}", type=kind, duration=90)
    media.file.save(f"{kind}.mp4", ContentFile(b"not really"), save=False)
    media.captions.save(
        f"{kind}.vtt", ContentFile(b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n"), save=False
    )
    media.save()
    return media
