"""The demonstration's institution: its people, seats and cohorts, and how far they are.

Made with few queries and without telling anybody. Where there is a cohort already,
everything is left as it is.
"""

import random
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.demo import PASSWORD, workdays_ago
from accounts.models import Institution, Membership, User
from courses.blocks import CHECK_BLOCKS
from courses.models import CoursePage, LessonPage
from learning.models import (
    Announcement,
    Attempt,
    Certificate,
    Cohort,
    CohortMember,
    Enrollment,
    EvaluationAnswer,
    EvaluationGiven,
    InstitutionCode,
    Invitation,
    LessonCompletion,
    LessonVisit,
    Prompt,
    Seat,
    SeatGrant,
)

COURSE, SECOND_COURSE = "beyond-the-job-board", "alumni-mentor-network"
INSTITUTION = "Port Ellery State University"
ALREADY_HERE = ["finisher", "helen.baptiste", "marcus.bell"]
OPEN_COHORT = ["yusuf.karim", "tomas.requena", "dana.whitfield", "gwen.pruitt", "kath.orourke"]

# Name, workdays since they enrolled, lessons done, workdays between two of them, and the
# share of checks that they had wrong at first.
FALL = [
    ("Adaeze Brooks", 41, 20, 1.6, 0.15), ("Callum Reyes", 41, 20, 1.8, 0.3),
    ("Farah Lindholm", 40, 20, 1.4, 0.1), ("Gideon Marsh", 40, 20, 1.9, 0.35),
    ("Hye-jin Seo", 39, 20, 1.5, 0.2), ("Ilse Vandermeer", 39, 20, 1.7, 0.25),
    ("Joaquín Peralta", 38, 16, 2.1, 0.3), ("Keisha Dunmore", 38, 11, 2.4, 0.2),
    ("Lucian Petrescu", 37, 6, 1.2, 0.4), ("Maribel Ochoa", 36, 3, 2.0, 0.5),
]  # fmt: skip
WINTER = [
    ("Nadia Haddad", 14, 8, 1.4, 0.15), ("Esteban Castellanos", 14, 6, 2.0, 0.35),
    ("Piper Langston", 13, 5, 2.2, 0.25), ("Ravi Menon", 13, 3, 2.0, 0.2),
    ("Sunniva Dahl", 12, 1, 1.0, 0.4), ("Tobias Grell", 11, 0, 1.0, 0.0),
]  # fmt: skip
LEFT = "Lucian Petrescu"
# Of those who finished: the three answers, and a comment.
EVALUATIONS = [
    (5, 4, 5, "Keep the tally sheet. It ended a two-year argument in one meeting."),
    (4, 4, 4, "The module on measures could come earlier: I would have audited differently."),
    (5, 5, 5, ""),
    (4, 3, 4, "More examples from commuter campuses, please. Ours empties at four."),
    (5, 4, 5, "The first ask, word for word, is what I use. Keep it as it is."),
    (3, 3, 4, "Good, but long beside a full calendar. Say up front which lessons can wait."),
]
ANNOUNCEMENTS = [
    ("Port Ellery, fall", 39, "Welcome, and how we do this",
     "Two lessons a week is plenty. We compare notes in the discussion on Fridays; bring one"
     " post that nobody answered."),
    ("Port Ellery, fall", 12, "Last weeks",
     "Most of you are close. If the plan is what holds you up, post the half of it that exists."),
    ("Port Ellery, winter", 13, "Your seats are open",
     "Start with the audit before the holidays: thirty posts, one sheet, forty minutes."),
]  # fmt: skip
INVITED = [("registrar-careers@example.net", "Wren Abbott"), ("w.tull@example.net", "Wallis Tull")]


@transaction.atomic
def load_cohorts():
    if Cohort.objects.exists():
        return
    course = CoursePage.objects.filter(slug=COURSE).first()
    institution = Institution.objects.filter(name=INSTITUTION).first()
    if course and institution:
        Demonstration(course, institution).tell()


def checks_of(lesson):
    """(block, prompt) of what is answered without words of one's own."""
    for block in lesson.body:
        if block.block_type in CHECK_BLOCKS and block.block_type != "self_explain":
            yield block, Prompt.objects.as_shown(block.block_type, block.value.as_shown())


