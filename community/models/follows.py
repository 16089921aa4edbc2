"""Whom a thread keeps informed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ThreadFollow(models.Model):
    """A person follows a thread, or has muted it: then nothing in it tells them anything."""

    thread = models.ForeignKey("community.Thread", on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="thread_follows"
    )
    muted = models.BooleanField(_("muted"), default=False)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("followed thread")
        verbose_name_plural = _("followed threads")
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "user"], name="one_follow_per_person_and_thread"
            )
        ]
