"""A plan held against a rubric by its owner."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .answers import Prompt
from .certificates import Unchangeable
from .locks import locked
from .looks import LONGEST, Look
from .requirements import counts


class OfBlockQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(plan__user=user) if user.is_authenticated else self.none()

    def at(self, lesson_key, block_id):
        return self.filter(lesson_key=lesson_key, block_id=block_id)

    def newest_of_each(self, name):
        """Of the rows that are alike in this column the last one, in one query."""
        last = self.order_by().values(name).annotate(newest=models.Max("pk")).values("newest")
        return self.filter(pk__in=last)

    def write_down(self, plan, lesson_key, block_id, **said):
        """The same as the last time again makes no second row."""
        with locked(plan):
            last = self.filter(plan=plan).at(lesson_key, block_id).first()
            if last and all(getattr(last, name) == value for name, value in said.items()):
                return last
            return self.create(plan=plan, lesson_key=lesson_key, block_id=block_id, **said)


class OfBlock(models.Model):
    """Written down once about a plan, at a block of a lesson; never changed."""

    plan = models.ForeignKey("learning.Plan", on_delete=models.CASCADE, related_name="%(class)ss")
    lesson_key = models.UUIDField(_("lesson key"))
    block_id = models.CharField(_("block"), max_length=36)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = OfBlockQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk:
            raise Unchangeable("What was written down stays; the next one is a new row.")
        super().save(*args, **kwargs)


class SelfCheckQuerySet(OfBlockQuerySet):
    def record(self, plan, lesson_key, block, marks, words):
        """Write down a self-check, with the rubric as it is now."""
        prompt = Prompt.objects.as_shown(block.block_type, block.value.as_shown())
        return self.write_down(
            plan, lesson_key, block.id, prompt_id=prompt.pk, marks=marks, words=words
        )


class SelfCheck(OfBlock):
    """How far its owner finds a plan in each row of a rubric, as the rubric was then."""

    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="+")
    marks = models.JSONField(_("marks"), default=dict)  # the level, by a row's id
    words = models.CharField(_("what I would change first"), max_length=LONGEST, blank=True)

    objects = SelfCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("self-check")
        verbose_name_plural = _("self-checks")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["plan", "lesson_key", "block_id"])]


class OwnQuestion(OfBlock):
    """Where nobody is near: the question that a critical colleague would ask."""

    text = models.CharField(_("question"), max_length=LONGEST)

    class Meta:
        verbose_name = _("own critical question")
        verbose_name_plural = _("own critical questions")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["plan", "lesson_key", "block_id"])]


@counts("peer_look")
def done_looks(enrollment, lesson_key):
    """Checked by oneself, and looked at by a colleague or asked by oneself what they would ask."""
    here = {"plan__user": enrollment.user_id, "lesson_key": lesson_key}
    checked = SelfCheck.objects.filter(**here).values_list("block_id", flat=True)
    given = Look.objects.given().filter(**here).values_list("block_id", flat=True)
    own = OwnQuestion.objects.filter(**here).values_list("block_id", flat=True)
    return set(checked) & {*given, *own}
