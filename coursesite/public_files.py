"""Uploaded files that anyone may see: images, posters and people's photos, nothing else."""

from django.conf import settings
from django.http import Http404
from django.views.static import serve

PUBLIC_FOLDERS = ("images/", "people/", "media_thumbnails/")
CACHE_SECONDS = 60 * 60 * 24 * 30


def serve_public(request, name):
    """One image. Documents and recordings have views of their own that ask who is there."""
    # Dots would climb from a public folder into a private one.
    if not name.startswith(PUBLIC_FOLDERS) or ".." in name:
        raise Http404
    response = serve(request, name, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    return response
