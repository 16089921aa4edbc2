"""What a person writes for themselves in answer to a prompt."""

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.signals import reflection_shared

from .answers import Prompt
from .locks import locked

MAX_CHARACTERS = 20_000
KEPT = ("draft", "draft_saved_at", "revision")  # what autosave writes


class Conflict(Exception):
    """The text was changed elsewhere since this writer last saw it."""

    def __init__(self, reflection):
        self.reflection = reflection
        super().__init__("The reflection was changed elsewhere.")


class ReflectionQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def written(self):
        """Those with words in them; one may have been begun and left empty."""
        return self.exclude(submitted=None, draft="")

    def submitted_ones(self):
        return self.exclude(submitted=None)

    def begin(self, user, lesson, block):
        """The person's reflection on this block, empty if they have written none."""
        return self.get_or_create(
            user=user,
            lesson_key=lesson.key,
            block_id=block.id,
            defaults={
                "lesson": lesson,
                "prompt": Prompt.objects.as_shown(block.block_type, block.value.as_shown()),
            },
        )[0]


class Reflection(models.Model):
    """One Markdown text per person and prompt: a draft, and what was submitted of it.

    Autosave writes only the draft; "Save reflection" submits it and keeps a
    version. ``revision`` counts every change of the draft: a writer who holds an
    older one is told instead of overwriting. Others see submitted text only, and
    only when the writer shares it.
    """

    class Visibility(models.TextChoices):
        PRIVATE = "private", _("Only me")
        INSTRUCTOR = "instructor", _("Me and the instructor")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reflections"
    )
    lesson_key = models.UUIDField(_("lesson key"))
    block_id = models.CharField(_("block"), max_length=36)
    lesson = models.ForeignKey("courses.LessonPage", on_delete=models.PROTECT, related_name="+")
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="reflections")
    draft = models.TextField(_("draft"), blank=True, max_length=MAX_CHARACTERS)
    draft_saved_at = models.DateTimeField(_("draft saved"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    visibility = models.CharField(
        _("who can see it"), max_length=12, choices=Visibility, default=Visibility.PRIVATE
    )
    submitted = models.ForeignKey(
        "learning.ReflectionVersion",
        verbose_name=_("submitted version"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson_key", "block_id"],
                name="one_reflection_per_person_and_prompt",
            )
        ]

    def get_absolute_url(self):
        return reverse("learning:reflection", args=[self.pk])

    @property
    def is_dirty(self):
        """Whether the draft holds words that were not submitted."""
        return self.draft != (self.submitted.text if self.submitted else "")

    def keep_draft(self, text, revision):
        """Store what is being typed; raises Conflict when the revision is not the newest."""
        with locked(self) as row:
            row._write(text, revision)
            row.save(update_fields=KEPT)
        for name in KEPT:
            setattr(self, name, getattr(row, name))

    def submit(self, text, revision, visibility=None):
        """Save the text as a version; raises Conflict when the revision is not the newest.

        Submitting unchanged text makes no second version.
        """
        with locked(self) as row:
            row._write(text, revision)
            was_shared = row.is_shared
            row.visibility = visibility or row.visibility
            if row.submitted is None or row.submitted.text != text:
                row.submitted = row.versions.create(text=text, number=row.versions.count() + 1)
            row.save()
            if row.is_shared and not was_shared:
                transaction.on_commit(lambda: reflection_shared.send(Reflection, reflection=row))
        self.refresh_from_db()
        return self.submitted

    @property
    def is_shared(self):
        return self.visibility != self.Visibility.PRIVATE and self.submitted_id is not None

    def _write(self, text, revision):
        if text == self.draft:
            return
        if revision != self.revision:
            raise Conflict(self)
        self.draft = text
        self.draft_saved_at = timezone.now()
        self.revision += 1


class ReflectionVersion(models.Model):
    """The text as it was at one press of "Save reflection"."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["reflection", "number"], name="versions_of_a_reflection_are_numbered"
            )
        ]
