"""Who mentors, and being one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Notification
from community.mentoring import statement as mentoring_statement
from community.mentoring.forms import MentorForm
from community.mentoring.mentor_list import MentorList
from community.mentoring.notices import INVITATION_TARGET
from community.models import Mentor, MentorInvitation, Mentorship
from community.models.mentors import may_mentor
from community.standing import is_suspended

EARLIER_AT_ONCE = 10


@login_required
@require_safe
def mentors(request):
    """Everyone who mentors; above them what of it concerns the reader."""
    mine = Mentorship.objects.of(request.user).with_people()
    me = Mentor.objects.filter(user=request.user).first()
    going = list(mine.open())
    found = MentorList(request.user, request.GET, going)
    context = {
        "found": found,
        "page_obj": found.page,
        "query": found.query,
        "me": me,
        "could_mentor": not (me and me.is_active) and may_mentor(request.user),
        "open": going,
        "earlier": list(mine.accepted().exclude(closed_at=None)[:EARLIER_AT_ONCE]),
    }
    return render(request, "community/mentors.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mentoring(request):
    """Begin to mentor, or change about what and how much."""
    me = Mentor.objects.filter(user=request.user, ended_at=None).first()
    if me is None and (is_suspended(request.user) or not may_mentor(request.user)):
        raise Http404
    form = MentorForm(request.POST or None, initial=_as_it_is(me))
    if request.method == "POST" and form.is_valid():
        Mentor.objects.begin(request.user, **form.cleaned_data)
        Notification.objects.seen(request.user, INVITATION_TARGET)
        messages.success(request, _("Saved.") if me else _("Thank you. You are a mentor now."))
        return redirect("community:mentors")
    status = 422 if form.errors else 200
    return render(request, "community/mentoring.html", {"form": form, "me": me}, status=status)


def _as_it_is(me):
    if me is None:
        return {"weekly_cap": 1}
    topics = me.topics.all()
    return {"topics": topics, "weekly_cap": me.weekly_cap, "paused_until": me.paused_until}


@login_required
@require_POST
def stop_mentoring(request):
    """Be a mentor no longer; whom it concerns is told."""
    get_object_or_404(Mentor, user=request.user, ended_at=None).stop()
    messages.success(request, _("You are no mentor any more. Thank you for what you gave."))
    return redirect("community:mentors")


@login_required
@require_POST
def decline_invitation(request):
    """“Not now”: the invitation is not shown again."""
    get_object_or_404(MentorInvitation.objects.open(), user=request.user)
    MentorInvitation.objects.answer(request.user)
    Notification.objects.seen(request.user, INVITATION_TARGET)
    messages.success(request, _("Noted. If you change your mind, the way is on the mentors page."))
    at_home = request.POST.get("from") == "dashboard"
    return redirect("learning:dashboard" if at_home else "community:hub")


@login_required
@require_safe
def mentor_statement(request):
    """What I gave as a mentor, on paper."""
    me = get_object_or_404(Mentor.objects.select_related("user__institution"), user=request.user)
    response = HttpResponse(mentoring_statement.render(me), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="mentoring-statement.pdf"'
    return response
