"""Asking a moderator to look at something, and what to do when somebody may be at risk."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from community.bookmarks.finding import shelves_for
from community.forms import ReportForm
from community.models import ArticlePage, Post, Report
from community.shared_plans import title_of
from learning.models import Plan

from .doors import post_for
from .file_doors import file_for

# The addresses at which it is said what to do for who wrote it.
AT_RISK = {
    "post": "at_risk",
    "article": "article_at_risk",
    "plan": "plan_at_risk",
    "person": "person_at_risk",
}
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Subject:
    """Something that can be reported; ``thing`` names it as the report does."""

    thing: str
    row: object
    key: object  # in the addresses
    title: str
    url: str
    heading: str
    back: str
    quote: str = ""

    @property
    def report_url(self):
        return reverse(f"community:report_{self.thing}", args=[self.key])

    @property
    def at_risk_url(self):
        """Where it is said what to do when somebody may be at risk; "" for mere files."""
        name = AT_RISK.get(self.thing)
        return reverse(f"community:{name}", args=[self.key]) if name else ""


def _post(user, pk):
    row = post_for(user, pk)
    url = row.get_absolute_url()
    heading, back = _("Report a post"), _("Back to the post")
    return Subject("post", row, pk, row.thread.title, url, heading, back, row.body)


def _file(user, pk):
    row = file_for(user, pk)
    heading, back = _("Report a file"), _("Back to the file")
    return Subject("file", row, pk, row.title, row.get_absolute_url(), heading, back)


def _article(user, pk):
    row = get_object_or_404(ArticlePage.objects.live().public().exclude(author=user), pk=pk)
    heading, back = _("Report an article"), _("Back to the article")
    return Subject("article", row, pk, row.title, row.get_absolute_url(), heading, back)


def _shelf(user, pk):
    row = get_object_or_404(shelves_for(user).filter(is_shared=True).exclude(owner=user), pk=pk)
    url = reverse("community:shelf", args=[pk])
    heading, back = _("Report a shelf"), _("Back to the shelf")
    return Subject("shelf", row, pk, row.title, url, heading, back)


def _plan(user, public_id):
    plans = Plan.objects.in_community().exclude(user=user)
    row = get_object_or_404(plans, public_id=public_id)
    heading, back = _("Report a strategy plan"), _("Back to the plan")
    return Subject("plan", row, public_id, title_of(row), row.get_absolute_url(), heading, back)


def _person(user, public_id):
    people = User.objects.filter(is_active=True).exclude(pk=user.pk)
    row = get_object_or_404(people, public_id=public_id)
    url = reverse("person", args=[public_id])
    heading, back = _("Report a person"), _("Back to the profile")
    return Subject("person", row, public_id, row.get_full_name(), url, heading, back)


FINDERS = {
    "post": _post,
    "file": _file,
    "article": _article,
    "shelf": _shelf,
    "plan": _plan,
    "person": _person,
}


@login_required
@GET_OR_POST
def report(request, thing, **key):
    """Ask a moderator to look at what this person can see."""
    subject, sent = FINDERS[thing](request.user, **key), request.method == "POST"
    if thing == "post" and subject.row.state != Post.State.PUBLISHED:
        raise Http404
    form = ReportForm(request.POST if sent else None, initial={"reason": request.GET.get("reason")})
    if form.is_valid():
        Report.objects.make(request.user, thing, subject.row, **form.cleaned_data)
        messages.success(request, _("Thank you. A moderator will look at it."))
        return redirect(subject.url)
    context = {"subject": subject, "form": form}
    return render(request, "community/report.html", context, status=422 if sent else 200)


@login_required
@require_safe
def at_risk(request, thing, **key):
    """What to do when something one reads makes one fear for somebody."""
    subject = FINDERS[thing](request.user, **key)
    return render(request, "community/at_risk.html", {"subject": subject})
