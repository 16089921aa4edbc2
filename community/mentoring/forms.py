"""What mentors and mentees type."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from community.models import ContactNote
from community.models.mentors import MOST_A_WEEK
from community.models.mentorships import LONGEST_CONTACT
from courses.models import Topic
from learning.forms import WordsField

LONGEST_PAUSE = timedelta(days=366)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def _caps():
    numbers = range(1, MOST_A_WEEK + 1)
    return [(n, ngettext("%(n)d person", "%(n)d people", n) % {"n": n}) for n in numbers]


class MentorForm(forms.Form):
    """About what somebody mentors, how much, and whether they pause."""

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.order_by("name"),
        required=False,
        label=_("Topics you like to help with"),
        widget=forms.CheckboxSelectMultiple,
    )
    weekly_cap = forms.TypedChoiceField(
        choices=_caps,
        coerce=int,
        label=_("How many people may turn to you in a week?"),
        help_text=_(
            "Each person you mentor is one, and each question you are asked to answer is one."
            " Nobody turns to you beyond that."
        ),
    )  # fmt: skip
    paused_until = forms.DateField(
        required=False,
        label=_("Pause until"),
        help_text=_("From that day on people can turn to you again. Leave it empty for no pause."),
        widget=DateInput(),
    )

    def clean_paused_until(self):
        until, today = self.cleaned_data["paused_until"], timezone.localdate()
        if until is None or until <= today:
            return None
        if until > today + LONGEST_PAUSE:
            raise forms.ValidationError(_("Choose a day within a year, or stop mentoring below."))
        return until


class MentorshipForm(forms.Form):
    """Asking somebody to be one's mentor."""

    message = WordsField(
        max_length=1500,
        label=_("Your message"),
        help_text=_("Who you are, and why you thought of them. Only the two of you see it."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write a few lines, so that they know who asks.")},
    )
    goal = WordsField(
        required=False,
        max_length=500,
        label=_("What I’d like to work on"),
        help_text=_("One thing is enough: a first event, a difficult office, a plan to finish."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_message(self):
        message = self.cleaned_data["message"]
        if not message.strip():
            raise forms.ValidationError(self.fields["message"].error_messages["required"])
        return message


class ContactForm(forms.ModelForm):
    """What the two did, on which day, for how long."""

    class Meta:
        model = ContactNote
        fields = ["day", "minutes", "what"]
        error_messages = {
            "day": {"required": _("Say on which day.")},
            "minutes": {"required": _("Say how many minutes, about.")},
            "what": {"required": _("Say in a line what you did.")},
        }

    def __init__(self, mentorship, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.mentorship = mentorship
        self.first, self.last = _days_of(mentorship)
        self.fields["day"].widget = DateInput(min=self.first, max=self.last)
        self.fields["minutes"].widget.attrs |= {"max": LONGEST_CONTACT}
        self.fields["what"].help_text = _("A line for you both: “Went through the first ask.”")

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not self.first <= day <= self.last:
            raise forms.ValidationError(_("Choose a day on which the mentorship ran, up to today."))
        return day


def _days_of(mentorship):
    """The first and the last day on which there can have been a contact."""
    last = mentorship.closed_at or timezone.now()
    return timezone.localdate(mentorship.accepted_at), timezone.localdate(last)
