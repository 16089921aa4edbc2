"""What is a host's to answer, and when they are away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.answering.hosting import is_host
from community.answering.hosting_state import HostingState
from community.forms import AbsenceForm
from community.models import Absence


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hosting(request):
    """What waits for this host, by when, and the days on which somebody else looks after it."""
    if not is_host(request.user):
        raise Http404
    form = AbsenceForm(request.POST or None, instance=Absence(user=request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Noted. While you are away another host looks after it."))
        return redirect("community:hosting")
    context = {"form": form, "state": HostingState(request.user)}
    return render(request, "community/hosting.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove_absence(request, pk):
    """The host is here after all."""
    get_object_or_404(Absence, pk=pk, user=request.user).delete()
    return redirect("community:hosting")
