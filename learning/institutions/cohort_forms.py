"""What instructors fill in to look after cohorts of their courses."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution, User
from courses.models import CoursePage, CourseRole
from learning.models import Announcement, Cohort, Enrollment

SEPARATORS = re.compile(r"[\s,;]+")
ADDRESSES_AT_MOST = 500


def courses_of(user):
    """The courses for which this person makes cohorts."""
    found = CoursePage.objects.live().order_by("title")
    return found if user.is_superuser else found.filter(roles__user=user).distinct()


class CohortForm(forms.ModelForm):
    class Meta:
        model = Cohort
        fields = ["course", "name", "institution", "starts_on", "ends_on", "host"]
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        error_messages = {
            "name": {"required": _("Give the cohort a name, such as “Spring 2027”.")},
            "course": {"required": _("Choose the course.")},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["course"]
            key = self.instance.course_key
        else:
            self.fields["course"].queryset = courses_of(user)
            self.fields["course"].empty_label = None
            key = None
        self.fields["institution"].queryset = Institution.objects.filter(
            seat_grants__isnull=False
        ).distinct()
        self.fields["institution"].empty_label = _("Of any institution")
        teaching = CourseRole.objects.all()
        teaching = (
            teaching.filter(course__translation_key=key)
            if key
            else teaching.filter(course__in=courses_of(user))
        )
        self.fields["host"].queryset = User.objects.filter(
            pk__in=teaching.values("user"), is_active=True
        ).order_by("display_name", "pk")
        self.fields["host"].empty_label = _("Who teaches the course")


class MembersForm(forms.Form):
    """Addresses of people who take the course."""

    emails = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("Of people who take the course, one on each line or with commas between."),
        error_messages={"required": _("Type the address of somebody who takes the course.")},
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        max_length=40_000,
    )

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.cohort = cohort

    def clean_emails(self):
        typed = [word.lower() for word in SEPARATORS.split(self.cleaned_data["emails"]) if word]
        if len(typed) > ADDRESSES_AT_MOST:
            raise forms.ValidationError(_("At most 500 addresses at once. Split the list."))
        rows = Enrollment.objects.active().filter(
            course_key=self.cohort.course_key, user__is_active=True, user__email__in=typed
        )
        self.enrollments = list(rows.select_related("user"))
        found = {row.user.email.lower() for row in self.enrollments}
        if missing := [email for email in dict.fromkeys(typed) if email not in found]:
            raise forms.ValidationError(
                _("These do not take the course at present: %s. Correct or remove them.")
                % ", ".join(missing[:20])
            )
        return typed


class AnnouncementForm(forms.ModelForm):
    class Meta:
        model = Announcement
        fields = ["title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}
        error_messages = {
            "title": {"required": _("Say in a line what it is about.")},
            "text": {"required": _("Write what you want to tell them.")},
        }
