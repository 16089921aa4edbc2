"""What moderators do about articles, shelves, plans and people that were reported."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from community.forms import ReasonForm
from community.models import ArticlePage, ModerationAct
from community.moderating.person_record import PersonRecord
from community.shared_plans import title_of
from community.standing import is_moderator, is_suspended
from learning.models import Plan, Shelf

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@GET_OR_POST
def dismiss_article(request, pk):
    """Nothing is wrong with a public article. To take it down is to return it."""
    row = get_object_or_404(ArticlePage.objects.reviewable_by(request.user).live(), pk=pk)
    return _decide(request, _("Nothing wrong with it"), row.title, row.get_url(), "article", row)


@login_required
@GET_OR_POST
def moderate_shelf(request, pk, act):
    """Hide a shared shelf from everyone else, show it again, or leave it as it is."""
    shelves = Shelf.objects.shared() if is_moderator(request.user) else Shelf.objects.none()
    row = get_object_or_404(shelves.select_related("owner"), pk=pk)
    heading = {
        "hide": _("Hide this shelf"),
        "restore": _("Show this shelf again"),
        "dismiss": _("Nothing wrong with it"),
    }[act]
    url = reverse("community:shelf", args=[pk])
    do = {"hide": ModerationAct.objects.hide_shelf, "restore": ModerationAct.objects.show_shelf}
    return _decide(request, heading, row.title, url, "shelf", row, do.get(act))


@login_required
@GET_OR_POST
def moderate_plan(request, public_id, act):
    """End the sharing of somebody's plan with the community, or leave it as it is."""
    plans = Plan.objects.all() if is_moderator(request.user) else Plan.objects.none()
    plans = plans.filter(sharing=Plan.Sharing.COMMUNITY, user__is_active=True)
    plans = plans.select_related("user").exclude(user=request.user)
    row = get_object_or_404(plans, public_id=public_id)
    heading = {"end": _("End the sharing of this plan"), "dismiss": _("Nothing wrong with it")}[act]
    # Nobody reads the plan of a suspended person now.
    url = reverse("community:queue") if is_suspended(row.user) else row.get_absolute_url()
    do = {"end": ModerationAct.objects.end_sharing}.get(act)
    return _decide(request, heading, title_of(row), url, "plan", row, do)


@login_required
@GET_OR_POST
def dismiss_person(request, public_id):
    """Nothing is wrong with a person who was reported."""
    row = _person(request.user, public_id)
    url = reverse("community:person_reports", args=[public_id])
    return _decide(request, _("Nothing wrong"), row.get_full_name(), url, "person", row)


@login_required
@require_safe
def person_reports(request, public_id):
    """What was reported of a person so far, and what was done. Moderators only."""
    record = PersonRecord(_person(request.user, public_id))
    return render(request, "community/person_reports.html", {"record": record})


def _decide(request, heading, title, url, thing, row, do=None):
    """Ask for the reason, then do it: without ``do`` the reports are found groundless."""
    sent = request.method == "POST"
    form = ReasonForm(request.POST if sent else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if do:
            do(request.user, row, reason)
        else:
            ModerationAct.objects.dismiss_about(request.user, reason, **{thing: row})
        messages.success(request, _("Done, and written down."))
        return redirect("community:queue")
    context = {"heading": heading, "title": title, "url": url, "form": form}
    return render(request, "community/decide.html", context, status=422 if sent else 200)


def _person(user, public_id):
    """Somebody else, for a moderator: nobody looks into what was reported of themselves."""
    if not is_moderator(user):
        raise Http404
    people = User.objects.filter(is_active=True).exclude(pk=user.pk)
    return get_object_or_404(people.select_related("institution"), public_id=public_id)
