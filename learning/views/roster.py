"""Enrolling many people at once: a dry run first, then the deed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.uploads import upload_limit
from learning.institutions import roster_file
from learning.institutions.forms import RosterForm
from learning.models import SeatGrant

from .institution import institution_for


@login_required
@upload_limit(lambda user: roster_file.BYTES_AT_MOST)
@require_http_methods(["GET", "HEAD", "POST"])
def enroll_people(request, pk):
    """The list, and what would happen to each line of it. Nothing is written."""
    institution = institution_for(request.user, pk)
    form = RosterForm(request.POST or None, request.FILES or None, institution=institution)
    if request.method == "POST" and getattr(request, "upload_refused", False):
        form.add_error("file", form.too_large)
    context = {"institution": institution, "form": form}
    if form.is_bound and form.is_valid():
        context |= {"plan": form.plan(), "unknown": form.listed.unknown, "list": form.listed}
        return render(request, "learning/institution/dry_run.html", context)
    context["has_seats"] = SeatGrant.objects.current().filter(institution=institution).exists()
    status = 422 if form.errors else 200
    return render(request, "learning/institution/enroll.html", context, status=status)


@login_required
@require_POST
def confirm_people(request, pk):
    """Do what the dry run showed, as things are now."""
    institution = institution_for(request.user, pk)
    form = RosterForm(request.POST, institution=institution)
    if not form.is_valid():
        context = {"institution": institution, "form": form, "has_seats": True}
        return render(request, "learning/institution/enroll.html", context, status=422)
    done = form.plan().carry_out(request.user)
    messages.success(request, done.said())
    return redirect("learning:institution_seats", institution.pk)
