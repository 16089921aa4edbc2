"""Answers to knowledge checks, and ticks on checklists."""

import hashlib
import json
import uuid

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.blocks import UNGRADED_BLOCKS


class PromptQuerySet(models.QuerySet):
    def as_shown(self, kind, content):
        """The snapshot of a prompt with this content, made when it is new."""
        plain = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
        digest = hashlib.sha256(f"{kind}\n{plain}".encode()).hexdigest()
        return self.get_or_create(
            digest=digest, defaults={"kind": kind, "content": json.loads(plain)}
        )[0]


class Prompt(models.Model):
    """A question exactly as it was shown, kept for ever under the hash of its content.

    Revisions of a page are purged and pages are edited; what someone answered is not.
    """

    digest = models.CharField(_("SHA-256"), max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=32)
    content = models.JSONField(_("content"))
    first_shown_at = models.DateTimeField(_("first shown"), default=timezone.now)

    objects = PromptQuerySet.as_manager()

    def __str__(self):
        return self.content.get("question") or self.content.get("prompt") or self.kind


class AttemptQuerySet(models.QuerySet):
    def record(self, enrollment, lesson, block, chosen, token, words="", confidence=None):
        """Write down one answer to a check; the same submission again gives the same row.

        ``chosen`` and ``words`` are as the kind of check takes them (see
        ``courses.blocks.checks.AnswerValue``); ``token`` is the submission's own UUID.
        """
        return self.get_or_create(
            token=token,
            defaults={
                "enrollment": enrollment,
                "lesson": lesson,
                "lesson_key": lesson.key,
                "block_id": block.id,
                "prompt": Prompt.objects.as_shown(block.block_type, block.value.as_shown()),
                "chosen": block.value.normal(chosen),
                "words": words,
                "confidence": confidence,
                "correct": block.value.is_right(chosen),
            },
        )[0]

    def graded(self):
        """Those that are right or wrong, whatever ``correct`` says of the others."""
        return self.exclude(prompt__kind__in=UNGRADED_BLOCKS)

    def first_ones(self):
        """The first attempt of each person at each check: what analysis reads."""
        earlier = self.model.objects.filter(
            enrollment=models.OuterRef("enrollment"),
            lesson_key=models.OuterRef("lesson_key"),
            block_id=models.OuterRef("block_id"),
            pk__lt=models.OuterRef("pk"),
        )
        return self.filter(~models.Exists(earlier))


class Attempt(models.Model):
    """One answer to one knowledge check. Never changed: the next try is a new row."""

    class Confidence(models.IntegerChoices):
        GUESSING = 1, _("Guessing")
        FAIRLY_SURE = 2, _("Fairly sure")
        CERTAIN = 3, _("Certain")

    enrollment = models.ForeignKey(
        "learning.Enrollment", on_delete=models.CASCADE, related_name="attempts"
    )
    lesson_key = models.UUIDField(_("lesson key"))
    block_id = models.CharField(_("block"), max_length=36)
    lesson = models.ForeignKey("courses.LessonPage", on_delete=models.PROTECT, related_name="+")
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="attempts")
    chosen = models.JSONField(_("chosen options"))
    words = models.TextField(_("own words"), blank=True)
    confidence = models.PositiveSmallIntegerField(
        _("how sure"), choices=Confidence, null=True, blank=True
    )
    correct = models.BooleanField(_("right"))
    token = models.UUIDField(_("submission"), default=uuid.uuid4, unique=True)
    answered_at = models.DateTimeField(_("answered"), default=timezone.now)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["pk"]
        indexes = [models.Index(fields=["enrollment", "lesson_key", "block_id"])]


class ChecklistTickQuerySet(models.QuerySet):
    def change(self, enrollment, lesson, block, added, removed):
        """Tick some items of a checklist and untick others; doing it again changes nothing."""
        place = {"enrollment": enrollment, "lesson_key": lesson.key, "block_id": block.id}
        with transaction.atomic():
            self.bulk_create(
                [self.model(**place, item_id=item_id) for item_id in sorted(added)],
                ignore_conflicts=True,
            )
            self.filter(**place, item_id__in=removed).delete()


class ChecklistTick(models.Model):
    """An item of a checklist that the learner ticked."""

    enrollment = models.ForeignKey(
        "learning.Enrollment", on_delete=models.CASCADE, related_name="ticks"
    )
    lesson_key = models.UUIDField(_("lesson key"))
    block_id = models.CharField(_("block"), max_length=36)
    item_id = models.CharField(_("item"), max_length=36)
    ticked_at = models.DateTimeField(_("ticked"), default=timezone.now)

    objects = ChecklistTickQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "lesson_key", "block_id", "item_id"],
                name="an_item_is_ticked_once",
            )
        ]
