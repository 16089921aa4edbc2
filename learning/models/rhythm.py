"""The days on which somebody worked in a course, and what they were told of a quiet week."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Notification
from learning.days import day_of

KEEP_SECONDS = 36 * 60 * 60
NUDGES = 2  # without a session since: then they stop
ABOUT_RHYTHM = "rhythm"  # what the notifications about it are about


class StudyDayQuerySet(models.QuerySet):
    def mark(self, enrollment):
        """Today, where the learner lives, is a session of this course; it counts once.

        Called at every act: after the first of a day it asks the cache alone.
        """
        day = day_of(enrollment.user)
        key = f"study-day:{enrollment.pk}:{day}"
        if cache.get(key):
            return
        self.bulk_create([StudyDay(enrollment=enrollment, day=day)], ignore_conflicts=True)
        Notification.objects.seen(enrollment.user, ABOUT_RHYTHM)
        transaction.on_commit(lambda: cache.set(key, True, KEEP_SECONDS))


class StudyDay(models.Model):
    """A session: a day, by the learner's own calendar, on which they worked in a course."""

    enrollment = models.ForeignKey(
        "learning.Enrollment", on_delete=models.CASCADE, related_name="study_days"
    )
    day = models.DateField(_("day"))

    objects = StudyDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "day"], name="a_day_is_one_session_of_a_course"
            )
        ]
        indexes = [models.Index(fields=["day"], name="sessions_by_day")]

    def __str__(self):
        return str(self.day)


class NudgeQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def without_response(self, user):
        """How many this person was told since their last session, and since they stopped."""
        nudges = self.of(user)
        if last := nudges.filter(is_last=True).first():
            nudges = nudges.filter(week__gt=last.week)
        if session := StudyDay.objects.filter(enrollment__user=user).first():
            nudges = nudges.filter(week__gt=session.day - timedelta(days=session.day.weekday()))
        return nudges.count()


class Nudge(models.Model):
    """That somebody was told, in a week of theirs, that a course waits where they left it.

    One a week and person, whatever the courses. ``is_last`` says that it was told as the last.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="nudges"
    )
    enrollment = models.ForeignKey(
        "learning.Enrollment", on_delete=models.CASCADE, related_name="nudges"
    )
    week = models.DateField(_("week"), help_text=_("Its Monday."))
    is_last = models.BooleanField(_("last"), default=False)
    told_at = models.DateTimeField(_("told"), default=timezone.now)

    objects = NudgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("nudge")
        verbose_name_plural = _("nudges")
        ordering = ["-week"]
        constraints = [
            models.UniqueConstraint(fields=["user", "week"], name="one_nudge_a_week_and_person")
        ]

    def __str__(self):
        return f"{self.user}: {self.week}"
