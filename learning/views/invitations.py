"""Following the link of an invitation, and what one has agreed to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Membership
from learning.course_state import CourseState
from learning.enrollment_form import InvitationForm
from learning.models import Invitation
from learning.models.enrollments import EnrollmentClosed, PrerequisiteMissing
from learning.models.invitations import Used

from .by_link import private


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Whoever holds the link sees who invites to what; signed in, they can accept."""
    found = Invitation.objects.with_token(token)
    if found is None or not found.is_open:
        return private(render(request, "learning/invitation_gone.html", status=404))
    if not request.user.is_authenticated:
        return private(render(request, "learning/invitation.html", {"invitation": found}))
    form = InvitationForm(
        request.POST or None,
        initial={"certificate_name": request.user.name_for_certificates() or found.name},
    )
    if request.method == "POST" and form.is_valid():
        return _accepted(request, found, form)
    context = {"invitation": found, "form": form}
    status = 422 if form.errors else 200
    return private(render(request, "learning/invitation.html", context, status=status))


def _accepted(request, found, form):
    course = found.grant.course
    try:
        enrollment = found.accept(request.user, form.cleaned_data["certificate_name"])
    except Used:
        return private(render(request, "learning/invitation_gone.html", status=404))
    except (EnrollmentClosed, PrerequisiteMissing):
        messages.error(request, _("You cannot enroll in this course yet. The page says why."))
        return redirect(course.get_url(request))
    messages.success(request, _("You are enrolled. This is where you begin."))
    return redirect(CourseState.of(enrollment, course.outline).continue_url)


@require_POST
def decline_invitation(request, token):
    """Whoever holds the link may say no; the seat is free again."""
    found = Invitation.objects.with_token(token)
    if found is None or not found.is_open:
        raise Http404
    found.cancel()
    messages.success(request, _("Declined. Your coordinator sees it, and you hear no more of it."))
    return redirect("/")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave_institution(request, pk):
    """Ask, then end what one agreed to: the coordinator sees nothing from then on."""
    mine = Membership.objects.current().members().of(request.user)
    membership = get_object_or_404(mine.select_related("institution"), pk=pk)
    if request.method == "POST":
        membership.end()
        messages.success(
            request, _("Ended. Your coordinator sees nothing of you; your courses go on.")
        )
        return redirect("learning:dashboard")
    return render(request, "learning/leave_institution.html", {"membership": membership})
