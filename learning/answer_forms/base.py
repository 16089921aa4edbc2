"""What the answers to all kinds of check share."""

import uuid

from django import forms

from learning.models import Attempt


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
        """What to keep of an answer that is not written down yet, as plain values.

        Of somebody who has to come in first, and of an answer that is not whole.
        """
        return {}

    @classmethod
    def kept(cls, data):
        """What was typed, and how sure its writer was."""
        return cls.typed(data) | {"confidence": data.get("confidence", "")[:1]}

    @property
    def confidence_given(self):
        """How sure the learner says they are, where the question asks for it."""
        return self.cleaned_data["confidence"] if self.value.asks_confidence else None

    def token_for(self, enrollment, block_id):
        """The submission's own UUID, bound to this person and question.

        Somebody else's token, or that of another question, is a different one.
        """
        try:
            typed = uuid.UUID(self.cleaned_data["token"])
        except ValueError:
            typed = uuid.uuid4()
        return uuid.uuid5(typed, f"{enrollment.pk}:{block_id}")
