"""Questions that are answered in writing."""

import uuid

from django.utils.translation import gettext as _

from courses.blocks.accepting import LONGEST_ANSWER
from courses.blocks.own_words import RATINGS
from learning.answer_forms.own_words import MOST_WORDS

from .base import OF_EVERY_CHECK, AnswerPanel, Choice


class ShortAnswerPanel(AnswerPanel):
    most = LONGEST_ANSWER
    in_card = (*OF_EVERY_CHECK, "most")
    left_blank = ("token", "writer", "text")

    @property
    def complaint(self):
        return _("Write an answer of at most %d characters.") % self.most

    @property
    def written(self):
        return self.attempt.chosen[0] if self.attempt else ""


class SelfExplainPanel(AnswerPanel):
    """The model answer is told once there is an answer to compare it with."""

    most = MOST_WORDS
    in_card = (*OF_EVERY_CHECK, "most", "rated", "ratings")
    left_blank = ("token", "writer", "text", "written", "token_of_rating")

    @property
    def heading(self):
        return _("Explain it yourself")

    @property
    def complaint(self):
        return _("Write your answer in at most %d characters.") % self.most

    @property
    def token_of_rating(self):
        """The rating is a submission of its own."""
        return uuid.uuid5(self.token, "rating")

    @property
    def rated(self):
        return bool(self.attempt and self.attempt.chosen)

    @property
    def ratings(self):
        now = self.attempt.chosen if self.attempt else ()
        return [Choice(key, label, key in now) for key, label in RATINGS]
