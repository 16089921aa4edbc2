"""Being asked: whether one wants to be, and saying no this time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.answering.climbing import take_step
from community.finished import Finished
from community.forms import AskPreferenceForm
from community.models import Ask, AskPreference, Thread

ASKS_SHOWN = 10


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def asks(request):
    """Whether and from when one wants to be asked, and what one is asked now."""
    preference = AskPreference.objects.of(request.user)
    form = AskPreferenceForm(request.POST or None, instance=preference)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. You can change it at any time."))
        return redirect("community:asks")
    rows = Ask.objects.of(request.user).pending().to_people()
    rows = rows.filter(climb__post__thread__in=Thread.objects.visible_to(request.user))
    context = {
        "form": form,
        "asks": rows.select_related("climb__post__author", "climb__post__thread")[:ASKS_SHOWN],
        "preference": preference,
        "can_be_asked": Finished.by(request.user).anything,
    }
    return render(request, "community/asks.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def decline_ask(request, pk):
    """“Not this time”: somebody else is asked at once. With ``pause`` also not for a while."""
    ask = get_object_or_404(Ask.objects.of(request.user).to_people(), pk=pk)
    ask.decline()
    take_step(ask.climb_id)
    if request.POST.get("pause"):
        AskPreference.objects.pause(request.user)
        messages.success(request, _("We’ll ask somebody else, and nothing of you for a month."))
        return redirect("community:asks")
    messages.success(request, _("Thank you for saying so. We’ll ask somebody else."))
    return redirect("community:hub")
