"""Prompts for one's own words, and things to do."""

from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from learning.models import Example
from learning.writing import ReflectionBox

from .base import Choice, Panel

EXAMPLES = 3  # at most so many below one prompt


class ReflectionPanel(Panel):
    route = "learning:save_reflection"

    @cached_property
    def box(self):
        """The form: the text, its revision, who can see it, what was saved when."""
        return ReflectionBox(
            row=self.reflection,
            name=self.block_id,
            lesson_id=self.state.page.pk,
            user=self.state.user,
            typed=self.typed,
            save_url=self.url,
        )

    @property
    def reflection(self):
        return self.state.reflections.get(self.block_id)

    @cached_property
    def comments(self):
        """What the instructors said of it, and what was answered."""
        if not getattr(self.reflection, "has_comments", False):  # a preview has none
            return []
        return list(self.reflection.comments.select_related("author"))

    @property
    def examples(self):
        """What others wrote here and let an instructor show."""
        if self.state.page.pk is None:  # in the gallery of blocks
            return []
        return Example.objects.in_lesson(self.state.page.key).get(self.block_id, [])[:EXAMPLES]


class ChecklistPanel(Panel):
    route = "learning:tick_checklist"

    @property
    def heading(self):
        return self.value["heading"]

    @property
    def ticked(self):
        """The ids of the saved ticks whose items are still there, in the list's order."""
        saved = self.state.ticks.get(self.block_id, ())
        return [item_id for item_id, _text in self.value.entries() if item_id in saved]

    @property
    def items(self):
        checked = set(self.ticked) | set(self.typed.get("items", ()))
        return [Choice(item_id, text, item_id in checked) for item_id, text in self.value.entries()]

    @property
    def items_to_commit_to(self):
        """Each item with the address of the form that it fills; only for who takes the course."""
        if not (self.url and self.state.can_act):
            return []
        form, lesson = reverse("learning:new_commitment"), self.state.page.pk
        query = {"lesson": lesson, "block": self.block_id}
        return [(item, f"{form}?{urlencode(query | {'item': item.id})}") for item in self.items]

    @property
    def done(self):
        return len(self.ticked)

    @property
    def total(self):
        return len(self.value.entries())
