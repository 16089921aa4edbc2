"""Words that are written over days, in several tabs and on several devices."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.rich_text import MAX_CHARACTERS

from .locks import locked

KEPT = ("draft", "draft_saved_at", "revision")  # what autosave writes


class Conflict(Exception):
    """The text was changed elsewhere since this writer last saw it; ``row`` holds it."""

    def __init__(self, row):
        self.row = row
        super().__init__("The text was changed elsewhere.")


class Drafted(models.Model):
    """A Markdown text as a draft, and what was saved of it.

    Autosave writes only the draft; the button saves it and keeps a version.
    ``revision`` counts every change of the draft: a writer who holds an older one
    is told instead of overwriting. Who inherits has ``submitted``, a key to the
    version that others may see, and ``versions``, which carry ``text`` and
    ``number``.
    """

    draft = models.TextField(_("draft"), blank=True, max_length=MAX_CHARACTERS)
    draft_saved_at = models.DateTimeField(_("draft saved"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)

    class Meta:
        abstract = True

    @property
    def is_dirty(self):
        """Whether the draft holds words that were not saved."""
        return self.draft != self.saved_text

    @property
    def saved_text(self):
        return self.submitted.text if self.submitted else ""

    def keep_draft(self, text, revision):
        """Store what is being typed; raises Conflict when the revision is not the newest."""
        with locked(self) as row:
            row._write(text, revision)
            row.save(update_fields=KEPT)
        for name in KEPT:
            setattr(self, name, getattr(row, name))

    def _write(self, text, revision):
        if text == self.draft:
            return
        if revision != self.revision:
            raise Conflict(self)
        self.draft = text
        self.draft_saved_at = timezone.now()
        self.revision += 1

    def _keep_version(self, text):
        """Make the text the saved one; unchanged text makes no second version."""
        if self.submitted is None or self.submitted.text != text:
            self.submitted = self.versions.create(text=text, number=self.versions.count() + 1)
