"""How often somebody means to come, and whether they are reminded and asked again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning.models import Enrollment
from learning.rhythm.form import RhythmForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request, course_id):
    """The same form that the dashboard has, on a page of its own."""
    mine = Enrollment.objects.of(request.user).active().filter(completed_at=None).with_rhythm()
    enrollment = get_object_or_404(mine.select_related("course"), course=course_id)
    form = RhythmForm(request.POST if request.method == "POST" else None, instance=enrollment)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your rhythm is saved."))
        return redirect("learning:dashboard")
    context = {"enrollment": enrollment, "form": form}
    return render(request, "learning/rhythm.html", context, status=422 if form.errors else 200)
