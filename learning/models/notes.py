"""Private notes on lessons."""

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _


class NoteChanged(Exception):
    """The note was changed elsewhere since this writer last saw it; ``note`` is it now, or None."""

    def __init__(self, note):
        self.note = note
        super().__init__("The note was changed elsewhere.")


class NoteQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def about(self, words):
        """Those that hold these words, in the text or in the lesson's title."""
        return self.filter(
            models.Q(text__icontains=words) | models.Q(lesson__title__icontains=words)
        )

    def write(self, user, lesson, text, seen):
        """Make the person's note on a lesson this text; empty text deletes it.

        ``seen`` is the stamp of the note that the writer had before them, "" for
        none. Raises NoteChanged when there is another by now, unless it says the
        same. Returns the note, or None.
        """
        try:
            with transaction.atomic():
                mine = self.select_for_update(of=("self",)).filter(user=user, lesson_key=lesson.key)
                note = mine.first()
                if (note.text if note else "") == text:
                    return note
                if (note.stamp if note else "") != seen:
                    raise NoteChanged(note)
                if not text.strip():
                    mine.delete()
                    return None
                note = note or self.model(user=user, lesson=lesson, lesson_key=lesson.key)
                note.text = text
                note.save()
                return note
        except IntegrityError:  # made in another tab at the same moment
            raise NoteChanged(self.get(user=user, lesson_key=lesson.key)) from None


class Note(models.Model):
    """A person's own note on a lesson; nobody else ever sees it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes"
    )
    lesson_key = models.UUIDField(_("lesson key"))
    lesson = models.ForeignKey("courses.LessonPage", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("note"), max_length=10_000)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-updated_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson_key"], name="one_note_per_person_and_lesson"
            )
        ]

    @property
    def stamp(self):
        """What tells this text of the note from a later one."""
        return self.updated_at.isoformat()