class Demonstration:
    def __init__(self, course, institution):
        self.course, self.institution = course, institution
        self.lessons = list(LessonPage.objects.in_course(course.path))
        self.checks = {lesson.pk: list(checks_of(lesson)) for lesson in self.lessons}
        self.coordinator = self._person("coordinator")
        self.instructor = self._person("instructor")

    @staticmethod
    def _person(name):
        return User.objects.get(email=f"{name}@example.org")

    def tell(self):
        self._hold_seats()
        password = make_password(PASSWORD)
        cohorts = {}
        for name, starts, people in (("fall", 42, FALL), ("winter", 15, WINTER)):
            cohort = Cohort.objects.create(
                course=self.course, institution=self.institution, name=f"Port Ellery, {name}",
                starts_on=workdays_ago(starts).date(), made_at=workdays_ago(starts),
                host=self.instructor,
            )  # fmt: skip
            cohorts[cohort.name] = cohort
            for values in people:
                self._take_in(cohort, self._learn(password, *values))
        for name in ALREADY_HERE:
            for row in Enrollment.objects.filter(
                user=self._person(name), course_key=self.course.key
            ):
                self._take_in(cohorts["Port Ellery, fall"], row)
        several = Cohort.objects.create(
            course=self.course, name="Evenings, all colleges", made_at=workdays_ago(20)
        )
        for name in OPEN_COHORT:
            for row in Enrollment.objects.filter(
                user=self._person(name), course_key=self.course.key
            ):
                several.take_in(row)
        for name, days, title, text in ANNOUNCEMENTS:
            Announcement.objects.create(
                cohort=cohorts[name], author=self.instructor, title=title, text=text,
                made_at=workdays_ago(days, "10:20"),
            )  # fmt: skip
        self._evaluate(cohorts["Port Ellery, fall"])
        self._invite(cohorts["Port Ellery, winter"])

    def _hold_seats(self):
        row = Membership.objects.accept(
            self.coordinator, self.institution, Membership.Role.COORDINATOR
        )
        Membership.objects.filter(pk=row.pk).update(accepted_at=workdays_ago(46))
        begins = workdays_ago(45).date()
        self.grant = SeatGrant.objects.create(
            institution=self.institution, course=self.course, seats=60, starts_on=begins,
            ends_on=begins + timedelta(days=365),
        )  # fmt: skip
        if second := CoursePage.objects.filter(slug=SECOND_COURSE).first():
            SeatGrant.objects.create(
                institution=self.institution, course=second, seats=30, starts_on=begins
            )
        InstitutionCode.objects.renew(self.institution, self.coordinator)

    def _learn(self, password, name, days, done, pace, wrong):
        """An account and what its person did, lesson after lesson."""
        joined, at = workdays_ago(days, "09:10"), workdays_ago(days, "09:30")
        first, _space, last = name.lower().rpartition(" ")
        address = f"{first}.{last}".encode("ascii", "ignore").decode()
        user = User.objects.create(
            email=f"{address}@example.org", password=password, display_name=name,
            certificate_name=name, institution=self.institution, listed=False, date_joined=joined,
            terms_accepted_at=joined,
        )  # fmt: skip
        enrollment = Enrollment.objects.create(
            user=user, course=self.course, course_key=self.course.key, certificate_name=name,
            enrolled_at=at, enrolled_by=self.coordinator,
        )  # fmt: skip
        chance = random.Random(name)  # noqa: S311  the same for every demonstration
        visits, completions, attempts = [], [], []
        for number, lesson in enumerate(self.lessons[:done]):
            begun = workdays_ago(max(1, days - int(number * pace)), f"{10 + number % 7}:15")
            ended = begun + timedelta(minutes=lesson.minutes)
            place = {"enrollment": enrollment, "lesson": lesson, "lesson_key": lesson.key}
            visits.append(
                LessonVisit(
                    **place,
                    block_id=lesson.body[-1].id,
                    first_at=begun,
                    last_at=ended,
                    active_seconds=int(lesson.minutes * 60 * chance.uniform(0.6, 1.3)),
                )  # fmt: skip
            )
            completions.append(LessonCompletion(**place, completed_at=ended))
            for block, prompt in self.checks[lesson.pk]:
                for answer in self._answers(block, chance, wrong):
                    attempts.append(
                        Attempt(
                            **place,
                            block_id=block.id,
                            prompt=prompt,
                            chosen=block.value.normal(answer),
                            answered_at=ended,
                            correct=block.value.is_right(answer),
                        )  # fmt: skip
                    )
        LessonVisit.objects.bulk_create(visits)
        LessonCompletion.objects.bulk_create(completions)
        Attempt.objects.bulk_create(attempts)
        if done == len(self.lessons):
            enrollment.completed_at = completions[-1].completed_at
            enrollment.save(update_fields=["completed_at"])
            Certificate.objects.issue(enrollment)
        elif name == LEFT:
            enrollment.left_at = workdays_ago(days - 15)
            enrollment.save(update_fields=["left_at"])
        return enrollment

    @staticmethod
    def _answers(block, chance, wrong):
        """Perhaps one that is wrong, then the right one."""
        if block.block_type == "single_choice" and chance.random() < wrong:
            key = block.value.key()
            yield [chance.choice([pk for pk, _o in block.value.choices() if pk not in key])]
        yield list(block.value.right_answer())

    def _take_in(self, cohort, enrollment):
        at = enrollment.enrolled_at
        Membership.objects.create(
            user=enrollment.user, institution=self.institution, accepted_at=at
        )
        Seat.objects.create(grant=self.grant, enrollment=enrollment, taken_at=at)
        CohortMember.objects.create(cohort=cohort, enrollment=enrollment, joined_at=at)

    def _evaluate(self, cohort):
        finished = Enrollment.objects.finished().filter(cohort_memberships__cohort=cohort)
        for enrollment, values in zip(finished, EVALUATIONS, strict=False):
            promise, time, recommend, comment = values
            EvaluationGiven.objects.create(enrollment=enrollment)
            EvaluationAnswer.objects.create(
                course_key=self.course.key, version=self.course.version_label, promise=promise,
                time=time, recommend=recommend, comment=comment,
            )  # fmt: skip

    def _invite(self, cohort):
        for email, name in INVITED:
            row = Invitation(
                institution=self.institution, grant=self.grant, cohort=cohort, email=email,
                name=name, made_by=self.coordinator, made_at=workdays_ago(3),
                sent_at=workdays_ago(3),
            )  # fmt: skip
            row.new_token()
            row.save()
