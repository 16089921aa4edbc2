"""Answers to a statement."""

from django import forms

from learning.forms import WordsField

from .base import AnswerForm

MOST_WORDS = 2_000  # characters of a why


class TrueFalseForm(AnswerForm):
    answer = forms.ChoiceField(choices=[("true", ""), ("false", "")])
    why = WordsField(required=False, max_length=MOST_WORDS)

    @classmethod
    def typed(cls, data):
        return {"answer": data.get("answer", "")[:5], "why": data.get("why", "")[:MOST_WORDS]}

    @property
    def chosen(self):
        return [self.cleaned_data["answer"]]

    @property
    def words(self):
        return self.cleaned_data["why"]
