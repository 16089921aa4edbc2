"""What the boxes in which learners write need."""

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime

from learning.panels import kept_for
from learning.writing import clock

register = template.Library()
register.filter("clock", clock)


class NoteBox:
    """The note on a lesson as its form shows it: what is saved, or what was kept before sign-in."""

    in_card = ("lesson_id", "is_unsaved")
    left_blank = ("writer", "seen", "text", "saved", "saved_time")

    def __init__(self, state):
        self.note = state.note
        self.typed = kept_for(state, "note")
        self.lesson_id = state.page.pk
        self.writer = str(state.user.public_id)

    @property
    def stored(self):
        return self.note.text if self.note else ""

    @property
    def text(self):
        return self.typed.get("text", self.stored)

    @property
    def is_unsaved(self):
        return self.text != self.stored

    @property
    def seen(self):
        return self.typed["seen"] if "text" in self.typed else self.note.stamp if self.note else ""

    @property
    def saved(self):
        """When it was saved, in words."""
        return clock(self.note.updated_at) if self.note else ""

    @property
    def saved_time(self):
        return date_format(localtime(self.note.updated_at), "c") if self.note else ""


@register.filter
def in_textarea(text):
    """The text for a <textarea>, whose first line end HTML would swallow."""
    return f"\n{text}"


@register.simple_tag(takes_context=True)
def note_box(context):
    return NoteBox(context["state"])
