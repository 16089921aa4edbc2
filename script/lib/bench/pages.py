"""What is driven: for each page its request, and what the answer has to be.

``Page.call`` gives the next request of a session. An answer with another status,
or without the words that only the right page has, ends the bench: an error page
is never timed. ``before`` puts the rows back that a round of requests needs, and
is not timed either.
"""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from community.models import Post, Thread
from community.standing import POSTS_AN_HOUR
from courses.models import CoursePage, LessonPage
from learning.models import Certificate, CertificateFile, LessonCompletion, Reflection

from . import big
from .people import FLAGSHIP, GRADUATES, READERS, REFLECTION, TEACHERS
from .talk import ROOM


@dataclass
class Call:
    path: str
    words: str
    body: bytes | None = None
    headers: dict = field(default_factory=dict)
    status: int = 200
    answered: object = None  # what to do with the answer's body
    where: str = "body"


class World:
    """The rows that pages are made from, read once."""

    def __init__(self, host):
        self.host = host
        self.course = CoursePage.objects.get(slug=FLAGSHIP)
        self.lessons = list(LessonPage.objects.in_course(self.course.path))
        self.urls = [lesson.get_url() for lesson in self.lessons]
        self.half = len(self.lessons) // 2
        self.codes = dict(
            Certificate.objects.filter(enrollment__user__email__in=GRADUATES).values_list(
                "enrollment__user__email", "code"
            )
        )


class Page:
    """One row of the table. ``aim`` is in multiples of the floor; ``most_ms`` in CPU ms."""

    title = ""
    people = READERS
    aim = None
    most_ms = None
    most_kb = None  # of HTML
    at_most = None  # requests in a round, where rows run out
    is_big = False  # measured after the others, beside the course of ``big``

    def __init__(self, world):
        self.world = world

    def before(self, sessions):
        """Make ready for a round."""

    def call(self, session):
        raise NotImplementedError


class Floor(Page):
    title = "floor"

    def call(self, session):
        return Call("/bench/floor/", f"Hello, {session.user.display_name}")


class Catalog(Page):
    title = "catalog"
    aim = 1.2

    def call(self, session):
        return Call("/courses/", self.world.course.title)


class Course(Page):
    title = "course"
    aim = 2.3

    def call(self, session):
        return Call(self.world.course.get_url(), 'class="course__card"')


class Lesson(Page):
    """All lessons of the course in turn, by learners who answered everything in them.

    The sessions begin at different lessons, so that any few requests see many of them.
    """

    title = "lesson"
    aim = 2

    def call(self, session):
        number = (session.requests + session.number) % len(self.world.lessons)
        return Call(self.world.urls[number], f'data-reach="{self._reach(number)}"')

    def _reach(self, number):
        return reverse("learning:reach", args=[self.world.lessons[number].pk])


class Complete(Page):
    """Each request completes another lesson of another learner, never the course's last."""

    title = "complete"
    aim = 1.8

    def __init__(self, world):
        super().__init__(world)
        self.open = world.lessons[world.half : -1]
        self.at_most = len(self.open) * len(READERS)

    def before(self, sessions):
        done = LessonCompletion.objects.filter(enrollment__user__in=[s.user for s in sessions])
        done.filter(lesson__in=self.open).delete()
        for session in sessions:
            session.kept["complete"] = 0

    def call(self, session):
        number = session.kept["complete"]
        session.kept["complete"] += 1
        lesson = self.open[number]
        after = self.world.urls[self.world.half + number + 1]
        return Call(
            reverse("learning:complete_lesson", args=[lesson.pk]),
            f"{after}#lesson-title",
            body=urlencode({"csrfmiddlewaretoken": session.token}).encode(),
            headers=session.form(self.world.host),
            status=302,
            where="location",
        )


class Autosave(Page):
    """Each request sends a longer text against the newest revision, as the script does."""

    title = "autosave"
    aim = 1.5

    def before(self, sessions):
        rows = Reflection.objects.filter(user__in=[session.user for session in sessions])
        rows.update(draft=REFLECTION)
        by_user = {}
        for row in rows.order_by("lesson__path", "block_id"):
            by_user.setdefault(row.user_id, []).append(row)
        for session in sessions:
            session.kept["rows"] = by_user[session.user.pk]

    def call(self, session):
        row = session.kept["rows"][session.requests % len(session.kept["rows"])]
        row.draft += f" And word {row.revision}."
        sent = {"text": row.draft, "revision": row.revision}

        def answered(body):
            row.revision = json.loads(body)["revision"]

        return Call(
            reverse("learning:draft_reflection", args=[row.lesson_id, row.block_id]),
            f'"revision": {row.revision + 1},',
            body=urlencode(sent).encode(),
            headers=session.form(self.world.host),
            answered=answered,
        )


