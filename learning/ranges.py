"""A file, or the stretch of it that a player asks for (RFC 9110, section 14).

Safari plays nothing from a server that answers no ranges, and elsewhere nobody
could move about in a recording.
"""

import re

from django.http import FileResponse, HttpResponse, StreamingHttpResponse

ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
BLOCK = 64 * 1024


def serve(request, stored, content_type):
    """The response with a stored file; the whole of it to whom asks for anything unusual."""
    wanted = _wanted(request, stored.size)
    if wanted is None:
        response = FileResponse(stored.open("rb"), content_type=content_type)
    elif not wanted:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored.size}"})
    else:
        stretch = Stretch(stored.open("rb"), wanted)
        response = StreamingHttpResponse(stretch, status=206, content_type=content_type)
        response["Content-Range"] = f"bytes {wanted[0]}-{wanted[-1]}/{stored.size}"
        response["Content-Length"] = len(wanted)
    response["Accept-Ranges"] = "bytes"
    return response


def _wanted(request, size):
    """The positions asked for, none of them where the file has none; None for all."""
    match = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if match is None or not any(match.groups()) or "If-Range" in request.headers:
        return None
    first, last = match.groups()
    if not first:
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last or size) + 1, size))


class Stretch:
    """Some positions of an open file, in blocks."""

    def __init__(self, file, positions):
        self.file, self.positions = file, positions

    def __iter__(self):
        self.file.seek(self.positions[0])
        left = len(self.positions)
        while left and (block := self.file.read(min(BLOCK, left))):
            left -= len(block)
            yield block

    def close(self):
        self.file.close()
