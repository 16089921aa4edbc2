"""What a learner chooses of a course's rhythm, once they are in it."""

from django import forms
from django.db import transaction

from accounts.models import Notification
from learning.enrollment_form import EnrollmentForm, RemembersField
from learning.models import Enrollment, Remembering
from learning.models.rhythm import ABOUT_RHYTHM


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
            auto_id=f"id_%s_{instance.pk}",
        )
        self.fields["weekly_goal"].choices = Enrollment.WeeklyGoal.choices

    @transaction.atomic
    def save(self):
        self.instance.save(update_fields=self._meta.fields)
        Remembering.objects.choose(self.instance, self.cleaned_data["remembers"])
        if not self.cleaned_data["wants_reminders"]:
            Notification.objects.keep_from_mail(self.instance.user, ABOUT_RHYTHM)
