"""The calendar: what is in it, its private address, and the feed itself."""

import time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learning.commitments.calendars import calendar_of, check_ins_of, commitments_of, entries_of
from learning.models import CalendarFeed

# Programs ask a few times a day, on several devices.
FEEDS_AN_HOUR = 120
HOUR = 3600


@login_required
@require_safe
def calendar(request):
    """What is in my calendar, and how to have it elsewhere."""
    feed = CalendarFeed.objects.filter(user=request.user).first()
    context = {"feed": feed, "entries": entries_of(request.user)}
    response = render(request, "learning/calendar.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def renew_calendar(request):
    """An address, or another one; the old one ends."""
    feed = CalendarFeed.objects.make(request.user)
    had_one = feed.is_on
    feed.renew()
    if had_one:
        said = _("The old address has ended. Put the new one into your calendar program.")
    else:
        said = _("Your calendar has an address now. Put it into your calendar program.")
    messages.success(request, said)
    return redirect("learning:calendar")


@login_required
@require_POST
def stop_calendar(request):
    for feed in CalendarFeed.objects.filter(user=request.user):
        feed.switch_off()
    messages.success(request, _("The address has ended. Calendar programs find nothing there."))
    return redirect("learning:calendar")


@login_required
@require_POST
def calendar_words(request):
    """Whether my own sentences are in it."""
    feed = CalendarFeed.objects.make(request.user)
    feed.show_words(request.POST.get("with_words") == "1")
    if feed.with_words:
        said = _("Your own words are in the calendar from now on.")
    else:
        said = _("Your own words are no longer in the calendar.")
    messages.success(request, said)
    return redirect("learning:calendar")


@require_safe
def calendar_feed(request, token):
    """For whoever has the address: no sign-in, as calendar programs cannot do it."""
    feed = CalendarFeed.objects.at(token)
    if feed is None:
        raise Http404
    if _asks_too_often(feed):
        return HttpResponse(status=429, headers={"Retry-After": HOUR})
    return _ics(calendar_of(entries_of(feed.user), feed.with_words), "learning.ics")


@login_required
@require_safe
def check_in_ics(request, pk):
    return _one(request, check_ins_of, pk)


@login_required
@require_safe
def commitment_ics(request, pk):
    return _one(request, commitments_of, pk)


def _one(request, entries, pk):
    found = [entry for entry in entries(request.user) if entry.pk == pk]
    if not found:
        raise Http404
    feed = CalendarFeed.objects.filter(user=request.user).first()
    content = calendar_of(found, with_words=bool(feed and feed.with_words))
    return _ics(content, f"{found[0].kind}.ics", "attachment")


def _ics(content, name, disposition="inline"):
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _asks_too_often(feed):
    """Count this request; True above the limit. The key carries the hour."""
    key = f"calendar:{feed.pk}:{int(time.time() // HOUR)}"
    cache.add(key, 0, 2 * HOUR)
    return cache.incr(key) > FEEDS_AN_HOUR
