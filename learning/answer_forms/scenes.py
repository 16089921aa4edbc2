"""Answers to scenarios and critiques."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .base import AnswerForm

LONGEST_PATH = 1000


class PathForm(AnswerForm):
    """A whole path through a scenario, as its address has it."""

    path = forms.CharField(required=False, max_length=LONGEST_PATH)

    @classmethod
    def typed(cls, data):
        return {"path": data.get("path", "")[:LONGEST_PATH]}

    @property
    def walk(self):
        return self.cleaned_data["walk"]

    @property
    def chosen(self):
        return self.walk.chosen

    def clean(self):
        self.cleaned_data["walk"] = self.value.walk(self.cleaned_data.get("path", "").split("."))
        if not self.walk.ended:
            raise forms.ValidationError(_("Go on until the story ends."))
        return self.cleaned_data


class StepForm(PathForm):
    """The path so far and the choice that is taken next; at an end there is none to take."""

    choice = forms.CharField(required=False, max_length=36)

    @classmethod
    def typed(cls, data):
        path = [data.get("path", "")[:LONGEST_PATH], data.get("choice", "")[:36]]
        return {"path": ".".join(filter(None, path))}

    def clean(self):
        before = self.value.walk(self.cleaned_data.get("path", "").split("."))
        self.cleaned_data["walk"] = before
        if not before.ended:
            after = self.value.walk([*before.chosen, self.cleaned_data.get("choice", "")])
            self.cleaned_data["walk"] = after
            if len(after.taken) == len(before.taken):
                raise forms.ValidationError(_("Choose what you do."))
        return self.cleaned_data


class CritiqueForm(AnswerForm):
    """What somebody would change in a post, and how they would write it."""

    option = forms.MultipleChoiceField()
    text = forms.CharField(max_length=5000)

    def __init__(self, value, data, **kwargs):
        super().__init__(value, data, **kwargs)
        self.fields["option"].choices = [(pk, remark["what"]) for pk, remark in value.choices()]

    @classmethod
    def typed(cls, data):
        return {"options": data.getlist("option")[:20], "text": data.get("text", "")[:5000]}

    @property
    def chosen(self):
        return self.cleaned_data["option"]

    @property
    def words(self):
        return self.cleaned_data["text"]
