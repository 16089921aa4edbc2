"""The activity feed: for reading, as Atom, and up to where it was read."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.syndication.views import Feed as Syndication
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import conditional_page, require_POST, require_safe

from accounts.models.brand import current_look
from community.feed import Feed, moment_of

# Of moments outside these some have no local time.
YEARS = range(2000, 2200)


@require_safe
def feed(request):
    """Everyone's doings, or with ``show=following`` those one follows; ``before`` a moment."""
    following = request.GET.get("show") == "following"
    row = Feed(request.user, following=following, before=_before(request))
    return render(request, "community/feed.html", {"feed": row})


def _before(request):
    """The moment that the address names, or None. One that is none is not found."""
    typed = request.GET.get("before")
    if not typed:
        return None
    try:
        moment = parse_datetime(typed)
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment) or moment.year not in YEARS:
        raise Http404
    return moment


@login_required
@require_POST
def feed_seen(request):
    """Up to which act somebody has read: sent by the script, or by "Mark as seen"."""
    typed = request.POST.get("number", "")
    if typed.isdecimal() and len(typed) < 15:
        Feed(request.user).mark_seen(moment_of(int(typed)))
    if request.POST.get("scripted"):
        return HttpResponse(status=204)
    return redirect("community:feed")


SENTENCES = {
    "asked": gettext_lazy("%(name)s asked “%(title)s”"),
    "began": gettext_lazy("%(name)s began “%(title)s”"),
    "replied": gettext_lazy("%(name)s replied in “%(title)s”"),
    "answered": gettext_lazy("%(name)s answered “%(title)s”"),
    "wrote": gettext_lazy("%(name)s wrote the article “%(title)s”"),
    "commented": gettext_lazy("%(name)s commented on “%(title)s”"),
    "shelved": gettext_lazy("%(name)s shared the shelf “%(title)s”"),
    "filed": gettext_lazy("%(name)s shared the file “%(title)s”"),
}


def absolute(path):
    return f"{settings.SITE_URL}{path}"


class PublicFeed(Syndication):
    """What anybody may read, for feed readers. Addresses come from the setting SITE_URL."""

    feed_type = Atom1Feed

    def title(self):
        return _("%(site)s: activity") % {"site": current_look().site_name}

    def subtitle(self):
        return _("What people ask, answer and share in the community.")

    def author_name(self):
        return current_look().site_name

    def link(self):
        return absolute(reverse("community:feed"))

    def feed_url(self):
        return absolute(reverse("community:feed_atom"))

    feed_guid = feed_url

    def items(self):
        return Feed.public().acts

    def item_title(self, act):
        return SENTENCES[act.verb] % {"name": act.person.get_full_name(), "title": act.title}

    def item_description(self, act):
        return act.text

    def item_link(self, act):
        return absolute(act.url)

    item_guid = item_link

    def item_author_name(self, act):
        return act.person.get_full_name()

    def item_pubdate(self, act):
        return act.at

    item_updateddate = item_pubdate


# Asked again for what has not changed, it answers 304: a feed reader asks all day.
atom = require_safe(conditional_page(PublicFeed()))
