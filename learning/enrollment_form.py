"""What enrolling asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Enrollment


class EnrollmentForm(forms.ModelForm):
    """Only the name is required: it is what the certificate will say."""

    class Meta:
        model = Enrollment
        fields = ["certificate_name", "weekly_goal", "plan", "wants_reminders"]
        labels = {
            "certificate_name": _("Name for your certificate"),
            "weekly_goal": _("How many sessions a week would suit you?"),
            "plan": _("What will help you finish? What might get in the way?"),
            "wants_reminders": _("Remind me by e-mail when I have been away for two weeks"),
        }
        help_texts = {
            "certificate_name": _("Printed exactly like this. It can be up to 120 characters."),
            "plan": _("Only for you: what you will do when something comes up."),
        }
        error_messages = {
            "certificate_name": {"required": _("Enter the name that your certificate will say.")},
        }
        widgets = {
            "certificate_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "weekly_goal": forms.RadioSelect,
            "plan": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["certificate_name"].required = True
        self.fields["weekly_goal"].required = False
        self.fields["weekly_goal"].choices = Enrollment.WeeklyGoal.choices

    def clean_weekly_goal(self):
        return self.cleaned_data.get("weekly_goal") or Enrollment.WeeklyGoal.OPEN

    def clean_certificate_name(self):
        return " ".join(self.cleaned_data["certificate_name"].split())
