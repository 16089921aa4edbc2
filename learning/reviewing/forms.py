"""What is typed about a reflection that is shared with the instructor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.forms import WordsField
from learning.models import Phrase
from learning.models.reviews import MAX_CHARACTERS, PHRASES_AT_MOST

TOO_LONG = {
    "max_length": _(
        "This is %(show_value)d characters long; at most %(limit_value)d can be sent. Shorten it."
    )
}


class CommentForm(forms.Form):
    """A comment in the writer's or the instructor's own words."""

    text = WordsField(
        label=_("Your comment"),
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("Markdown works: **bold**, *italic*, lists with a hyphen."),
        error_messages={**TOO_LONG, "required": _("Write something, then send it.")},
    )

    def clean_text(self):
        text = self.cleaned_data["text"].strip()
        if not text:
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text


class ReviewForm(CommentForm):
    """An instructor's comment: their own words, and below them a saved phrase if they like."""

    phrase = forms.ModelChoiceField(
        label=_("Add a saved phrase below"),
        required=False,
        queryset=Phrase.objects.none(),
        widget=forms.RadioSelect,
        empty_label=_("None"),
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phrase"].queryset = Phrase.objects.of(user)
        if self.data.get("phrase"):
            self.fields["text"].error_messages["required"] = _(
                "Add a line of your own, to this writer about this text. Then send it."
            )

    def clean(self):
        text, phrase = self.cleaned_data.get("text"), self.cleaned_data.get("phrase")
        if text and phrase:
            if text == phrase.text:
                self.add_error("text", _("These are the phrase's own words. Add a line of yours."))
            elif len(text) + len(phrase.text) + 2 > MAX_CHARACTERS:
                self.add_error("text", _("With the phrase this is too long. Shorten it."))

    @property
    def words(self):
        phrase = self.cleaned_data.get("phrase")
        text = self.cleaned_data["text"]
        return f"{text}\n\n{phrase.text}" if phrase else text


class PhraseForm(forms.Form):
    text = WordsField(
        label=_("New phrase"),
        max_length=Phrase._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("What you say often. Only you see your phrases; the writer gets them below"
                    " a line that you write for them."),
        error_messages=TOO_LONG,
    )  # fmt: skip

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_text(self):
        text = self.cleaned_data["text"].strip()
        if not text:
            raise forms.ValidationError(_("Write the phrase, then save it."))
        if Phrase.objects.of(self.user).count() >= PHRASES_AT_MOST:
            raise forms.ValidationError(
                _("You have %(number)d phrases, which is all there is room for. Remove one first.")
                % {"number": PHRASES_AT_MOST}
            )
        return text


class ExampleForm(forms.Form):
    """The writer's decision about being an example."""

    decision = forms.ChoiceField(
        choices=[("agree", ""), ("decline", ""), ("withdraw", "")], widget=forms.HiddenInput
    )
    credited = forms.ChoiceField(
        label=_("Your name"),
        choices=[("", _("Show it without my name")), ("yes", _("Show it with my name"))],
        required=False,
        widget=forms.RadioSelect,
    )
