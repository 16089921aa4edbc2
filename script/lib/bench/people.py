"""A thousand learners of the flagship, each at a believable place in it.

Written in bulk: what matters is that the tables are as long as they would be.
The first ones are those whose sessions are driven: READERS are half way and have
done everything that the lessons ask; GRADUATES have finished.
"""

import random
import uuid
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.models import Institution, User
from courses.blocks import CHECK_BLOCKS
from courses.models import CoursePage, LessonPage
from learning.models import (
    Attempt,
    Bookmark,
    Certificate,
    ChecklistTick,
    Enrollment,
    LessonCompletion,
    LessonVisit,
    Note,
    Prompt,
    Reflection,
    ReflectionVersion,
)
from learning.models.bookmarks import target_of

FLAGSHIP = "beyond-the-job-board"
LEARNERS, SESSIONS = 1000, 24
READERS = [f"bench{number}@example.org" for number in range(SESSIONS)]
GRADUATES = [f"bench{number}@example.org" for number in range(SESSIONS, 2 * SESSIONS)]
TEACHERS = ["instructor@example.org"] * 8  # of the demonstration, with a browser for each client
INSTITUTIONS = 40
FINISHED_SHARE, LONGEST_AGO = 0.15, 63  # days
AT_ONCE = 500
REFLECTION = (
    "Our board shows vacancies and little else. The one post that students answered was a"
    " question about group interviews, which two of them had met that week. Next month I"
    " ask one question a week and name who should hear the answers.\n\n"
) * 2


def load():
    """Enroll them all, once. The same people every time, whatever the database."""
    if User.objects.filter(email=READERS[0]).exists():
        return
    chance = random.Random(20)  # noqa: S311 - the same every time is the point
    with transaction.atomic():
        Crowd(chance).enroll()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def readers():
    """The people whose sessions are driven, in the order of their sessions."""
    found = {user.email: user for user in User.objects.filter(email__in=READERS)}
    return [found[email] for email in READERS]


