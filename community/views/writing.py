"""What helps while a post is being written: drafts and previews."""

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.rich_text import render_markdown
from community.forms import DraftForm
from community.mentions import offered
from community.models import Draft
from learning.autosave import not_valid, signed_out
from learning.forms import plain_words
from learning.writing import clock

from .doors import key_in, space_for


@require_POST
def draft(request, place):
    """Keep what is being typed. Speaks the protocol of autosave: 200 with a label, 401, 422."""
    if not request.user.is_authenticated:
        return signed_out()
    form = DraftForm(request.POST)
    if not form.is_valid():
        return not_valid(form)
    row = Draft.objects.keep(request.user, place, **form.cleaned_data)
    label = _("Draft kept %(when)s") % {"when": clock(row.saved_at)} if row else ""
    saved_at = row.saved_at.isoformat() if row else None
    return JsonResponse({"revision": 0, "label": label, "saved_at": saved_at})


@require_POST
def preview(request):
    """The post as it would look. Nothing is stored."""
    html = render_markdown(plain_words(request.POST.get("text")))
    return render(request, "community/partials/preview.html", {"html": html})


@require_safe
def mentionable(request):
    """Whom the writer of a post could name here: names and institutions, nothing else."""
    pk = key_in(request.GET.get("space", ""))
    if not request.user.is_authenticated or pk is None:
        raise Http404
    space = space_for(request.user, pk)
    people = offered(space, request.user, request.GET.get("q", "").replace("\x00", "")[:80])
    found = [
        {"name": person.display_name, "at": str(person.shown("institution", request.user))}
        for person in people
    ]
    return JsonResponse({"people": found})
