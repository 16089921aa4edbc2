"""Statements to judge."""

from django.utils.translation import gettext as _

from learning.answer_forms.true_false import MOST_WORDS

from .base import OF_EVERY_CHECK, AnswerPanel, Choice


class TrueFalsePanel(AnswerPanel):
    most = MOST_WORDS
    in_card = (*OF_EVERY_CHECK, "choices", "most")
    left_blank = ("token", "writer", "why")

    @property
    def complaint(self):
        return _("Choose true or false.")

    @property
    def choices(self):
        now = self.typed.get("answer") or (self.attempt and self.attempt.chosen[0])
        return [
            Choice(key, text, key == now)
            for key, text in (("true", _("True")), ("false", _("False")))
        ]

    @property
    def why(self):
        if "why" in self.typed:
            return self.typed["why"]
        return self.attempt.words if self.attempt else ""
