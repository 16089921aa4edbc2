"""Questions that come back: at the start of a lesson, and after a finished course."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .answers import Prompt

KINDS = ("single_choice", "multiple_answer", "true_false")  # answered with a press or two


class RememberingQuerySet(models.QuerySet):
    def on(self):
        return self.filter(stopped_at=None)

    def choose(self, enrollment, wanted):
        """Begin or stop; saying it again changes nothing."""
        if not wanted:
            self.on().filter(enrollment=enrollment).update(stopped_at=timezone.now())
            return
        row, made = self.get_or_create(enrollment=enrollment)
        if not made:
            self.filter(pk=row.pk, stopped_at__isnull=False).update(
                began_at=timezone.now(), stopped_at=None
            )


class Remembering(models.Model):
    """That a learner wants to be asked again what they learned in a course."""

    enrollment = models.OneToOneField(
        "learning.Enrollment", on_delete=models.CASCADE, related_name="remembering"
    )
    began_at = models.DateTimeField(_("began"), default=timezone.now)
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True)

    objects = RememberingQuerySet.as_manager()

    class Meta:
        verbose_name = _("remembering")
        verbose_name_plural = _("remembering")


class Occasion(models.TextChoices):
    WARM_UP = "warmup", _("At the start of a lesson")
    CARD_3 = "card3", _("Three days after finishing")
    CARD_10 = "card10", _("Ten days after finishing")
    AGAIN = "again", _("Once more")


class CardQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(enrollment__user=user) if user.is_authenticated else self.none()

    def wanted(self):
        """Of people who still take part."""
        return self.filter(
            enrollment__remembering__isnull=False, enrollment__remembering__stopped_at=None
        )

    def open(self, since):
        """Due on this day or later, and not answered to the end."""
        waiting = Recall.objects.waiting().filter(card=models.OuterRef("pk"))
        return self.wanted().filter(models.Exists(waiting), due_on__gte=since)


class Card(models.Model):
    """Some questions, some days after a course was finished; told once."""

    enrollment = models.ForeignKey(
        "learning.Enrollment", on_delete=models.CASCADE, related_name="cards"
    )
    occasion = models.CharField(_("occasion"), max_length=8, choices=Occasion)
    due_on = models.DateField(_("due"))
    told_at = models.DateTimeField(_("told"), default=timezone.now)

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "occasion"], name="a_card_comes_once_per_occasion"
            )
        ]

    def __str__(self):
        return self.get_occasion_display()

    @property
    def is_on(self):
        """Whether its learner still takes part."""
        remembering = getattr(self.enrollment, "remembering", None)
        return remembering is not None and remembering.stopped_at is None


class RecallQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(enrollment__user=user) if user.is_authenticated else self.none()

    def waiting(self):
        return self.filter(answered_at=None, skipped_at=None)

    def answered(self):
        return self.exclude(answered_at=None)

    def ask(self, enrollment, question, occasion, due_on, **fields):
        """The row of a question on its occasion, made when it is not there yet."""
        place = {"lesson_key": question.lesson_key, "block_id": question.block_id}
        return self.get_or_create(
            enrollment=enrollment,
            occasion=occasion,
            due_on=due_on,
            **place,
            defaults={"prompt": Prompt.objects.as_shown(question.kind, question.content), **fields},
        )[0]


class Recall(models.Model):
    """A question asked again, as it was shown then. Never an attempt: it counts for nothing."""

    enrollment = models.ForeignKey(
        "learning.Enrollment", on_delete=models.CASCADE, related_name="recalls"
    )
    card = models.ForeignKey(
        Card, on_delete=models.CASCADE, null=True, blank=True, related_name="recalls"
    )
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="recalls")
    lesson_key = models.UUIDField(_("lesson key"))
    block_id = models.CharField(_("block"), max_length=36)
    occasion = models.CharField(_("occasion"), max_length=8, choices=Occasion)
    due_on = models.DateField(_("due"))
    asked_in = models.UUIDField(_("key of the lesson it began"), null=True, blank=True)
    chosen = models.JSONField(_("chosen options"), default=list, blank=True)
    words = models.TextField(_("own words"), blank=True)
    correct = models.BooleanField(_("right"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    skipped_at = models.DateTimeField(_("skipped"), null=True, blank=True)

    objects = RecallQuerySet.as_manager()

    class Meta:
        verbose_name = _("question asked again")
        verbose_name_plural = _("questions asked again")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "occasion", "due_on", "lesson_key", "block_id"],
                name="a_question_comes_back_once_per_occasion",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(skipped_at=None),
                name="a_question_is_answered_or_skipped",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, correct=None)
                | Q(answered_at__isnull=False, correct__isnull=False),
                name="an_answer_given_again_is_right_or_wrong",
            ),
        ]

    def __str__(self):
        return str(self.prompt)

    @property
    def is_waiting(self):
        return self.answered_at is None and self.skipped_at is None

    def answer(self, value, chosen, words=""):
        """Write down the one answer; a second one, or one after skipping, changes nothing."""
        return bool(
            Recall.objects.waiting()
            .filter(pk=self.pk)
            .update(
                chosen=value.normal(chosen),
                words=words,
                correct=value.is_right(chosen),
                answered_at=timezone.now(),
            )
        )

    @staticmethod
    @transaction.atomic
    def skip(rows):
        pks = [row.pk for row in rows]
        Recall.objects.waiting().filter(pk__in=pks).update(skipped_at=timezone.now())
