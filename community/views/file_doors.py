"""Finding a shared file, and what was typed before signing in."""

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from community.composer import PARKING
from community.models import SharedFile
from learning.forms import plain_words
from learning.parking import park, parked, unpark

PLACE = "share-file"
KEPT = {"title": 160, "description": 2000, "alternative": 4000}


def file_for(user, pk):
    rows = SharedFile.objects.open_to(user).select_related("current", "owner")
    return get_object_or_404(rows, pk=pk)


def gone(request, pk):
    """The page of a file that was withdrawn, for who could have it before; or None."""
    row = SharedFile.objects.withdrawn_for(request.user).filter(pk=pk).first()
    if row is None:
        return None
    return render(request, "community/files/gone.html", {"file": row}, status=410)


def own_file(user, pk):
    """One's own file, as long as it is not withdrawn or hidden."""
    states = [SharedFile.State.PUBLISHED, SharedFile.State.HELD]
    rows = SharedFile.objects.filter(owner=user, state__in=states).select_related("current")
    return get_object_or_404(rows, pk=pk)


def sign_in_first(request):
    """Keep the words of the form, and lead to signing in and from there back to it."""
    if request.method == "POST":
        typed = {name: plain_words(request.POST.get(name))[:most] for name, most in KEPT.items()}
        park(request, PARKING, PLACE, typed | {"writer": ""})
    return redirect_to_login(reverse("community:share_file"))


def typed_before(request):
    """What was typed before signing in; it is the form's from now on."""
    typed = parked(request, PARKING).get(PLACE, {})
    if typed and request.method == "POST":
        unpark(request, PARKING, PLACE)
    return {name: typed[name] for name in KEPT if name in typed}
