"""Badges: the holder's files, and what anybody needs to check one."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning.certificates import badge
from learning.certificates.register import taken_back
from learning.models import Certificate

LISTS = 1000


@login_required
@require_safe
def badge_json(request, code):
    """The signed credential, for a wallet."""
    content = badge.credential_of(_mine(request, code))
    return _file(content, "application/ld+json", f"badge-{code}.json")


@login_required
@require_safe
def badge_png(request, code):
    """The same, in a picture."""
    return _file(badge.picture_of(_mine(request, code)), "image/png", f"badge-{code}.png")


@require_safe
@never_cache
def badge_status(request, number):
    """Which badges hold no longer: bits in a signed list, and no names."""
    if number >= LISTS:
        raise Http404
    first = number * badge.IN_A_LIST
    rows = taken_back().filter(pk__gte=first, pk__lt=first + badge.IN_A_LIST)
    signed = badge.status_list(number, rows.values_list("pk", flat=True))
    return _to_everybody(HttpResponse(signed, content_type="application/vc+jwt"))


@require_safe
def badge_issuer(request):
    """The site's public key, where did:web looks for it."""
    document = badge.issuer_document()
    return _to_everybody(JsonResponse(document, content_type="application/did+json"))


def _to_everybody(response):
    """Checkers that run in a browser read it from their own pages."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _mine(request, code):
    rows = Certificate.objects.of(request.user).select_related("enrollment")
    return get_object_or_404(rows, code=code)


def _file(content, kind, name):
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
