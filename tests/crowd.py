"""Thousands of people who take a course: written by the database itself, in seconds.

Who is number n opens n % 10 + 1 of the lessons (all from ten lessons on) and completes those
before the last one; the first n % 10 == 9 finish. Everybody answers every check they are given.
"""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from accounts.models import User
from courses.blocks import CHECK_BLOCKS
from courses.models import LessonPage
from learning.models import Enrollment, Prompt

from . import builders

AT_ONCE = 1000
TOKENS = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}


def long_course(slug):
    """Ten lessons with twenty checks: 10,000 people give it 200,000 answers."""
    course = builders.make_course("A long course", slug=slug)
    module = builders.make_module(course)
    for number in range(10):
        checks = [builders.single_choice(f"Question {number}.{n}?") for n in range(2)]
        builders.make_lesson(module, f"Long {number}", blocks=checks)
    return course


def enroll(course, people, days_ago=30, name="Person"):
    """So many enrollments, begun so many days ago."""
    made = User.objects.bulk_create(
        [
            User(email=f"{name}{n}.{course.pk}@example.org", display_name=f"{name} {n}")
            for n in range(people)
        ],
        AT_ONCE,
    )
    at = timezone.now() - timedelta(days=days_ago)
    return Enrollment.objects.bulk_create(
        [
            Enrollment(user=person, course=course, course_key=course.key, enrolled_at=at)
            for person in made
        ],
        AT_ONCE,
    )


def work(course, enrollments):
    """Let them open, answer and complete lessons as this file says."""
    first, last = enrollments[0].pk, enrollments[-1].pk
    these = f"enrollment.id BETWEEN {first} AND {last}"
    number = f"(enrollment.id - {first})"
    with connection.cursor() as cursor:
        for at, lesson in enumerate(LessonPage.objects.in_course(course.path)):
            key = _uuid(lesson.key)
            cursor.execute(
                "INSERT INTO learning_lessonvisit (enrollment_id, lesson_id, lesson_key, block_id,"
                " first_at, last_at, active_seconds) SELECT enrollment.id, %s, %s, '',"
                f" enrolled_at, enrolled_at, 300 + {number} %% 600"
                f" FROM learning_enrollment enrollment WHERE {these} AND {number} %% 10 >= %s",
                [lesson.pk, key, at],
            )
            cursor.execute(
                "INSERT INTO learning_lessoncompletion (enrollment_id, lesson_id, lesson_key,"
                " completed_at) SELECT enrollment.id, %s, %s, enrolled_at"
                f" FROM learning_enrollment enrollment WHERE {these} AND {number} %% 10 > %s",
                [lesson.pk, key, at],
            )
            for block in lesson.body:
                if block.block_type in CHECK_BLOCKS:
                    _answer(cursor, lesson, key, block, these, number)
        if connection.vendor == "postgresql":  # by itself it looks later what there is now
            cursor.execute("ANALYZE")
    finished = [row.pk for n, row in enumerate(enrollments) if n % 10 == 9]
    Enrollment.objects.filter(pk__in=finished).update(completed_at=timezone.now())


def _answer(cursor, lesson, key, block, these, number):
    """Three in five are right; of the others, all choose the first wrong option."""
    import json

    prompt = Prompt.objects.as_shown(block.block_type, block.value.as_shown())
    right = block.value.right_answer()
    wrong = [next(pk for pk, _option in block.value.choices() if pk not in right)]
    json_type = "text" if connection.vendor == "sqlite" else "jsonb"
    good = f"{number} %% 5 < 3"
    cursor.execute(
        "INSERT INTO learning_attempt (enrollment_id, lesson_id, lesson_key, block_id, prompt_id,"
        " chosen, words, confidence, correct, token, answered_at)"
        f" SELECT enrollment.id, %s, %s, %s, %s, CAST(CASE WHEN {good} THEN %s ELSE %s END AS"
        f" {json_type}), '', 1 + {number} %% 3, {good}, {TOKENS[connection.vendor]}, enrolled_at"
        f" FROM learning_enrollment enrollment WHERE {these}",
        [lesson.pk, key, block.id, prompt.pk, json.dumps(right), json.dumps(wrong)],
    )


def _uuid(value):
    return value.hex if connection.vendor == "sqlite" else value
