"""Cohorts: for their members, for who runs them, and for coordinators to see."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning.institutions import notices as institution_notices
from learning.institutions.cohort_forms import AnnouncementForm, CohortForm, MembersForm, courses_of
from learning.models import Cohort

ANNOUNCEMENTS_SHOWN = 50
MEMBERS_SHOWN = 500


def _found(rows, pk):
    return get_object_or_404(rows.select_related("course", "institution", "host"), pk=pk)


@login_required
@require_safe
def cohorts(request):
    """Mine: those I am in, run, or see as a coordinator."""
    current = Q(members__left_at=None, members__enrollment__left_at=None)
    pks = Cohort.objects.visible_to(request.user).values("pk")
    rows = Cohort.objects.filter(pk__in=pks).select_related("course", "institution")
    context = {
        "cohorts": rows.annotate(size=Count("members", filter=current)),
        "may_make": courses_of(request.user).exists(),
    }
    return render(request, "learning/cohorts/all.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_cohort(request):
    """For a course that one teaches."""
    if not courses_of(request.user).exists():
        raise Http404
    return _edit(request, Cohort())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_cohort(request, pk):
    return _edit(request, _found(Cohort.objects.run_by(request.user), pk))


def _edit(request, row):
    form = CohortForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        row = form.save()
        messages.success(request, _("Saved."))
        return redirect("learning:cohort", row.pk)
    status = 422 if form.errors else 200
    return render(request, "learning/cohorts/edit.html", {"form": form, "row": row}, status=status)


@login_required
@require_safe
def cohort(request, pk):
    """Announcements, the discussion, and who is in it."""
    row = _found(Cohort.objects.visible_to(request.user), pk)
    return _page(request, row)


def _page(request, row, status=200, **forms):
    runs = Cohort.objects.run_by(request.user).filter(pk=row.pk).exists()
    joined = Cohort.objects.joined_by(request.user).filter(pk=row.pk).exists()
    members = row.members.current().select_related("enrollment__user")
    context = {
        "cohort": row,
        "runs": runs,
        "reads_space": runs or joined,
        "announcements": row.announcements.select_related("author")[:ANNOUNCEMENTS_SHOWN],
        "members": members.order_by("enrollment__user__display_name", "pk")[:MEMBERS_SHOWN],
    }
    if runs:
        context["announcing"] = forms.get("announcing") or AnnouncementForm()
        context["adding"] = forms.get("adding") or MembersForm(cohort=row)
        context["form"] = forms.get("announcing") or forms.get("adding")
    return render(request, "learning/cohorts/cohort.html", context, status=status)


@login_required
@require_POST
def announce(request, pk):
    """Tell all members; each is told in the site and, as they chose, by mail."""
    row = _found(Cohort.objects.run_by(request.user), pk)
    form = AnnouncementForm(request.POST)
    if not form.is_valid():
        return _page(request, row, 422, announcing=form)
    form.instance.cohort, form.instance.author = row, request.user
    with transaction.atomic():
        institution_notices.tell_of_announcement(form.save())
    messages.success(request, _("Announced. Each member is told."))
    return redirect("learning:cohort", row.pk)


@login_required
@require_POST
def add_members(request, pk):
    row = _found(Cohort.objects.run_by(request.user), pk)
    form = MembersForm(request.POST, cohort=row)
    if not form.is_valid():
        return _page(request, row, 422, adding=form)
    with transaction.atomic():
        for enrollment in form.enrollments:
            row.take_in(enrollment)
    messages.success(request, _("They are in the cohort now."))
    return redirect("learning:cohort", row.pk)


@login_required
@require_POST
def remove_member(request, pk, member_id):
    row = _found(Cohort.objects.run_by(request.user), pk)
    get_object_or_404(row.members.current(), pk=member_id).leave()
    messages.success(request, _("Removed. They go on taking the course."))
    return redirect("learning:cohort", row.pk)
