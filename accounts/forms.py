"""The forms by which people say who they are."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import User


class SignupForm(forms.Form):
    """What sign-up asks besides the address and the password."""

    display_name = forms.CharField(
        label=_("Your name"),
        max_length=User._meta.get_field("display_name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Colleagues see it beside what you write."),
    )

    field_order = ["display_name", "email", "password1"]

    def signup(self, request, user):
        user.display_name = self.cleaned_data["display_name"]
        user.terms_accepted_at = timezone.now()
        user.save()
