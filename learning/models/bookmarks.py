"""Lessons that a person wants to find again."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LessonBookmark(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_bookmarks"
    )
    lesson_key = models.UUIDField(_("lesson key"))
    lesson = models.ForeignKey("courses.LessonPage", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson_key"], name="one_bookmark_per_person_and_lesson"
            )
        ]
