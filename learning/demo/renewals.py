"""The demonstration's certificates that end: one to be renewed now, and one that was.

Their holders took the course long before the others came. Whoever has an enrollment in it
already is left alone.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction

from accounts.models import Notification, User
from courses.models import CoursePage, LessonPage
from learning.certificates.notices import ENDS, TOLD_BEFORE, target_of
from learning.days import day_of, zone_of
from learning.models import Certificate, Enrollment, LessonCompletion
from learning.months import months_after
from learning.tasks import render_certificate

COURSE = "measuring-community"
TOOK = timedelta(days=24)


@dataclass(frozen=True)
class Holder:
    """``ends`` in so many days from today; ``renewed`` so many days ago, or never."""

    person: str
    version: str
    ends: int
    renewed: int | None = None


HOLDERS = [
    Holder("graduate", "2025.1", ends=41),
    Holder("mentor", "2024.2", ends=-12, renewed=55),
]


@transaction.atomic
def load_renewals():
    course = CoursePage.objects.filter(slug=COURSE, certificate_valid_months__gt=0).first()
    for holder in HOLDERS if course else ():
        user = User.objects.filter(email=f"{holder.person}@example.org").first()
        if user and not Enrollment.objects.filter(user=user, course_key=course.key).exists():
            _tell(holder, user, course)


def _tell(holder, user, course):
    today = day_of(user)
    end = today + timedelta(days=holder.ends)
    completed_at = _at(user, months_after(end, -course.certificate_valid_months), "16:20")
    begun_at = completed_at - TOOK
    User.objects.filter(pk=user.pk, date_joined__gt=begun_at).update(
        date_joined=begun_at - timedelta(days=1), terms_accepted_at=begun_at - timedelta(days=1)
    )
    CoursePage.objects.filter(pk=course.pk, first_published_at__gt=begun_at).update(
        first_published_at=begun_at - timedelta(days=20)
    )
    enrollment = Enrollment.objects.create(
        user=user, course=course, course_key=course.key, enrolled_at=begun_at,
        certificate_name=user.name_for_certificates(), completed_at=completed_at,
    )  # fmt: skip
    lessons = list(LessonPage.objects.in_course(course.path))
    step = TOOK / len(lessons)
    LessonCompletion.objects.bulk_create(
        LessonCompletion(
            enrollment=enrollment, lesson=lesson, lesson_key=lesson.key,
            completed_at=begun_at + number * step,
        )
        for number, lesson in enumerate(lessons, 1)
    )  # fmt: skip
    issued = Certificate.snapshot_of(enrollment)
    issued.course_version, issued.issued_at = holder.version, completed_at
    issued.valid_until = end
    issued.save()
    _say_that_it_ends(issued, user)
    if holder.renewed is not None:
        on = today - timedelta(days=holder.renewed)
        renewed = issued.renew(on)
        at = _at(user, on, "07:50")
        Certificate.objects.filter(pk=renewed.pk).update(issued_at=at)
        Notification.objects.of(user).filter(target=target_of(issued)).update(read_at=at)
        render_certificate.enqueue(renewed.pk)
    render_certificate.enqueue(issued.pk)


def _say_that_it_ends(certificate, user):
    """As the clock did, on that morning."""
    at = _at(user, certificate.valid_until - TOLD_BEFORE, "09:00")
    Certificate.objects.filter(pk=certificate.pk).update(expiry_told_at=at)
    target = target_of(certificate)
    Notification.objects.tell([user], ENDS, target, target, certificate=certificate.pk)
    Notification.objects.of(user).filter(target=target).update(made_at=at)


def _at(user, day, clock):
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=zone_of(user))
