"""Which of the reflections shared with an instructor are looked through; nonsense is ignored."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models import CoursePage, CourseRole, LessonPage
from learning.models import Reflection

from .working_days import Ages


class ReviewFilter(forms.Form):
    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("Waiting for a comment")),
            ("answered", _("Answered")),
            ("all", _("All that are shared")),
        ],
    )
    course = forms.ModelChoiceField(
        label=_("Course"), required=False, queryset=CoursePage.objects.none(),
        empty_label=_("All my courses"),
    )  # fmt: skip
    lesson = forms.ModelChoiceField(
        label=_("Lesson"), required=False, queryset=LessonPage.objects.none(),
        empty_label=_("All lessons"),
    )  # fmt: skip
    age = forms.ChoiceField(
        label=_("Age"),
        required=False,
        choices=[
            ("", _("Any age")),
            ("2", _("2 working days or more")),
            ("5", _("5 working days or more")),
            ("10", _("10 working days or more")),
        ],
    )

    def __init__(self, user, data):
        super().__init__(data)
        self.user, self.ages = user, Ages()
        taught = CourseRole.objects.taught_by(user)
        courses = CoursePage.objects.filter(translation_key__in=taught).order_by("title")
        self.fields["course"].queryset = courses
        mine = Reflection.objects.shared_with(user)
        lessons = LessonPage.objects.filter(pk__in=mine.order_by().values("lesson"))
        self.fields["lesson"].queryset = lessons.order_by("path")
        self.full_clean()

    @property
    def is_used(self):
        return any(self.cleaned_data.values())

    def rows(self):
        """The reflections, the one that was shared first before all others."""
        chosen = self.cleaned_data
        found = Reflection.objects.shared_with(self.user).with_waiting()
        if not chosen.get("state"):
            found = found.filter(waiting_since__isnull=False)
        elif chosen["state"] == "answered":
            found = found.filter(waiting_since=None)
        if course := chosen.get("course"):
            found = found.filter(course_key=course.translation_key)
        if lesson := chosen.get("lesson"):
            found = found.filter(lesson=lesson)
        if days := chosen.get("age"):
            before = self.ages.older_than(int(days))
            waits = "shared_at" if chosen.get("state") else "waiting_since"
            found = found.filter(**{f"{waits}__lt": before})
        return found.order_by("shared_at", "pk")

    def before(self, row):
        """The one before this one in the queue, or None; this one need not be in it any more."""
        earlier = Q(shared_at__lt=row.shared_at) | Q(shared_at=row.shared_at, pk__lt=row.pk)
        return self.rows().filter(earlier).last()

    def after(self, row):
        later = Q(shared_at__gt=row.shared_at) | Q(shared_at=row.shared_at, pk__gt=row.pk)
        return self.rows().filter(later).first()
