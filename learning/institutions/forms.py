"""What coordinators fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import CoursePage
from learning.list_form import ListForm
from learning.models import Cohort, SeatGrant

from . import roster_file
from .roster_plan import RosterPlan


class CourseChoice(forms.ModelChoiceField):
    def label_from_instance(self, course):
        left = self.left.get(course.pk, 0)
        return _("%(title)s (seats left: %(left)d)") % {"title": course.title, "left": left}


class RosterForm(ListForm):
    """A course, and a list of people as a file or pasted."""

    bytes_at_most = roster_file.BYTES_AT_MOST
    too_large = _("This file is too large for a list of 500 people. Split it.")

    course = CourseChoice(
        queryset=CoursePage.objects.none(),
        label=_("Course"),
        empty_label=None,
        error_messages={"required": _("Choose the course.")},
    )
    cohort = forms.ModelChoiceField(
        queryset=Cohort.objects.none(), label=_("Cohort"), required=False, empty_label=_("None")
    )
    file = forms.FileField(
        label=_("List as a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("CSV from any spreadsheet: a column “email”, and “name” if you like."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=_("Or paste the list"),
        required=False,
        max_length=roster_file.BYTES_AT_MOST,
        strip=False,
        help_text=_("One person on each line, up to 500."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def __init__(self, *args, institution, **kwargs):
        super().__init__(*args, **kwargs)
        self.institution = institution
        grants = SeatGrant.objects.current().filter(institution=institution).with_use()
        left = {}
        for grant in grants:
            left[grant.course_id] = left.get(grant.course_id, 0) + max(grant.left, 0)
        self.fields["course"].left = left
        self.fields["course"].queryset = CoursePage.objects.live().filter(pk__in=left)
        if len(left) > 1:
            self.fields["course"].empty_label = _("Choose the course")
        self.fields["cohort"].queryset = Cohort.objects.filter(institution=institution)
        if not self.fields["cohort"].queryset.exists():
            del self.fields["cohort"]

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        cohort = cleaned.get("cohort")
        if cohort and cohort.course_key != cleaned["course"].key:
            self.add_error("cohort", _("This cohort takes another course. Choose one of this."))
        return cleaned

    def read(self, text):
        return roster_file.read(text)

    def plan(self):
        chosen = self.cleaned_data
        return RosterPlan(
            self.institution, chosen["course"], self.listed.entries, chosen.get("cohort")
        )
