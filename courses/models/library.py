"""Prompts and questions that authors share, and where they came to be used."""

from django import forms
from django.db import models
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from courses.blocks.library import PROMPTS, LibraryContent
from courses.stream_fields import FreeStreamField

from .lessons import LessonPage


class LibraryQuerySet(models.QuerySet):
    def with_uses(self):
        return self.annotate(number_of_uses=Count("uses", distinct=True))

    def prompts(self):
        return self.filter(kind__in=PROMPTS)

    def questions(self):
        return self.exclude(kind__in=PROMPTS)

    def matching(self, words):
        """Items that hold all of these words, in their text or in the name of a topic."""
        found = self
        for word in words.split()[:10]:
            found = found.filter(
                models.Q(text__icontains=word) | models.Q(topics__name__icontains=word)
            )
        return found.distinct()


class LibraryItem(models.Model):
    """A prompt or question to copy into lessons. Editing it never changes a lesson."""

    content = FreeStreamField(
        LibraryContent(), verbose_name=_("prompt or question"), min_num=1, max_num=1
    )
    topics = models.ManyToManyField(
        "courses.Topic", verbose_name=_("topics"), blank=True, related_name="library_items"
    )
    # Both follow from the content, to be searched and filtered by.
    kind = models.CharField(_("kind"), max_length=32, editable=False)
    text = models.TextField(_("text"), editable=False)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = LibraryQuerySet.as_manager()

    panels = [FieldPanel("content"), FieldPanel("topics", widget=forms.CheckboxSelectMultiple)]

    class Meta:
        verbose_name = _("library item")
        verbose_name_plural = _("library of prompts and questions")
        ordering = ["-added_at", "-pk"]

    def __str__(self):
        return self.text[:120] or str(self.kind)

    def save(self, *args, **kwargs):
        raw = self.content.raw_data[0]
        self.kind, self.text = raw["type"], text_of(raw["value"])
        super().save(*args, **kwargs)

    @property
    def label(self):
        """The name of its kind of block."""
        return self._meta.get_field("content").stream_block.child_blocks[self.kind].label


def text_of(value):
    """What a block asks, of its raw value."""
    for name in ("question", "prompt", "title"):
        if text := str(value.get(name) or "").strip():
            return text
    return ""


class LibraryUseQuerySet(models.QuerySet):
    def of(self, lesson):
        return self.filter(lesson_key=lesson.translation_key)

    def tidy(self, lesson):
        """Forget the uses that neither the page nor its latest draft has any more."""
        uses = self.of(lesson)
        if not uses.exists():
            return
        live = LessonPage.objects.get(pk=lesson.pk)
        bodies = [live.body, live.get_latest_revision_as_object().body]
        uses.exclude(block_id__in={child.id for body in bodies for child in body}).delete()

    def copied(self, page, copy):
        """A lesson, or all lessons below a page, were copied: their copies use the same."""
        pairs = zip(_lesson_keys(page), _lesson_keys(copy), strict=False)
        keys = dict(pairs)
        self.bulk_create(
            [
                LibraryUse(
                    item_id=use.item_id, lesson_key=keys[use.lesson_key], block_id=use.block_id
                )
                for use in self.filter(lesson_key__in=keys)
            ],
            ignore_conflicts=True,
        )


def _lesson_keys(page):
    lessons = LessonPage.objects.filter(path__startswith=page.path).order_by("path")
    return lessons.values_list("translation_key", flat=True)


class LibraryUse(models.Model):
    """A lesson's block that was copied from the library, or is where an item came from."""

    item = models.ForeignKey(LibraryItem, on_delete=models.CASCADE, related_name="uses")
    lesson_key = models.UUIDField(_("lesson"), db_index=True)
    block_id = models.CharField(_("block"), max_length=36)
    at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = LibraryUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a library item")
        verbose_name_plural = _("uses of library items")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson_key", "block_id"], name="one_source_per_lesson_and_block"
            )
        ]

    def __str__(self):
        return f"{self.item} · {self.block_id}"
