"""What a writer answers: to an instructor's comment, and to being asked for an example."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning.models import Example, Reflection
from learning.reviewing.forms import CommentForm, ExampleForm
from learning.reviewing.notices import tell_of_comment, tell_of_decision

from .reflections import reflection_page, whole


@login_required
@require_POST
def answer_comment(request, pk):
    """Answer the instructor, who can read it while the reflection is shared."""
    row = get_object_or_404(whole(Reflection.objects.of(request.user)), pk=pk)
    form = CommentForm(request.POST)
    if form.is_valid() and not (row.is_shared and row.comments.exists()):
        form.add_error("text", _("Share the reflection with the instructor again, then send it."))
    if not form.is_valid():
        return reflection_page(request, row, answer=form, status=422)
    tell_of_comment(row.comments.create(author=request.user, text=form.cleaned_data["text"]))
    messages.success(request, _("Sent. The instructor is told."))
    return redirect(f"{row.get_absolute_url()}#comments")


@login_required
@require_POST
def decide_example(request, pk):
    """Agree to being shown to the others, decline, or take it back."""
    mine = Example.objects.filter(reflection__in=Reflection.objects.of(request.user))
    found = mine.select_related("reflection__submitted", "asked_by")
    example = get_object_or_404(found, reflection=pk)
    form = ExampleForm(request.POST)
    if not form.is_valid():
        raise Http404
    if example.decide(form.cleaned_data["decision"], bool(form.cleaned_data["credited"])):
        tell_of_decision(example)
        messages.success(request, _("Noted. You can change your mind at any time."))
    else:
        messages.error(request, _("Share the reflection with the instructor first, then decide."))
    return redirect(f"{example.reflection.get_absolute_url()}#example")
