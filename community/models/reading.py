"""How far somebody has read."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Notification


class ThreadReadingQuerySet(models.QuerySet):
    def read(self, user, thread, number):
        """The person has seen every post up to this number; it never goes back."""
        number = min(number, thread.last_number)
        mine = self.filter(user=user, thread=thread)
        went_on = mine.filter(number__lt=number).update(number=number, read_at=timezone.now())
        if not went_on:
            _row, made = self.get_or_create(user=user, thread=thread, defaults={"number": number})
            if not made:  # by another of their tabs, in between
                mine.filter(number__lt=number).update(number=number)
        Notification.objects.seen(user, thread.target)


class ThreadReading(models.Model):
    """The number of the last post of a thread that somebody has seen."""

    thread = models.ForeignKey(
        "community.Thread", on_delete=models.CASCADE, related_name="readings"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="thread_readings"
    )
    number = models.PositiveIntegerField(_("read up to number"))
    read_at = models.DateTimeField(_("read"), default=timezone.now)

    objects = ThreadReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "user"], name="one_reading_per_person_and_thread"
            )
        ]
