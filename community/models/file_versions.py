"""What lies at the address of a shared file, one state after the other."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# How long what was withdrawn stays on the disk.
KEEP = timedelta(days=14)


def stored_name(version, filename):
    """A random name: an address on the disk says nothing about what lies there."""
    name = uuid.uuid4().hex
    return f"community/{name[:2]}/{name}"


class FileVersionQuerySet(models.QuerySet):
    def given_out(self):
        """Those that passed the check and were not taken back."""
        return self.exclude(checked_at=None).filter(refused_at=None, withdrawn_at=None)

    def unchecked(self):
        return self.filter(checked_at=None, refused_at=None, withdrawn_at=None)

    def to_remove(self, now=None):
        """Those whose bytes nobody can ask for any more."""
        return self.filter(withdrawn_at__lt=(now or timezone.now()) - KEEP, removed_at=None)


class FileVersion(models.Model):
    """One state of a shared file; the bytes lie under a random name and are no public address."""

    file = models.ForeignKey(
        "community.SharedFile", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("number"))
    stored = models.FileField(_("file"), upload_to=stored_name, max_length=120)
    original_name = models.CharField(_("name"), max_length=160)
    extension = models.CharField(_("kind"), max_length=8)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    note = models.CharField(_("what is new"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    checked_at = models.DateTimeField(_("passed the check"), null=True, blank=True)
    refused_at = models.DateTimeField(_("failed the check"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    removed_at = models.DateTimeField(_("removed from the disk"), null=True, blank=True)

    objects = FileVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a file")
        verbose_name_plural = _("versions of files")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "number"], name="versions_of_a_file_are_numbered"
            )
        ]

    def __str__(self):
        return f"{self.file}: {self.number}"

    def store(self, file):
        """Write the bytes and the row, or neither."""
        self.stored.save(self.original_name, file, save=False)
        try:
            self.save()
        except Exception:
            self.stored.storage.delete(self.stored.name)
            raise

    @property
    def is_given_out(self):
        return bool(self.checked_at and not self.refused_at and not self.withdrawn_at)

    @property
    def kind(self):
        """As people call it: "PDF", "DOCX"."""
        return self.extension.upper()

    @transaction.atomic
    def pass_check(self):
        """Nothing harmful was found: it may be given out. Twice is as once."""
        if self._once("checked_at"):
            self.file.settle()

    @transaction.atomic
    def fail_check(self):
        """Something was found: it is never given out, and its bytes go."""
        if not self._once("refused_at"):
            return False
        self.file.settle()
        self.remove_bytes()
        return True

    def _once(self, field):
        now = timezone.now()
        claimed = FileVersion.objects.unchecked().filter(pk=self.pk).update(**{field: now})
        self.refresh_from_db()
        return bool(claimed)

    @transaction.atomic
    def withdraw(self):
        """Take an older version back; the one that is given out is replaced, not removed."""
        if self.pk == self.file.current_id:
            raise ValueError("The version that is given out is replaced or the file withdrawn.")
        FileVersion.objects.filter(pk=self.pk, withdrawn_at=None).update(
            withdrawn_at=timezone.now()
        )
        self.refresh_from_db()

    def remove_bytes(self):
        """Take it off the disk once that is committed; what it was stays written down."""
        claimed = FileVersion.objects.filter(pk=self.pk, removed_at=None)
        if claimed.update(removed_at=timezone.now()):
            storage, name = self.stored.storage, self.stored.name
            transaction.on_commit(lambda: storage.delete(name))
