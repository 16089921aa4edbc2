"""One learner in the CMS: what their instructor may see, and completing something for them."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import require_admin_access

from courses.cms_header import cms_header, crumb
from courses.models import CourseRole, LessonPage
from courses.models.outlines import outline_of
from learning.course_state import CourseState
from learning.models import Enrollment
from learning.reviewing.learner import checks_of, parts_for, reflections_of
from learning.reviewing.working_days import Ages


class OverrideForm(forms.Form):
    """Which lesson, or the whole course, and why."""

    lesson = forms.ChoiceField(label=gettext_lazy("Mark complete"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("The learner sees it, with your name and the date."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, left, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lesson"].choices = [("", _("The whole course"))] + [
            (entry.lesson.pk, entry.lesson.title) for entry in left
        ]


def learners_of(user):
    """Enrollments in the courses that this person teaches; in all of them for administrators."""
    rows = Enrollment.objects.select_related("user", "course")
    if user.is_superuser:
        return rows
    return rows.filter(course_key__in=CourseRole.objects.taught_by(user))


@require_admin_access
@require_http_methods(["GET", "HEAD", "POST"])
def learner_override(request, pk):
    """One learner's way through the course, and a form to complete something for them."""
    enrollment = get_object_or_404(learners_of(request.user), pk=pk)
    state = CourseState.of(enrollment, outline_of(enrollment.course.path))
    form = OverrideForm(request.POST or None, left=state.left)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["lesson"]
        lesson = LessonPage.objects.get(pk=chosen) if chosen else None
        if enrollment.override(request.user, form.cleaned_data["reason"], lesson):
            messages.success(request, _("Recorded. The learner sees who did it, when and why."))
        else:
            messages.info(request, _("That is complete already, so nothing was recorded."))
        return redirect("learner_override", pk=pk)
    return _page(request, enrollment, state, form)


def _page(request, enrollment, state, form):
    reflections, ages = list(reflections_of(enrollment, request.user)), Ages()
    for row in reflections:
        row.days = ages.of(row.waiting_since or row.shared_at)
    title = enrollment.user.get_full_name()
    context = {
        "enrollment": enrollment,
        "state": state,
        "form": form,
        "checks": checks_of(enrollment),
        "reflections": reflections,
        "parts": parts_for(request.user, enrollment),
        "overrides": enrollment.overrides.select_related("by", "lesson"),
        **cms_header(title, "group", crumb(_("Learners"), "learners_report"), form=form),
    }
    status = 422 if form.errors else 200
    return render(request, "learning/cms/learner.html", context, status=status)
