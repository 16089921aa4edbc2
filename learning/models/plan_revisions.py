"""The plan as it was exported: numbered, and the same for ever."""

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.plan_export.document import Copy, for_readers, says_the_same
from learning.plan_export.files import RENDERERS

from .certificates import Unchangeable
from .locks import locked


class PlanRevisionManager(models.Manager):
    def of(self, user):
        return self.filter(plan__user=user) if user.is_authenticated else self.none()

    def make(self, plan, content_of):
        """The revision that says what the plan says now; the newest one where that already does.

        ``content_of`` is asked while the plan is held, so that no older words get a later number.
        """
        with locked(plan) as row:
            content = content_of(row)
            newest = row.revisions.first()
            if newest and says_the_same(newest.content, content):
                return newest
            number = newest.number + 1 if newest else 1
            return row.revisions.create(number=number, content=content)

    def offered(self, plan, words_of):
        """The newest revision if readers find nothing else in it than on the plan's page.

        ``words_of`` is asked what that page says now. Words that were taken out of the plan
        since, or a name that was changed, are not given out again by an older file."""
        newest = plan.revisions.first()
        if newest and says_the_same(for_readers(newest.content), words_of(plan)):
            return newest
        return None


class PlanRevision(models.Model):
    """The plan as it was exported once: numbered, never changed, its files kept."""

    plan = models.ForeignKey("learning.Plan", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = PlanRevisionManager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="revisions_of_a_plan_numbered")
        ]

    def __str__(self):
        return str(_("Revision %(number)s") % {"number": self.number})

    def save(self, *args, **kwargs):
        if self.pk:
            raise Unchangeable("A revision is never changed; make another one instead.")
        super().save(*args, **kwargs)

    @property
    def copy(self):
        """What is printed, for the owner."""
        return Copy(self.content, self.number)

    def file(self, kind):
        """The bytes of one kind of file, rendered once and kept as long as the revision."""
        kept = self.files.filter(kind=kind).first()
        if kept is None:
            shown = for_readers(self.content) if kind in PlanFile.FOR_READERS else self.content
            rendered = RENDERERS[kind](Copy(shown, self.number))
            try:
                with transaction.atomic():
                    kept = self.files.create(kind=kind, content=rendered)
            except IntegrityError:  # rendered by somebody else at the same moment
                kept = self.files.get(kind=kind)
        return bytes(kept.content)


class PlanFile(models.Model):
    """A revision as a file, rendered once."""

    class Kind(models.TextChoices):
        PDF_A4 = "pdf-a4", _("PDF, A4")
        PDF_LETTER = "pdf-letter", _("PDF, Letter")
        DOCX = "docx", _("Word")
        MARKDOWN = "md", _("Markdown")
        OPEN_A4 = "open-a4", _("PDF for readers of the plan, A4")
        OPEN_LETTER = "open-letter", _("PDF for readers of the plan, Letter")

    FOR_READERS = {Kind.OPEN_A4, Kind.OPEN_LETTER}

    revision = models.ForeignKey(PlanRevision, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    content = models.BinaryField(_("content"))
    rendered_at = models.DateTimeField(_("rendered"), default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "kind"], name="one_file_per_revision_and_kind"
            )
        ]

    def save(self, *args, **kwargs):
        if self.pk:
            raise Unchangeable("A file that was given out is never changed.")
        super().save(*args, **kwargs)
