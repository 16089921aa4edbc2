"""What was made of the published pages, kept until something is published.

Each process keeps what it made in its own memory, under a version that all of them
read from the shared cache, once in a request. Whatever changes a page drops the
version: what was made of the old pages is then found by nobody, in no process.

Only what is the same for everyone belongs here, and nobody may change it: requests
share the very objects.
"""

import threading
import time
import uuid

from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.dispatch import receiver
from django.utils.translation import get_language

KEEP_SECONDS = 600  # for what changes without a signal, such as a row edited by hand
AT_MOST = 4000  # things kept; at that many, all are dropped
VERSION_KEY = "published-version"

_memory = {}
_request = threading.local()


def kept(name, make):
    """What ``make()`` returns, made once for each version and language.

    ``name`` is a tuple that begins with a word of the caller's own.
    """
    key = (version(), get_language(), *name)
    found, until = _memory.get(key, (None, 0))
    if until < time.monotonic():
        found = make()
        if len(_memory) >= AT_MOST:
            empty()
        if found is not None:  # as many addresses lead nowhere as somebody cares to type
            _memory[key] = found, time.monotonic() + KEEP_SECONDS
    return found


def version():
    """The version of everything published: the same throughout a request."""
    current = getattr(_request, "version", None)
    if current is None:
        current = cache.get_or_set(VERSION_KEY, lambda: uuid.uuid4().hex, None)
        if getattr(_request, "runs", False):
            _request.version = current
    return current


def forget():
    """Start over: something published has changed."""
    _request.version = None
    cache.delete(VERSION_KEY)


def empty():
    """Let go of what this process keeps, as it does by itself when that grows too much."""
    _memory.clear()


@receiver(request_started)
def _begin(**kwargs):
    _request.version, _request.runs = None, True


@receiver(request_finished)
def _end(**kwargs):
    _request.version, _request.runs = None, False