class Dashboard(Page):
    title = "dashboard"
    aim = 2

    def call(self, session):
        return Call("/learning/", f"Hello, {session.user.display_name}")


class StoredCertificate(Page):
    title = "certificate, stored"
    aim = 1.6
    people = GRADUATES

    def call(self, session):
        code = self.world.codes[session.user.email]
        paper = ("a4", "letter")[session.requests % 2]
        path = reverse("learning:certificate_pdf", args=[code])
        return Call(f"{path}?paper={paper}", "%PDF-")


class FirstCertificate(StoredCertificate):
    """As stored, but no file is: each request renders and keeps one."""

    title = "certificate, first"
    aim = None
    most_ms = 150
    at_most = 2 * len(GRADUATES)

    def before(self, sessions):
        people = [session.user for session in sessions]
        CertificateFile.objects.filter(certificate__enrollment__user__in=people).delete()
        for session in sessions:
            session.requests = 0


class Hub(Page):
    title = "hub"
    aim = 3

    def call(self, session):
        return Call("/community/", "Everything that waits")


class ThreadPage(Page):
    """A thread of 200 posts on one page."""

    title = "thread of 200"
    aim = 8
    name, query, words = "Long 0", "show=all", 'data-number="200"'

    def __init__(self, world):
        super().__init__(world)
        thread = Thread.objects.get(space__slug=ROOM, title=self.name)
        self.path = f"{thread.get_absolute_url()}?{self.query}"

    def call(self, session):
        return Call(self.path, self.words)


class DeepThreadPage(ThreadPage):
    """The twentieth page of 50 posts in a thread of 2,000."""

    title = "50 posts of 2,000"
    aim = 3
    name, query, words = "Long 1", "page=20", 'data-number="1000"'


class Reply(Page):
    """Each request replies in a thread of the session's own, as often as one may in an hour."""

    title = "reply"
    aim = 2.5
    at_most = (POSTS_AN_HOUR[False] - 1) * len(READERS)

    def before(self, sessions):
        people = [session.user for session in sessions]
        long_ago = timezone.now() - timedelta(hours=2)
        Post.objects.filter(author__in=people).update(created_at=long_ago)
        threads = Thread.objects.filter(space__slug=ROOM, author__in=people)
        by_author = {thread.author_id: thread for thread in threads}
        for session in sessions:
            session.kept["thread"] = by_author[session.user.pk]

    def call(self, session):
        thread = session.kept["thread"]
        return Call(
            reverse("community:reply", args=[thread.pk]),
            "#post-",
            body=urlencode({"text": f"A thought, number {session.requests}."}).encode(),
            headers=session.form(self.world.host),
            status=302,
            where="location",
        )


class Learners(Page):
    """The instructor's table: 25 of 1,000 learners, its pages in turn."""

    title = "learners, 25 of 1,000"
    people = TEACHERS
    aim = 7
    most_kb = 120

    def call(self, session):
        number = session.requests % 40 + 1
        return Call(f"/cms/reports/learners/?p={number}", "Learner Number")


class Reports(Page):
    """The three reports of the flagship and the first screen of the CMS, in turn.

    Each reads everything that a thousand people did, so that a round is a few requests: as
    many as for the other pages took longer than anybody waited.
    """

    title = "reports"
    people = TEACHERS
    most_ms = 2000
    at_most = 16

    @property
    def course(self):
        return self.world.course

    def call(self, session):
        pk = self.course.pk
        calls = [
            Call(reverse("report_funnel", args=[pk]), "Biggest drop"),
            Call(reverse("report_lessons", args=[pk]), "report__opened"),
            Call(reverse("report_items", args=[pk]), "first attempts"),
            Call("/cms/", "my-courses"),
        ]
        return calls[(session.requests + session.number) % len(calls)]


class BigReports(Reports):
    """As reports, of a course with 10,000 enrollments and 200,000 answers.

    What the first screen keeps for an hour is found out anew in each round.
    """

    title = "reports of 10,000"
    people = big.TEACHERS
    at_most = 8
    is_big = True

    @cached_property
    def course(self):
        return CoursePage.objects.get(slug=big.SLUG)

    def before(self, sessions):
        cache.delete(f"course-care-{self.course.key}")


PAGES = {
    "catalog": Catalog,
    "course": Course,
    "lesson": Lesson,
    "complete": Complete,
    "autosave": Autosave,
    "dashboard": Dashboard,
    "first-certificate": FirstCertificate,
    "certificate": StoredCertificate,
    "hub": Hub,
    "thread": ThreadPage,
    "deep-thread": DeepThreadPage,
    "reply": Reply,
    "learners": Learners,
    "reports": Reports,
    "big-reports": BigReports,
}
