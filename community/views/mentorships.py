"""A mentor and a mentee: asking, answering, what they did, the end. Nobody else sees it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Notification
from community.mentoring.forms import ContactForm, MentorshipForm
from community.mentoring.mentor_list import MentorCard
from community.models import ContactNote, Mentor, Mentorship
from community.models.mentorships import NoRoom, TooMany
from community.standing import is_suspended


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_mentor(request, public_id):
    """Ask somebody to be one's mentor. Where that is not possible, the words are kept."""
    mentors = Mentor.objects.active().exclude(user=request.user)
    mentors = mentors.select_related("user__institution")
    mentor = get_object_or_404(mentors, user__public_id=public_id)
    form = MentorshipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row, why = _asked(request.user, mentor, form.cleaned_data)
        if row:
            messages.success(request, _("Asked. You hear as soon as there is an answer."))
            return redirect("community:mentorship", row.pk)
        form.add_error(None, why)
    context = {"card": MentorCard(mentor, request.user), "form": form}
    status = 422 if form.errors else 200
    return render(request, "community/ask_mentor.html", context, status=status)


def _asked(user, mentor, data):
    """The request and "", or None and why there is none."""
    if is_suspended(user):
        return None, _("You cannot ask at the moment. Write to the moderators.")
    try:
        return Mentorship.objects.request(user, mentor, data["message"], data["goal"]), ""
    except NoRoom:
        return None, _("They have no room at present. Your text is kept: ask another mentor.")
    except TooMany:
        return None, _(
            "You have asked them already, or have two mentors or requests. End one before you"
            " ask again."
        )


@login_required
@require_safe
def mentorship(request, pk):
    return _page(request, _mine(request.user, pk))


@login_required
@require_POST
def mentorship_act(request, pk, act):
    """Accept and renew are the mentor's; either can leave, at any moment."""
    row = _mine(request.user, pk)
    if act != "leave":
        get_object_or_404(Mentor, pk=row.mentor_id, user=request.user)
    try:
        done = row.leave(request.user) if act == "leave" else getattr(row, act)()
    except NoRoom:
        messages.error(request, _("You have no room now. Raise your limit or end a pause first."))
        return redirect("community:mentorship", pk)
    Notification.objects.seen(request.user, row.target)
    if not done:
        messages.info(request, _("Nothing has changed: see below how it stands."))
    return redirect("community:mentorship", pk)


@login_required
@require_POST
def log_contact(request, pk):
    """The mentor notes what the two did and for how long."""
    mine = Mentorship.objects.accepted().filter(mentor__user=request.user).with_people()
    row = get_object_or_404(mine, pk=pk)
    form = ContactForm(row, request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    form.save()
    messages.success(request, _("Noted."))
    return redirect("community:mentorship", pk)


@login_required
@require_POST
def contact_act(request, pk, act):
    """The mentor removes a note; the mentee objects to one, or takes that back."""
    notes = ContactNote.objects.select_related("mentorship")
    if act == "remove":
        note = get_object_or_404(notes.filter(mentorship__mentor__user=request.user), pk=pk)
        note.delete()
    else:
        note = get_object_or_404(notes.filter(mentorship__mentee=request.user), pk=pk)
        note.objected_at = timezone.now() if act == "object" else None
        note.save(update_fields=["objected_at"])
    return redirect("community:mentorship", note.mentorship_id)


def _mine(user, pk):
    return get_object_or_404(Mentorship.objects.of(user).with_people(), pk=pk)


def _page(request, row, form=None, status=200):
    is_mentor = row.mentor.user_id == request.user.pk
    if form is None and is_mentor and row.accepted_at:
        form = ContactForm(row, initial={"day": timezone.localdate()})
    context = {
        "mentorship": row,
        "other": row.other(request.user),
        "is_mentor": is_mentor,
        "notes": list(row.notes.all()),
        "minutes": row.minutes(),
        "form": form,
    }
    return render(request, "community/mentorship.html", context, status=status)
