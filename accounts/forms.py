"""The forms by which people say who they are."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import time_zones
from .models import Institution, User
from .models.visibility import DEFAULTS, Level
from .photos import square_photo

# What a profile tells, each part with the fields in which it is told.
PROFILE = {
    "pronouns": (_("Pronouns"), ["pronouns"]),
    "role_at_work": (_("Role at work"), ["role_at_work"]),
    "institution": (_("Institution"), ["institution_name", "institution_kind"]),
    "photo": (_("Photo"), ["new_photo", "remove_photo"]),
    "can_help_with": (_("What I can help with"), ["can_help_with"]),
    "working_on": (_("What I’m working on"), ["working_on"]),
    "contributions": (_("My latest posts, on my profile"), []),
    "courses": (_("Courses I completed, on my profile"), []),
}


def on_one_line(text):
    return " ".join(text.split())


class SignupForm(forms.Form):
    """What sign-up asks besides the address and the password."""

    display_name = forms.CharField(
        label=_("Your name"),
        max_length=User._meta.get_field("display_name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Colleagues see it beside what you write."),
    )

    field_order = ["display_name", "email", "password1"]

    def clean_display_name(self):
        return on_one_line(self.cleaned_data["display_name"])

    def signup(self, request, user):
        user.display_name = self.cleaned_data["display_name"]
        user.terms_accepted_at = timezone.now()
        user.save()


class ProfileForm(forms.ModelForm):
    """What colleagues see of a person, each part with who sees it. The name on
    certificates and the time zone are nobody else's business."""

    institution_name = forms.CharField(
        label=_("Institution"),
        max_length=Institution._meta.get_field("name").max_length,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "institution-names"}),
        help_text=_("Where you work. Choose it from the list if it is there."),
    )
    institution_kind = forms.ChoiceField(
        label=_("Type of institution"),
        required=False,
        help_text=_("Only if yours is not in the list yet."),
    )
    new_photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, up to 2 MB. It is cut to a square."),
    )
    remove_photo = forms.BooleanField(label=_("Remove my photo"), required=False)

    class Meta:
        model = User
        fields = [
            "display_name", "pronouns", "role_at_work", "can_help_with", "working_on",
            "listed", "certificate_name", "time_zone",
        ]  # fmt: skip
        error_messages = {"display_name": {"required": _("Enter your name.")}}
        widgets = {
            "display_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "role_at_work": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "can_help_with": forms.Textarea(attrs={"rows": 4}),
            "working_on": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.instance
        self.initial["institution_name"] = person.institution.name if person.institution else ""
        self.fields["institution_kind"].choices = [
            ("", _("Choose a type")),
            *Institution.Kind.choices,
        ]
        zone = self.fields["time_zone"]
        self.fields["time_zone"] = forms.ChoiceField(
            label=zone.label,
            required=False,
            choices=time_zones.choices(person.time_zone),
            help_text=_("Dates and times are shown in it."),
        )
        if not person.photo:
            del self.fields["remove_photo"]
        for part in DEFAULTS:
            self.fields[f"see_{part}"] = forms.ChoiceField(
                label=_("Who sees it"),
                choices=Level,
                required=False,
                initial=person.level_of(part),
            )

    @property
    def parts(self):
        """What the profile tells: for each part its name, its fields, and who sees it."""
        return [
            (label, [self[name] for name in names if name in self.fields], self[f"see_{part}"])
            for part, (label, names) in PROFILE.items()
        ]

    def clean_display_name(self):
        return on_one_line(self.cleaned_data["display_name"])

    def clean_certificate_name(self):
        return on_one_line(self.cleaned_data["certificate_name"])

    def clean_new_photo(self):
        upload = self.cleaned_data["new_photo"]
        return square_photo(upload) if upload else None

    def save(self, commit=True):
        person = super().save(commit=False)
        person.visibility = self._chosen_levels()
        person.institution = Institution.named(
            self.cleaned_data["institution_name"], kind=self.cleaned_data["institution_kind"]
        )
        if self.cleaned_data["new_photo"]:
            person.change_photo(self.cleaned_data["new_photo"])
        elif self.cleaned_data.get("remove_photo"):
            person.change_photo(None)
        # Only what stands on this form: a password changed elsewhere meanwhile stays.
        person.save(update_fields=[*self.Meta.fields, "institution", "photo", "visibility"])
        return person

    def _chosen_levels(self):
        """Only what is not the default. What was not sent stays as it was."""
        chosen = {
            part: self.cleaned_data[f"see_{part}"] or self.instance.level_of(part)
            for part in DEFAULTS
        }
        return {part: str(level) for part, level in chosen.items() if level != DEFAULTS[part]}


class DeleteAccountForm(forms.Form):
    """The word that nobody types by mistake."""

    WORD = _("delete")

    word = forms.CharField(
        label=_("Type “delete” to confirm"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": _("Type the word “delete”, so that this is no mistake.")},
    )

    def clean_word(self):
        if self.cleaned_data["word"].casefold() != str(self.WORD).casefold():
            raise forms.ValidationError(_("Type the word “delete”, so that this is no mistake."))
        return self.cleaned_data["word"]
