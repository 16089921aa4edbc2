"""Which of a course's learners a report is about."""

from datetime import timedelta

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models import Cohort, Enrollment, LessonCompletion, LessonVisit

QUIET = timedelta(days=14)


def quiet_since(now=None):
    return (now or timezone.now()) - QUIET


def recently_active(since=None):
    """The condition that an enrollment's learner opened or completed a lesson since then."""
    since = since or quiet_since()
    mine = {"enrollment": OuterRef("pk")}
    visited = LessonVisit.objects.filter(**mine, last_at__gte=since)
    completed = LessonCompletion.objects.filter(**mine, completed_at__gte=since)
    return Exists(visited) | Exists(completed)


def quiet():
    """The condition that somebody takes a course, has not finished and did nothing for 14 days."""
    return Q(left_at=None, completed_at=None, enrolled_at__lt=quiet_since()) & ~recently_active()


class Status(forms.ChoiceField):
    CHOICES = [
        ("", _("Everybody")),
        ("taking", _("Taking it now")),
        ("quiet", _("No activity for 14 days")),
        ("finished", _("Finished")),
        ("left", _("Left the course")),
    ]
    CONDITIONS = {
        "taking": lambda: Q(left_at=None, completed_at=None),
        "quiet": quiet,
        "finished": lambda: Q(completed_at__isnull=False),
        "left": lambda: Q(left_at__isnull=False, completed_at=None),
    }


class ReportFilter(forms.Form):
    """Who enrolled when, in which cohort, and how it stands with them."""

    since = forms.DateField(
        label=_("Enrolled from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Enrolled until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    cohort = forms.ModelChoiceField(
        Cohort.objects.none(), label=_("Cohort"), required=False, empty_label=_("All")
    )
    status = Status(label=_("Learners"), required=False, choices=Status.CHOICES)

    def __init__(self, data, course):
        super().__init__(data)
        self.course = course
        self.fields["cohort"].queryset = Cohort.objects.filter(course_key=course.key)

    def enrollments(self):
        """Those the filter lets through; with a filter that cannot be read, nobody."""
        rows = Enrollment.objects.filter(course_key=self.course.key).order_by()
        if not self.is_valid():
            return rows.none()
        wanted = self.cleaned_data
        rows = rows.enrolled_between(wanted["since"], wanted["until"])
        if wanted["cohort"]:
            rows = rows.in_cohorts([wanted["cohort"]])
        if wanted["status"]:
            rows = rows.filter(Status.CONDITIONS[wanted["status"]]())
        return rows
