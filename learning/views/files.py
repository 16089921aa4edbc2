"""Recordings of lessons and their captions."""

import mimetypes

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from courses.models import CourseMedia
from learning.lessons.private_files import may_fetch
from learning.ranges import serve


@require_safe
def media(request, pk):
    recording = _recording(request.user, pk)
    kind = mimetypes.guess_type(recording.filename)[0] or "application/octet-stream"
    return serve(request, recording.file, kind)


@require_safe
def captions(request, pk):
    recording = _recording(request.user, pk)
    if not recording.captions:
        raise Http404
    return FileResponse(recording.captions.open("rb"), content_type="text/vtt; charset=utf-8")


def _recording(user, pk):
    recording = get_object_or_404(CourseMedia, pk=pk)
    if not may_fetch(user, recording):
        raise Http404
    return recording
