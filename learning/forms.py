"""What learners type: answers, ticks, reflections, notes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.rich_text import MAX_CHARACTERS

from .models import Note, Reflection


class WordsField(forms.CharField):
    """Somebody's words, kept as typed: nothing is trimmed.

    Line ends become one kind, so that what a browser sent and what it shows are
    the same text; NUL, which no database column of text can hold, is dropped.
    """

    def __init__(self, **kwargs):
        super().__init__(strip=False, **kwargs)

    def to_python(self, value):
        return plain_words(super().to_python(value))


def plain_words(text):
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def searched_words(data, longest):
    """What a search box was sent as ``q``, as any database can look for it."""
    return data.get("q", "").replace("\x00", "").strip()[:longest]


def among(data, name, values):
    """The choice that an address names, if it is one of these; "" otherwise."""
    return data.get(name) if data.get(name) in values else ""


def query_for_pages(data):
    """The choices of an address, for the links to the other pages of its list."""
    query = data.copy()
    query.pop("page", None)
    return query.urlencode()


class ChecklistForm(forms.Form):
    """The ticked items; ``was`` are those that were ticked when the page was shown.

    What is written is the difference, so that two tabs do not undo each other.
    """

    item = forms.MultipleChoiceField(required=False)
    was = forms.MultipleChoiceField(required=False)

    def __init__(self, value, data, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["item"].choices = self.fields["was"].choices = value.entries()

    @property
    def added(self):
        return set(self.cleaned_data["item"]) - set(self.cleaned_data["was"])

    @property
    def removed(self):
        return set(self.cleaned_data["was"]) - set(self.cleaned_data["item"])


class DraftForm(forms.Form):
    """What autosave sends."""

    text = WordsField(
        required=False,
        max_length=MAX_CHARACTERS,
        label=_("Your reflection"),
        error_messages={
            "max_length": _(
                "This is %(show_value)d characters long; at most %(limit_value)d can be kept."
                " Shorten it, or move a part elsewhere."
            )
        },
    )
    revision = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)

    def clean_revision(self):
        return self.cleaned_data["revision"] or 0


class ReflectionForm(DraftForm):
    """What "Save reflection" sends."""

    visibility = forms.ChoiceField(
        choices=Reflection.Visibility, required=False, label=_("Who can see this?")
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(_("Write something, then save."))
        return text


class NoteForm(forms.Form):
    """A note on a lesson. ``seen`` says which text the writer had before them."""

    text = WordsField(
        required=False,
        max_length=Note._meta.get_field("text").max_length,
        label=_("Your note"),
        error_messages=DraftForm.base_fields["text"].error_messages,
    )
    seen = forms.CharField(required=False, max_length=64)
