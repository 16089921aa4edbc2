"""Taking a reflection into a discussion: only its writer can, and only by this."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.composer import Composer, forget_kept
from community.forms import ShareForm
from community.models import Space, Thread
from community.posting import refusal, state_for
from learning.models import Reflection


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share_reflection(request, pk):
    """Post a copy of a saved reflection, changed as its writer likes; the reflection stays."""
    own = Reflection.objects.of(request.user).submitted_ones()
    row = get_object_or_404(own.select_related("submitted", "lesson"), pk=pk)
    spaces = Space.objects.visible_to(request.user).for_lesson(row.lesson)
    if request.method != "POST":
        return _page(request, row, ShareForm(spaces))
    form = ShareForm(spaces, request.POST)
    if form.is_valid() and (why := refusal(request.user, form.cleaned_data["space"])):
        form.add_error("text", why)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    text = form.cleaned_data["text"]
    thread = Thread.objects.start(
        request.user,
        form.cleaned_data["space"],
        text,
        reflection=row,
        wants_reply=form.cleaned_data["wants_reply"],
        state=state_for(request.user, text),
    )
    forget_kept(request, _place(row))
    return redirect(thread)


def _place(reflection):
    return f"share-{reflection.pk}"


def _page(request, row, form, status=200):
    composer = Composer(
        request,
        _place(row),
        reverse("community:share_reflection", args=[row.pk]),
        label=_("Your post"),
        button=_("Share to discussion"),
        form=form,
        text=row.submitted.text,
    )
    shared = Thread.objects.visible_to(request.user).filter(reflection=row, author=request.user)
    context = {"reflection": row, "composer": composer, "form": form, "shared": shared.first()}
    return render(request, "community/share_reflection.html", context, status=status)
