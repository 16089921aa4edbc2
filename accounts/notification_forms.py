"""The form in which people say how they want to be told."""

from datetime import time
from itertools import groupby

from django import forms
from django.utils import dateformat
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .events import Channel, Part, declared
from .models import ChannelChoice, MailSettings


def hours():
    """The hours of a day, as the language writes them."""
    written = get_format("TIME_FORMAT")
    return [(hour, dateformat.time_format(time(hour), written)) for hour in range(24)]


class NotificationSettingsForm(forms.ModelForm):
    """A choice for each event, and when mail may come and how much of it."""

    class Meta:
        model = MailSettings
        fields = [
            "digest", "weekday", "hour", "quiet_from", "quiet_to", "weekly_budget", "no_mail",
        ]  # fmt: skip
        widgets = {"digest": forms.RadioSelect}
        labels = {
            "digest": gettext_lazy("How often"),
            "weekday": gettext_lazy("Day, if once a week"),
            "hour": gettext_lazy("Time of day"),
            "quiet_from": gettext_lazy("From"),
            "quiet_to": gettext_lazy("Until"),
            "weekly_budget": gettext_lazy("Mails a week, at most"),
            "no_mail": gettext_lazy("Send me no mail except about my account"),
        }
        help_texts = {
            "weekly_budget": gettext_lazy(
                "From 0 to 20, the digest included. What is more waits for the digest."
            ),
            "no_mail": gettext_lazy("You are still told in the site, as chosen above."),
        }
        error_messages = {
            "weekly_budget": dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"),
                gettext_lazy("Enter a number from 0 to 20."),
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("hour", "quiet_from", "quiet_to"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label, choices=hours(), coerce=int
            )
        self.fields["weekly_budget"].max_value = 20
        self.fields["weekly_budget"].widget.attrs["max"] = 20
        chosen = ChannelChoice.objects.of(self.instance.user)
        self.events = declared()
        for event in self.events:
            self.fields[self._field_of(event)] = forms.ChoiceField(
                label=event.label,
                choices=[row for row in self.channels if self._may(event, row[0])],
                initial=chosen[event.name],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose how you are told: %s.") % event.label},
            )

    channels = Channel.choices

    @staticmethod
    def _field_of(event):
        return f"event_{event.name}"

    @staticmethod
    def _may(event, channel):
        return not (event.mandatory and channel == Channel.OFF)

    def matrix(self):
        """The table by part. A row is a field and its options by channel, None where none is."""
        for part, events in groupby(self.events, key=lambda event: event.part):
            yield Part(part), [self._row(event) for event in events]

    def _row(self, event):
        field = self[self._field_of(event)]
        options = {radio.data["value"]: radio for radio in field}
        return field, [options.get(value) for value, _label in self.channels]

    def clean(self):
        cleaned = super().clean()
        asked = ("digest", "hour", "quiet_from", "quiet_to")
        if all(name in cleaned for name in asked) and self._comes_in_quiet_hours(cleaned):
            self.add_error(
                "hour", _("This lies in your quiet hours. Choose another time, or change these.")
            )
        return cleaned

    @staticmethod
    def _comes_in_quiet_hours(cleaned):
        hour, start, end = cleaned["hour"], cleaned["quiet_from"], cleaned["quiet_to"]
        if cleaned["digest"] == MailSettings.Digest.NEVER or start == end:
            return False
        return start <= hour < end if start < end else hour >= start or hour < end

    def save(self, commit=True):
        row = super().save(commit=False)
        row.plan()
        row.save()
        before = ChannelChoice.objects.of(row.user)
        for event in self.events:
            channel = self.cleaned_data[self._field_of(event)]
            if channel != before[event.name]:
                ChannelChoice.objects.choose(row.user, event.name, channel)
        return row