class Crowd:
    def __init__(self, chance):
        self.chance = chance
        self.now = timezone.now()
        self.course = CoursePage.objects.get(slug=FLAGSHIP)
        self.lessons = list(LessonPage.objects.in_course(self.course.path))
        self.prompts = {
            child.id: Prompt.objects.as_shown(child.block_type, child.value.as_shown())
            for lesson in self.lessons
            for child in lesson.body
            if child.block_type in (*CHECK_BLOCKS, "reflection")
        }
        kinds = (Attempt, ChecklistTick, LessonVisit, LessonCompletion, Note, Bookmark)
        self.rows = {model: [] for model in (*kinds, Reflection)}

    def enroll(self):
        enrollments = self._enrollments(self._people())
        for number, enrollment in enumerate(enrollments):
            self._history(enrollment, self._lessons_done(number))
        for model, rows in self.rows.items():
            model.objects.bulk_create(rows, AT_ONCE)
        self._submit_reflections()
        self._certify(enrollments)

    def _people(self):
        places = Institution.objects.bulk_create(
            Institution(name=f"College number {number}") for number in range(INSTITUTIONS)
        )
        password = make_password(None)
        people = User.objects.bulk_create(
            [
                User(
                    email=f"bench{number}@example.org",
                    password=password,
                    display_name=f"Learner Number {number}",
                    certificate_name=f"Learner Number {number}",
                    institution=places[number % INSTITUTIONS],
                    time_zone="America/Chicago",
                )
                for number in range(LEARNERS)
            ],
            AT_ONCE,
        )
        EmailAddress.objects.bulk_create(
            [EmailAddress(user=p, email=p.email, verified=True, primary=True) for p in people],
            AT_ONCE,
        )
        return people

    def _enrollments(self, people):
        return Enrollment.objects.bulk_create(
            [
                Enrollment(
                    user=person,
                    course=self.course,
                    course_key=self.course.key,
                    certificate_name=person.certificate_name,
                    enrolled_at=self.now - timedelta(days=self.chance.uniform(20, LONGEST_AGO)),
                )
                for person in people
            ],
            AT_ONCE,
        )

    def _lessons_done(self, number):
        """How many lessons this learner has completed."""
        everything = len(self.lessons)
        if number < SESSIONS:
            return everything // 2
        if number < 2 * SESSIONS or self.chance.random() < FINISHED_SHARE:
            return everything
        return self.chance.randrange(everything)

    def _history(self, enrollment, done):
        at = enrollment.enrolled_at
        is_reader = enrollment.user.email in READERS
        step = (self.now - at) / (len(self.lessons) + 2)
        for number, lesson in enumerate(self.lessons):
            if number > done and not is_reader:
                break
            at += step
            place = {"enrollment": enrollment, "lesson_key": lesson.key}
            where = place | {"lesson": lesson}
            if number <= done:
                visit = {"block_id": lesson.body[-1].id, "first_at": at, "last_at": at}
                visit["active_seconds"] = round(lesson.minutes * self.chance.uniform(30, 70))
                self.rows[LessonVisit].append(LessonVisit(**where, **visit))
            if number < done or is_reader:
                self._answers(place, lesson, at, enrollment.user, where)
            if number < done:
                self.rows[LessonCompletion].append(LessonCompletion(**where, completed_at=at))
        if done == len(self.lessons):
            enrollment.completed_at = at

    def _answers(self, place, lesson, at, user, where):
        for child in lesson.body:
            block = {"block_id": child.id}
            if child.block_type in CHECK_BLOCKS:
                key = child.value.right_answer()
                answer = {"prompt": self.prompts[child.id], "answered_at": at}
                if hasattr(child.value, "choices") and self.chance.random() < 0.3:
                    wrong = [pk for pk, _option in child.value.choices() if pk not in key][:1]
                    self._attempt(where, block, answer, wrong, False)
                self._attempt(where, block, answer, key, True)
            elif child.block_type == "checklist":
                self.rows[ChecklistTick] += [
                    ChecklistTick(**place, **block, item_id=item_id)
                    for item_id, _text in child.value.entries()[::2]
                ]
            elif child.block_type == "reflection":
                self.rows[Reflection].append(
                    Reflection(
                        user=user,
                        lesson=lesson,
                        lesson_key=lesson.key,
                        **block,
                        prompt=self.prompts[child.id],
                        draft=REFLECTION,
                        draft_saved_at=at,
                        started_at=at,
                        revision=1,
                    )
                )
        own = {"user": user, "lesson": lesson, "lesson_key": lesson.key}
        if user.email in READERS or self.chance.random() < 0.2:
            self.rows[Note].append(Note(**own, text="Show this to the alumni office."))
            target = target_of(Bookmark.Kind.LESSON, lesson.key)
            saved = Bookmark(user=user, kind="lesson", target=target, title=lesson.title)
            self.rows[Bookmark].append(saved)

    def _attempt(self, where, block, answer, chosen, correct):
        self.rows[Attempt].append(
            Attempt(**where, **block, **answer, chosen=chosen, correct=correct, token=uuid.uuid4())
        )

    def _submit_reflections(self):
        mine = Reflection.objects.filter(user__email__startswith="bench", submitted=None)
        ReflectionVersion.objects.bulk_create(
            [ReflectionVersion(reflection=row, number=1, text=row.draft) for row in mine], AT_ONCE
        )
        version = ReflectionVersion.objects.filter(reflection=OuterRef("pk"))
        mine.update(submitted=Subquery(version.values("pk")[:1]))

    def _certify(self, enrollments):
        finished = [row for row in enrollments if row.completed_at]
        Enrollment.objects.bulk_update(finished, ["completed_at"], AT_ONCE)
        certificates = [Certificate.snapshot_of(row) for row in finished]
        Certificate.objects.bulk_create(certificates, AT_ONCE)
