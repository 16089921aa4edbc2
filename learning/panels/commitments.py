"""The place where a learner commits to what they will do."""

from functools import cached_property

from learning.commitments.form import FIELDS, CommitmentForm

from .base import Panel


class CommitmentPanel(Panel):
    route = "learning:commit_in_lesson"

    @property
    def made(self):
        """What was made here, newest first; those that another one replaced are left out."""
        return self.state.commitments.get(self.block_id, [])

    @property
    def has_room(self):
        return sum(row.is_open for row in self.made) < self.value["most"]

    @property
    def is_kept(self):
        """Whether what stands in the form was typed before signing in."""
        return any(self.typed.get(name) for name in FIELDS)

    @cached_property
    def form(self):
        typed = {name: text for name, text in self.typed.items() if text}
        return CommitmentForm(
            user=self.state.user, with_course=False, initial=typed, auto_id=f"{self.anchor}-%s"
        )
