"""What enrolling asks."""

import time

from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from .models import Enrollment, InstitutionCode, SeatGrant

TRIES_AN_HOUR = 20
CONSENT = _(
    "My institution’s coordinator may see my name, e-mail address, status, hours and scores"
    " in the courses that it has a seat for me in. Never my reflections, notes or answers."
)
CONSENT_MISSING = _("Tick this to take a seat of your institution.")


class ConsentField(forms.BooleanField):
    def __init__(self, **kwargs):
        super().__init__(
            label=CONSENT,
            help_text=_("You can end this at any time, on your dashboard."),
            error_messages={"required": CONSENT_MISSING},
            **kwargs,
        )


class RemembersField(forms.BooleanField):
    """Whether to be asked again what was learned."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Ask me two questions from earlier modules at the start of a lesson"),
            help_text=_(
                "You can skip them, and they count for nothing. Three and ten days after the"
                " course a few come back."
            ),
            required=False,
            **kwargs,
        )


class EnrollmentForm(forms.ModelForm):
    """Only the name is required: it is what the certificate will say.

    Who types their institution's code takes one of its seats, and agrees to what its
    coordinator then sees.
    """

    institution_code = forms.CharField(
        label=_("Institution code"),
        required=False,
        max_length=60,
        help_text=_("From your coordinator. Left empty, you enroll on your own."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    institution_consent = ConsentField(required=False)
    remembers = RemembersField()

    class Meta:
        model = Enrollment
        fields = ["certificate_name", "weekly_goal", "plan", "wants_reminders"]
        labels = {
            "certificate_name": _("Name for your certificate"),
            "weekly_goal": _("How many sessions a week would suit you?"),
            "plan": _("What will help you finish? What might get in the way?"),
            "wants_reminders": _(
                "Remind me by e-mail, at most once a week, when a week goes by without a session"
            ),
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

    def __init__(self, *args, user=None, course=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.course, self.code = user, course, None
        self.fields["certificate_name"].required = True
        self.fields["weekly_goal"].required = False
        self.fields["weekly_goal"].choices = Enrollment.WeeklyGoal.choices

    def clean_weekly_goal(self):
        return self.cleaned_data.get("weekly_goal") or Enrollment.WeeklyGoal.OPEN

    def clean_certificate_name(self):
        return " ".join(self.cleaned_data["certificate_name"].split())

    def clean_institution_code(self):
        typed = self.cleaned_data["institution_code"].strip()
        if not typed:
            return ""
        if _tries(self.user) > TRIES_AN_HOUR:
            raise forms.ValidationError(
                _("That was tried too often. Wait an hour, or leave the code empty.")
            )
        self.code = InstitutionCode.objects.meant_by(typed)
        if self.code is None:
            raise forms.ValidationError(
                _(
                    "We do not know this code. Check it with your coordinator, or leave it empty"
                    " to enroll on your own."
                )
            )
        if not SeatGrant.objects.has_room(self.code.institution, self.course.key, self.user):
            self.refuse_code()
        return typed

    def refuse_code(self):
        """No seat is free: said at the code, so that all that was typed stays."""
        self.add_error(
            "institution_code",
            _(
                "%(institution)s has no free seat in this course. Ask your coordinator, or leave"
                " the code empty to enroll on your own."
            )
            % {"institution": self.code.institution},
        )

    def clean(self):
        cleaned = super().clean()
        if self.code and not cleaned.get("institution_consent"):
            self.add_error("institution_consent", CONSENT_MISSING)
        return cleaned

    def enrollment_fields(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class InvitationForm(forms.Form):
    """What accepting an invitation asks: the name, and to agree."""

    certificate_name = forms.CharField(
        label=EnrollmentForm.Meta.labels["certificate_name"],
        help_text=EnrollmentForm.Meta.help_texts["certificate_name"],
        error_messages=EnrollmentForm.Meta.error_messages["certificate_name"],
        max_length=Enrollment._meta.get_field("certificate_name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    institution_consent = ConsentField()

    def clean_certificate_name(self):
        return " ".join(self.cleaned_data["certificate_name"].split())


def _tries(user):
    """Count this try; the key carries the hour, so it never grows old."""
    key = f"institution-code:{user.pk}:{int(time.time() // 3600)}"
    cache.add(key, 0, 2 * 3600)
    return cache.incr(key)
