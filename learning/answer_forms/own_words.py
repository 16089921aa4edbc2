"""Answers in one's own words."""

from django import forms

from courses.blocks.accepting import LONGEST_ANSWER
from courses.blocks.own_words import RATINGS
from learning.forms import WordsField

from .base import AnswerForm

MOST_WORDS = 5_000  # characters of an explanation


class ShortAnswerForm(AnswerForm):
    text = forms.CharField(max_length=LONGEST_ANSWER)

    @classmethod
    def typed(cls, data):
        return {"text": data.get("text", "")[:LONGEST_ANSWER]}

    @property
    def chosen(self):
        return [self.cleaned_data["text"]]


class SelfExplainForm(AnswerForm):
    """First the words alone; then, beside the model answer, how they are rated."""

    text = WordsField(max_length=MOST_WORDS)
    rating = forms.ChoiceField(choices=RATINGS, required=False)

    @classmethod
    def typed(cls, data):
        return {"text": data.get("text", "")[:MOST_WORDS]}

    def clean_text(self):
        text = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError("Nothing was written.")
        return text

    @property
    def chosen(self):
        rating = self.cleaned_data["rating"]
        return [rating] if rating else []

    @property
    def words(self):
        return self.cleaned_data["text"]
