"""Shared shelves that a moderator took out of sight."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ShelfHidingQuerySet(models.QuerySet):
    def in_force(self, shelf=None):
        """Those that hold now; of one shelf, if one is named."""
        of = {} if shelf is None else {"shelf": shelf}
        return self.filter(ended_at=None, **of)

    def begin(self, shelf, reason):
        """Hide it; one that is hidden stays as it is."""
        return self.get_or_create(shelf=shelf, ended_at=None, defaults={"reason": reason})[0]

    def end(self, shelf):
        self.in_force(shelf).update(ended_at=timezone.now())


class ShelfHiding(models.Model):
    """From when to when colleagues did not see a shelf, and why."""

    shelf = models.ForeignKey("learning.Shelf", on_delete=models.CASCADE, related_name="hidings")
    reason = models.CharField(_("reason"), max_length=500)
    since = models.DateTimeField(_("since"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = ShelfHidingQuerySet.as_manager()

    class Meta:
        verbose_name = _("hidden shelf")
        verbose_name_plural = _("hidden shelves")
        constraints = [
            models.UniqueConstraint(
                fields=["shelf"],
                condition=Q(ended_at=None),
                name="a_shelf_is_hidden_once_at_a_time",
            )
        ]
