"""What the owner of a plan sends: a section's words, the center's name, who can read it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.forms import DraftForm
from learning.models import Plan

READY = {"yes": True, "no": False}


class SectionForm(DraftForm):
    """``ready`` says how the section stands from now on; left out, that stays as it is."""

    ready = forms.ChoiceField(choices=[(name, name) for name in READY], required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your section")

    def clean_text(self):
        text = self.cleaned_data["text"]
        return text if text.strip() else ""

    def clean_ready(self):
        return READY.get(self.cleaned_data["ready"])

    def clean(self):
        if self.cleaned_data.get("text") == "" and self.cleaned_data.get("ready"):
            self.add_error("text", _("Write something, then mark the section ready."))
        return self.cleaned_data


class BringForm(DraftForm):
    """The words in the box when something is brought in: they are kept, and it comes below.

    Together they must not be longer than a section can be.
    """

    def __init__(self, offer, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer = offer

    def clean_text(self):
        text = self.cleaned_data["text"]
        longest = self.fields["text"].max_length
        if len(text) + len(self.offer.text) + 2 > longest:
            raise forms.ValidationError(
                _("Both together are too long: at most %(n)d characters. Shorten yours first."),
                params={"n": longest},
            )
        return text


class CenterForm(forms.ModelForm):
    class Meta:
        model = Plan
        fields = ["center"]
        widgets = {"center": forms.TextInput(attrs={"dir": "auto", "autocomplete": "organization"})}


class SharingForm(forms.ModelForm):
    class Meta:
        model = Plan
        fields = ["sharing"]
        widgets = {"sharing": forms.RadioSelect}

    def levels(self):
        """The radio buttons, each with a sentence of what it means."""
        return [(radio, Plan.MEANING[radio.data["value"]]) for radio in self["sharing"]]
