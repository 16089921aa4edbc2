"""What moderators and hosts do about a shared file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.forms import ReasonForm
from community.models import ModerationAct, SharedFile

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@GET_OR_POST
def moderate_file(request, pk, act):
    """Hide, restore, dismiss or wave a file through. All but the last want a reason."""
    rows = SharedFile.objects.hosted_by(request.user)
    row = get_object_or_404(rows.exclude(state=SharedFile.State.WITHDRAWN), pk=pk)
    if act == "glance":
        return _glance(request, row)
    data = request.POST if request.method == "POST" else None
    form = ReasonForm(data)
    if form.is_valid():
        getattr(ModerationAct.objects, act)(request.user, row, form.cleaned_data["reason"])
        messages.success(request, _("Done, and written down."))
        return redirect("community:queue")
    heading = {
        "hide": _("Hide this file"),
        "restore": _("Show this file again"),
        "dismiss": _("Nothing wrong with it"),
    }[act]
    context = {"title": row.title, "form": form, "heading": heading, "url": row.get_absolute_url()}
    return render(request, "community/decide.html", context, status=200 if data is None else 422)


@require_POST
def _glance(request, row):
    ModerationAct.objects.glance(request.user, row)
    return redirect("community:queue")
