"""Answers to knowledge checks as they are sent: a form for each kind."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Attempt


class AnswerForm(forms.Form):
    """What every kind shares. ``chosen`` and ``words`` are what an attempt stores."""

    token = forms.CharField(required=False)
    confidence = forms.TypedChoiceField(
        required=False, choices=Attempt.Confidence, coerce=int, empty_value=None
    )

    chosen, words = (), ""

    def __init__(self, value, data, **kwargs):
        super().__init__(data, **kwargs)
        self.value = value

    @classmethod
    def typed(cls, data):
        """What to keep of an answer from somebody who has to come in first, as plain values."""
        return {}

    def token_for(self, enrollment, block_id):
        """The submission's own UUID, bound to this person and question.

        Somebody else's token, or that of another question, is a different one.
        """
        try:
            typed = uuid.UUID(self.cleaned_data["token"])
        except ValueError:
            typed = uuid.uuid4()
        return uuid.uuid5(typed, f"{enrollment.pk}:{block_id}")


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


ANSWER_FORMS = {"single_choice": ChoiceForm, "multiple_answer": ChoiceForm}
