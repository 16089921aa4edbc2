"""The demonstration's mailbox: mail that would have been sent, to be read in the browser."""

import ipaddress
from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from .. import demo_mailbox


def for_this_machine_only(view):
    """The mailbox holds everybody's codes: it exists in the demonstration, for loopback."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not settings.DEMO or not _is_loopback(request):
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(guarded)


def _is_loopback(request):
    """The client is on this machine and no proxy stands between."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


@for_this_machine_only
def demo_mail(request):
    return render(request, "accounts/demo_mail.html", {"mails": demo_mailbox.latest()})


@for_this_machine_only
def demo_message(request, slug):
    mail = demo_mailbox.find(slug)
    if mail is None:
        raise Http404
    return render(request, "accounts/demo_message.html", {"mail": mail})
