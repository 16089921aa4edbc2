"""The index of what the lessons ask: one row per asking block, kept by publishing."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.blocks import INDEXED_BLOCKS

from .outlines import FROM_THE_START


class ActivityQuerySet(models.QuerySet):
    def current(self):
        return self.filter(retired_at=None)

    def synchronize(self, lesson):
        """Bring the rows of a lesson in line with its published body.

        A block that is gone is retired, never deleted: what was answered stays
        answered. A block that comes back is current again. ``required_from`` is
        when a block began to be required; who enrolled before is not bound by it.
        """
        now = timezone.now()
        rows = {row.block_id: row for row in self.filter(lesson_key=lesson.translation_key)}
        first_publication = not rows
        position = 0
        for child in lesson.body:
            if child.block_type not in INDEXED_BLOCKS:
                continue
            position += 1
            row = rows.pop(child.id, None) or Activity(
                lesson_key=lesson.translation_key, block_id=child.id
            )
            required = bool(child.value.get("required", False))
            if required and row.required_from is None:
                row.required_from = FROM_THE_START if first_publication else now
            elif not required:
                row.required_from = None
            row.kind = child.block_type
            row.position = position
            row.plan_section = child.value.get("plan_section")
            row.retired_at = None
            row.save()
        for row in rows.values():
            if row.retired_at is None:
                row.retired_at = now
                row.save(update_fields=["retired_at"])


class Activity(models.Model):
    """One block of a lesson that asks something of the learner."""

    lesson_key = models.UUIDField(_("lesson"), db_index=True)
    block_id = models.CharField(_("block"), max_length=36)
    kind = models.CharField(_("kind"), max_length=32)
    position = models.PositiveSmallIntegerField(_("position"))
    required_from = models.DateTimeField(_("required from"), null=True, blank=True)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)
    plan_section = models.ForeignKey(
        "courses.PlanSection",
        verbose_name=_("plan section"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="activities",
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["lesson_key", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson_key", "block_id"], name="one_activity_per_lesson_and_block"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.block_id}"
