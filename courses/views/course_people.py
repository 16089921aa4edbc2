"""Who writes a course, in the CMS: adding people, changing their part, taking it away."""

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from courses.cms_header import cms_header, course_crumbs, outline_button
from courses.models import CourseRole
from courses.models.roles import LastInstructor
from courses.role_log import changes_of

from .course_outline import course_written_by


class PersonForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("Of somebody who has an account here."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=CourseRole.Role.choices,
        help_text=gettext_lazy(
            "Instructors publish, arrange and see learners' reports. Authors write drafts."
        ),
    )

    def clean_email(self):
        email = self.cleaned_data["email"]
        self.person = get_user_model().objects.filter(email__iexact=email, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError(
                _("Nobody has an account with this address. Ask them to create one first.")
            )
        return email


def course_led_by(user, pk):
    """The course, for its instructors; its authors see who writes it and change nothing."""
    course = course_written_by(user, pk)
    if not user.is_superuser and not CourseRole.objects.instructs(user, course):
        raise PermissionDenied
    return course


@require_http_methods(["GET", "HEAD", "POST"])
def course_people(request, pk):
    course = course_written_by(request.user, pk)
    may_change = request.user.is_superuser or CourseRole.objects.instructs(request.user, course)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        return _give(request, course, form.person, form.cleaned_data["role"])
    title = _("People: %s") % course.get_admin_display_title()
    context = {
        "course": course,
        "roles": course.roles.select_related("user").order_by("given_at", "pk"),
        "form": form if may_change else None,
        "changes": changes_of(course),
        **cms_header(
            title, "group", *course_crumbs(course), form=form, buttons=[outline_button(course)]
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "courses/cms/course_people.html", context, status=status)


@require_POST
def course_person(request, pk, role_pk):
    """Change somebody's part in the course, or take it away."""
    course = course_led_by(request.user, pk)
    row = get_object_or_404(course.roles.select_related("user"), pk=role_pk)
    if "remove" not in request.POST:
        other = {"instructor": "author", "author": "instructor"}[row.role]
        return _give(request, course, row.user, other)
    try:
        row.take_away()
        messages.success(request, _("%s has no part in the course any more.") % row.user)
    except LastInstructor:
        messages.error(request, _last(row.user))
    still_theirs = request.user.is_superuser or course.roles.filter(user=request.user).exists()
    return redirect("course_people", course.pk) if still_theirs else redirect("course_list")


def _give(request, course, person, role):
    try:
        CourseRole.objects.give(course, person, role)
        said = _("%(person)s has this part in the course now: %(role)s.")
        label = CourseRole.Role(role).label
        messages.success(request, said % {"person": person, "role": label})
    except LastInstructor:
        messages.error(request, _last(person))
    return redirect("course_people", course.pk)


def _last(person):
    return (
        _(
            "%s is the last instructor of the course. Add another instructor first: somebody has to"
            " publish it and answer its learners."
        )
        % person
    )
