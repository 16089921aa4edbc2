"""How a community is doing, for those who host it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.csv_cells import write_rows
from community.health.report import HealthReport
from community.health.rows import courses_hosted_by
from community.standing import is_moderator


@login_required
@require_safe
def health(request, slug=None):
    """The numbers of the last four weeks: a host's of their course, a moderator's of all."""
    courses = courses_hosted_by(request.user)
    if slug is None and not is_moderator(request.user) and (first := courses.first()):
        return redirect("community:course_health", first.page.slug)
    report = HealthReport(_place_for(request.user, courses, slug))
    context = {"report": report, "courses": courses, "everywhere": is_moderator(request.user)}
    return render(request, "community/health.html", context)


@login_required
@require_safe
def health_csv(request, slug=None):
    """The same numbers as a file."""
    report = HealthReport(_place_for(request.user, courses_hosted_by(request.user), slug))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"community-health-{slug or 'all'}-{report.until:%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    write_rows(response, report.table())
    return response


def _place_for(user, courses, slug):
    """The course's space, or None for everywhere; not found for who hosts neither."""
    if slug is not None:
        return get_object_or_404(courses, page__slug=slug)
    if not is_moderator(user):
        raise Http404
    return None
