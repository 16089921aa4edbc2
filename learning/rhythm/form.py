"""What a learner chooses of a course's rhythm, once they are in it."""

from typing import NamedTuple

from django import forms
from django.db import transaction
from django.template.loader import render_to_string

from accounts.drawing import drawn_once
from accounts.models import Notification
from learning.enrollment_form import EnrollmentForm, RemembersField
from learning.models import Enrollment, Remembering
from learning.models.rhythm import ABOUT_RHYTHM


class Chosen(NamedTuple):
    """What stands in the form, the same for all who chose the same in a course."""

    course_id: int
    weekly_goal: int | None
    wants_reminders: bool
    remembers: bool


class RhythmForm(forms.ModelForm):
    """``instance`` is an enrollment annotated by ``with_rhythm``."""

    remembers = RemembersField()

    class Meta:
        model = Enrollment
        fields = ["weekly_goal", "wants_reminders"]
        labels = EnrollmentForm.Meta.labels
        widgets = {"weekly_goal": forms.RadioSelect}

    def __init__(self, data=None, *, instance):
        super().__init__(
            data,
            instance=instance,
            initial={"remembers": instance.remembers},
            auto_id=f"id_%s_{instance.course_id}",
        )
        self.fields["weekly_goal"].choices = Enrollment.WeeklyGoal.choices

    @transaction.atomic
    def save(self):
        self.instance.save(update_fields=self._meta.fields)
        Remembering.objects.choose(self.instance, self.cleaned_data["remembers"])
        if not self.cleaned_data["wants_reminders"]:
            Notification.objects.keep_from_mail(self.instance.user, ABOUT_RHYTHM)


def fields_of(enrollment):
    """The fields of an enrollment's form, as HTML."""
    return _fields(Chosen(*[getattr(enrollment, name) for name in Chosen._fields]))


@drawn_once(keep=1000)
def _fields(chosen):
    *columns, remembers = chosen
    row = Enrollment(**dict(zip(Chosen._fields, columns, strict=False)))
    row.remembers = remembers
    return render_to_string(
        "learning/partials/rhythm_fields.html", {"form": RhythmForm(instance=row)}
    )
