"""Questions with options."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .base import OF_EVERY_CHECK, AnswerPanel, Choice


@dataclass(frozen=True)
class Feedback:
    """What someone who chose an option is told."""

    text: str
    explanation: str


class CheckPanel(AnswerPanel):
    """A question with options."""

    in_card = (*OF_EVERY_CHECK, "choices")
    left_blank = ("token", "writer")

    @property
    def several(self):
        return self.value.several

    @property
    def choices(self):
        """The options in this learner's own order, which never changes."""
        return [
            Choice(option_id, option["text"], option_id in self._selected)
            for option_id, option in self.value.shuffled_for(self.seed)
        ]

    @property
    def _selected(self):
        if options := self.typed.get("options"):
            return options
        return self.attempt.chosen if self.attempt else ()

    @property
    def feedback(self):
        """One line for each option chosen last, as the question stood then."""
        if not self.attempt:
            return []
        return [
            Feedback(option["text"], option["explanation"])
            for option in self.attempt.prompt.content["options"]
            if option["id"] in self.attempt.chosen
        ]

    @property
    def hint(self):
        if self.several:
            return _("Look again: choose every option that applies, and no other.")
        return ""
