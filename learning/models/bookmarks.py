"""Lessons that a person wants to find again."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LessonBookmarkQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def keep(self, user, lesson, kept):
        """Bookmark a lesson, or not any more; doing it again changes nothing."""
        if kept:
            self.get_or_create(user=user, lesson_key=lesson.key, defaults={"lesson": lesson})
        else:
            self.filter(user=user, lesson_key=lesson.key).delete()


class LessonBookmark(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_bookmarks"
    )
    lesson_key = models.UUIDField(_("lesson key"))
    lesson = models.ForeignKey("courses.LessonPage", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = LessonBookmarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson_key"], name="one_bookmark_per_person_and_lesson"
            )
        ]
