"""A new course from a template."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from courses.cms_header import cms_header, crumb
from courses.course_templates import TEMPLATES, make_course, may_make_courses
from courses.models import CoursePage


class NewCourseForm(forms.Form):
    template = forms.ChoiceField(
        label=gettext_lazy("Template"), widget=forms.RadioSelect, initial="short_course"
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    promise = forms.CharField(
        label=gettext_lazy("Promise"),
        max_length=CoursePage._meta.get_field("promise").max_length,
        help_text=CoursePage._meta.get_field("promise").help_text,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["template"].choices = [
            (name, f"{template.label}: {template.description}")
            for name, template in TEMPLATES.items()
        ]


@require_http_methods(["GET", "HEAD", "POST"])
def course_new(request):
    if not may_make_courses(request.user):
        raise PermissionDenied
    form = NewCourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        course = make_course(user=request.user, **form.cleaned_data)
        messages.success(
            request,
            _("The course is a draft. Put your own text where it says [[…]], then publish it."),
        )
        return redirect("course_outline", course.pk)
    title = _("New course")
    context = {
        "form": form,
        **cms_header(title, "plus", crumb(_("Courses"), "course_list"), form=form),
    }
    return render(
        request, "courses/cms/course_new.html", context, status=422 if form.errors else 200
    )
