"""Since when each lesson is required, kept by publishing."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .outlines import COURSE_DEPTH, FROM_THE_START

_asked = []


def knows_learners(check):
    """Register a function that says of a course's key whether anybody takes the course or did.

    It stands in an app above this one.
    """
    _asked.append(check)
    return check


class LessonDutyQuerySet(models.QuerySet):
    def later(self):
        """Those that bind only who enrolls, or enrolled, after them."""
        return self.filter(required_from__gt=FROM_THE_START)

    def synchronize(self, lesson):
        """Bring the row of a lesson in line with what is published.

        In a course that nobody takes yet a lesson is required from the start; in one that
        somebody takes, from now on, and who enrolled before is not bound by it. Published
        again, it keeps its day.
        """
        row = self.filter(lesson_key=lesson.translation_key).first()
        was_required = row is not None and row.required_from is not None
        if row is None or was_required != lesson.required:
            self._date(lesson)

    def begin(self, lessons):
        """Lessons that come to a course otherwise than by their own publication."""
        for lesson in lessons:
            self._date(lesson)

    def _date(self, lesson):
        day = _day_for(lesson) if lesson.required else None
        self.update_or_create(lesson_key=lesson.translation_key, defaults={"required_from": day})


class LessonDuty(models.Model):
    """Of a lesson, by its key: since when it is required; empty while it is optional.

    It is no field of the page, which would go back with an old revision.
    """

    lesson_key = models.UUIDField(_("lesson"), unique=True)
    required_from = models.DateTimeField(_("required from"), null=True, blank=True)

    objects = LessonDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty of a lesson")
        verbose_name_plural = _("duties of lessons")

    def __str__(self):
        return f"{self.lesson_key}: {self.required_from}"


def _day_for(lesson):
    from .courses import CoursePage

    path = lesson.path[: COURSE_DEPTH * lesson.steplen]
    key = CoursePage.objects.filter(path=path).values_list("translation_key", flat=True).first()
    is_taken = key is not None and any(check(key) for check in _asked)
    return timezone.now() if is_taken else FROM_THE_START
