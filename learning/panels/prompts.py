"""Prompts for one's own words, and things to do."""

from functools import cached_property
from urllib.parse import urlencode

from accounts.addresses import address
from learning.models import Example
from learning.writing import ReflectionBox

from .base import Choice, Panel

EXAMPLES = 3  # at most so many below one prompt


class ReflectionPanel(Panel):
    route = "learning:save_reflection"
    in_card = (
        *("anchor", "holds_up", "box", "title", "prompt", "steps", "word_guide", "example"),
        *("examples", "comments"),
    )

    @property
    def is_drawn_once(self):
        """Not with the words of others below it."""
        return not (self.examples or self.comments)

    @property
    def title(self):
        return self.value["title"]

    @property
    def prompt(self):
        return self.value["prompt"]

    @property
    def steps(self):
        return self.value.steps()

    @property
    def word_guide(self):
        return self.value["word_guide"]

    @property
    def example(self):
        return self.value["example"]

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

    @cached_property
    def examples(self):
        """What others wrote here and let an instructor show."""
        if self.state.page.pk is None:  # in the gallery of blocks
            return []
        return Example.objects.in_lesson(self.state.page.key).get(self.block_id, [])[:EXAMPLES]


class ChecklistPanel(Panel):
    route = "learning:tick_checklist"
    in_card = (
        *("anchor", "url", "scripted", "heading", "items", "ticked", "done", "total"),
        "commitment_url",
    )
    left_blank = ("writer",)

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
    def commitment_url(self):
        """The form that an item fills, without the item; only for who takes the course."""
        if not self.scripted:
            return ""
        query = {"lesson": self.state.page.pk, "block": self.block_id}
        return f"{address('learning:new_commitment')}?{urlencode(query)}"

    @property
    def done(self):
        return len(self.ticked)

    @property
    def total(self):
        return len(self.value.entries())
