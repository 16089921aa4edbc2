"""What the members of an institution did in a quarter, and the numbers told of it."""

import uuid
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, User
from courses.models import PlanSection
from learning.institutions.ninety_days import NinetyDays
from learning.models import (
    Audit,
    AuditedPost,
    Commitment,
    Enrollment,
    LessonCompletion,
    LessonVisit,
    Plan,
    Seat,
    SeatGrant,
)


def url(institution, **query):
    address = reverse("learning:ninety_days", args=[institution.pk])
    return address + "".join(f"?{name}={value}" for name, value in query.items())


def seat_people(institution, course, number, prefix="p", since=None):
    """So many members with a seat, for long or since a moment, who have not begun."""
    since = since or days_ago(400)
    users = User.objects.bulk_create(
        [User(email=f"{prefix}{n}@example.edu", display_name=f"{prefix}{n}") for n in range(number)]
    )
    Membership.objects.bulk_create(
        [Membership(user=u, institution=institution, accepted_at=since) for u in users]
    )
    rows = Enrollment.objects.bulk_create(
        [Enrollment(user=u, course=course, course_key=course.key) for u in users]
    )
    grant = SeatGrant.objects.get(institution=institution, course=course)
    Seat.objects.bulk_create([Seat(grant=grant, enrollment=row, taken_at=since) for row in rows])
    return rows


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def open_lesson(rows, lesson, at):
    place = {"lesson": lesson, "lesson_key": lesson.key, "first_at": at, "last_at": at}
    LessonVisit.objects.bulk_create([LessonVisit(enrollment=row, **place) for row in rows])


def complete_lesson(rows, lesson, at):
    place = {"lesson": lesson, "lesson_key": lesson.key, "completed_at": at}
    LessonCompletion.objects.bulk_create(
        [LessonCompletion(enrollment=row, **place) for row in rows]
    )


def finish(rows, at):
    Enrollment.objects.filter(pk__in=[row.pk for row in rows]).update(completed_at=at)


def section_ready(rows, at, words="We host the room."):
    section = PlanSection.objects.get_or_create(code="P1", defaults={"title": "Purpose"})[0]
    for row in rows:
        text = Plan.objects.begin(row.user).text_of(section)
        text.submit(words, text.revision, ready=True)
        text.ready_at = at
        text.save()


def numbers(institution, period=""):
    """{label: the number, or what stands instead}"""
    shown = NinetyDays(institution, period)
    return {row.label: row.instead if row.number is None else row.number for row in shown.figures}


def commit(rows, at=None, kept=True):
    for row in rows:
        made = Commitment.objects.make(
            row.user, token=uuid.uuid4(), enrollment=row, cue="Wording-cue", act="Wording-act",
            confidence=3, due_on=timezone.localdate(), made_at=at or days_ago(40),
        )  # fmt: skip
        if kept:
            made.end(Commitment.Ending.KEPT, days_ago(1))


def audit(row, institution, announce=8, invite=2, kind="baseline", at=None):
    made = Audit.objects.create(user=row.user, kind=kind)
    purposes = ["announce"] * announce + ["invite"] * invite
    made.add([AuditedPost(purpose=purpose, content="job", words="My post") for purpose in purposes])
    made.freeze()
    if institution:
        made.share(institution)
        Audit.objects.filter(pk=made.pk).update(shared_at=at or days_ago(2))
