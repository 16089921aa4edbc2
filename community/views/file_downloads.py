"""Giving out what lies at a shared file's address: to whom may have it now, and never shown."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from learning.ranges import serve

from .file_doors import file_for, gone


@require_safe
def download_file(request, pk):
    """The version that is current."""
    if answer := gone(request, pk):
        return answer
    row = file_for(request.user, pk)
    if row.current is None:
        raise Http404
    return _give(request, row.current)


@require_safe
def download_version(request, pk, number):
    """One version, also an older one; to its owner also while it is being checked."""
    if answer := gone(request, pk):
        return answer
    row = file_for(request.user, pk)
    versions = row.versions.filter(withdrawn_at=None, refused_at=None)
    if row.owner_id != request.user.pk:
        versions = versions.given_out()
    return _give(request, get_object_or_404(versions, number=number))


def _give(request, version):
    if not version.stored.storage.exists(version.stored.name):
        raise Http404
    response = serve(request, version.stored, version.content_type)
    response["Content-Disposition"] = content_disposition_header(True, version.original_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
