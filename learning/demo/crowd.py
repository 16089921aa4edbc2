"""The demonstration's many: people of other colleges who took the first modules of the flagship.

They are there so that reports have enough first attempts to analyze. They take no part in
anything else: not listed, without an address for mail, in no cohort and no institution's seat.
Written in a few queries; where one of them is there already, everything is left as it is.
"""

import random
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.demo import PASSWORD, workdays_ago
from accounts.models import Institution, User
from courses.demo.blocks import block_id
from courses.models import CoursePage, LessonPage
from learning.models import Attempt, Enrollment, LessonCompletion, LessonVisit

from .cohorts import COURSE, checks_of

INSTITUTIONS = [
    "Larkspur Community College", "Hollins Ridge College", "Northgate Technical Institute",
    "Tamarack Valley College", "University of Cape Merrow", "Ashgrove County Workforce Center",
    "Lantern Street Adult Learning",
]  # fmt: skip
FIRST = [
    "Abena", "Anton", "Bao", "Bettina", "Camille", "Cyrus", "Delphine", "Diego", "Esi", "Emeka",
    "Fern", "Goran", "Hadley", "Ingrid", "Ismail", "Jory", "Kavya", "Leif", "Lourdes", "Mads",
    "Nadia", "Odell", "Paloma", "Quincy", "Roza", "Soren", "Thandi", "Uma",
]  # fmt: skip
LAST = [
    "Achterberg", "Boateng", "Calloway", "Demir", "Eastman", "Fontaine", "Gallo", "Hargrove",
    "Iyer", "Jansen", "Kimura", "Lockwood", "Moreau", "Nwankwo", "Oyelaran", "Pruett", "Quispe",
    "Rosales", "Stavros", "Tran", "Ueda", "Villanueva", "Whitlock", "Xiong", "Yoder", "Zapata",
]  # fmt: skip
PEOPLE = 56
EARLY = 8  # of them stop before the second module is done

# Three questions whose reports are worth reading, by lesson and name of the block. What the best
# take for right; what nobody takes; of what those are certain who are wrong.
MISREAD = ("listen-before-you-post", "check-paraphrase", 1)
NOBODYS = ("choose-spaces-on-purpose", "check-criterion", 2)
CERTAIN = ("write-your-shift-statement", "check-missing", 0)


@transaction.atomic
def load_crowd():
    course = CoursePage.objects.filter(slug=COURSE).first()
    if course and not User.objects.filter(email=email_of(name_of(0))).exists():
        Crowd(course).tell()


def name_of(number):
    return f"{FIRST[number % len(FIRST)]} {LAST[number * 5 % len(LAST)]}"


def email_of(name):
    return f"{name.lower().replace(' ', '.')}@example.org"


class Crowd:
    def __init__(self, course):
        self.course = course
        self.lessons = list(LessonPage.objects.in_course(course.path))
        self.checks = {lesson.pk: list(checks_of(lesson)) for lesson in self.lessons}
        self.visits, self.completions, self.attempts = [], [], []
        self.special = {
            block_id(f"{COURSE}/{slug}", name): (kind, option)
            for kind, (slug, name, option) in
            {"misread": MISREAD, "nobodys": NOBODYS, "certain": CERTAIN}.items()
        }  # fmt: skip

    def tell(self):
        days = [36 - number * 26 // PEOPLE for number in range(PEOPLE)]
        people = User.objects.bulk_create(self._people(days))
        enrollments = Enrollment.objects.bulk_create(
            [
                Enrollment(
                    user=person, course=self.course, course_key=self.course.key,
                    certificate_name=person.display_name, enrolled_at=workdays_ago(ago, "09:30"),
                )
                for person, ago in zip(people, days, strict=True)
            ]
        )  # fmt: skip
        for number, (enrollment, ago) in enumerate(zip(enrollments, days, strict=True)):
            self._work(number, enrollment, ago)
        LessonVisit.objects.bulk_create(self.visits)
        LessonCompletion.objects.bulk_create(self.completions)
        Attempt.objects.bulk_create(self.attempts)

    @staticmethod
    def _people(days):
        password = make_password(PASSWORD)
        places = [Institution.named(name) for name in INSTITUTIONS]
        for number, ago in enumerate(days):
            joined, name = workdays_ago(ago, "09:10"), name_of(number)
            yield User(
                email=email_of(name), password=password, display_name=name, certificate_name=name,
                institution=places[number % len(places)], listed=False, date_joined=joined,
                terms_accepted_at=joined,
            )  # fmt: skip

    def _work(self, number, enrollment, ago):
        chance = random.Random(number)  # noqa: S311  the same for every demonstration
        is_strong = number % 5 < 2
        done = 2 + number % 4 if number >= PEOPLE - EARLY else 6 + chance.choice([0, 0, 0, 1, 2, 4])
        done = min(done, ago - 1)  # a lesson a day at most, until yesterday
        pace = min(chance.uniform(1, 2.2), (ago - 1) / done)
        for position, lesson in enumerate(self.lessons[:done]):
            begun = workdays_ago(max(1, ago - int(position * pace)), f"{10 + position % 7}:15")
            ended = begun + timedelta(minutes=lesson.minutes)
            place = {"enrollment": enrollment, "lesson": lesson, "lesson_key": lesson.key}
            self.visits.append(
                LessonVisit(
                    **place, block_id=lesson.body[-1].id, first_at=begun, last_at=ended,
                    active_seconds=int(lesson.minutes * 60 * chance.uniform(0.5, 1.4)),
                )
            )  # fmt: skip
            self.completions.append(LessonCompletion(**place, completed_at=ended))
            for block, prompt in self.checks[lesson.pk]:
                for answer, sure in self._answers(block, is_strong, chance):
                    self.attempts.append(
                        Attempt(
                            **place, block_id=block.id, prompt=prompt, answered_at=ended,
                            chosen=block.value.normal(answer), confidence=sure,
                            correct=block.value.is_right(answer),
                        )
                    )  # fmt: skip

    def _answers(self, block, is_strong, chance):
        """Perhaps one that is wrong, then the right one; each with how sure they are, if asked."""
        key, sure = list(block.value.right_answer()), self._sure(block, chance)
        if block.block_type not in ("single_choice", "multiple_answer"):
            return [(key, sure)]
        kind, option = self.special.get(block.id, (None, None))
        options = [pk for pk, _option in block.value.choices()]
        wrong = [pk for pk in options if pk not in key]
        errs = 0.0 if is_strong else 0.45
        if kind == "misread":
            errs, wrong = (0.9, [options[option]]) if is_strong else (0.4, wrong)
        elif kind == "nobodys":
            wrong = [pk for pk in wrong if pk != options[option]]
        elif kind == "certain" and not is_strong:
            errs, wrong = 0.6, [options[option]]
            sure = Attempt.Confidence.CERTAIN
        if chance.random() >= errs:
            return [(key, sure)]
        return [([*key[1:], chance.choice(wrong)], sure), (key, sure)]

    @staticmethod
    def _sure(block, chance):
        return chance.choice(list(Attempt.Confidence)) if block.value.asks_confidence else None
