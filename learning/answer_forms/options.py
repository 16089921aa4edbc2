"""Answers to questions with options."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .base import AnswerForm


class ChoiceForm(AnswerForm):
    """Options that the check offers, one or several."""

    option = forms.MultipleChoiceField(error_messages={"required": _("Choose an answer.")})

    def __init__(self, value, data, **kwargs):
        super().__init__(value, data, **kwargs)
        self.fields["option"].choices = [
            (option_id, option["text"]) for option_id, option in value.choices()
        ]

    @classmethod
    def typed(cls, data):
        return {"options": data.getlist("option")[:10]}

    @property
    def chosen(self):
        return self.cleaned_data["option"]

    def clean_option(self):
        chosen = set(self.cleaned_data["option"])
        if len(chosen) > 1 and not self.value.several:
            raise forms.ValidationError(_("Choose one answer."))
        return chosen
