"""The versions of a course in the CMS: what changed, and saying so."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from courses.cms_header import cms_header, course_crumbs
from courses.models import CourseVersion
from courses.models.versions import newly_required, newly_required_lessons

from .course_outline import course_written_by


class VersionForm(forms.ModelForm):
    binds_everyone = forms.BooleanField(
        label=gettext_lazy("Also for those already enrolled"),
        required=False,
        help_text=gettext_lazy(
            "Left empty, what became required binds only those who enroll later. Ticked, it is"
            " asked of everyone who has not completed its lesson. Nobody who finished loses that."
        ),
    )

    class Meta:
        model = CourseVersion
        fields = ["label", "note"]

    def __init__(self, *args, newly, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs["rows"] = 4
        if not newly:
            del self.fields["binds_everyone"]


@require_http_methods(["GET", "HEAD", "POST"])
def course_versions(request, pk):
    course = course_written_by(request.user, pk)
    may_release = course.live and course.permissions_for_user(request.user).can_publish()
    newly, lessons = newly_required(course).count(), newly_required_lessons(course).count()
    form = VersionForm(request.POST or None, newly=newly or lessons)
    if request.method == "POST" and not may_release:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        CourseVersion.objects.release(course, by=request.user, **form.cleaned_data)
        messages.success(request, _("Learners see it on the course page from now on."))
        return redirect("course_versions", course.pk)
    title = _("What changed: %s") % course.get_admin_display_title()
    context = {
        "form": form if may_release else None,
        "newly": newly,
        "newly_lessons": lessons,
        "course": course,
        "versions": course.versions.select_related("by"),
        **cms_header(title, "history", *course_crumbs(course), form=form, here=_("What changed")),
    }
    return render(
        request, "courses/cms/course_versions.html", context, status=422 if form.errors else 200
    )
