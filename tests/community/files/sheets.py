"""A sheet as people share it, and what is asked of its pages."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

DATA = {
    "title": "Interview sheet",
    "description": "For a first talk.",
    "license": "cc-by",
    "visibility": "members",
}


def url(name, *args):
    return reverse(f"community:{name}", args=args)


def text_file(content=b"Ask, then wait.", name="sheet.txt"):
    return SimpleUploadedFile(name, content, "text/plain")


def send(client, **data):
    return client.post(url("share_file"), {**DATA, "file": text_file(), **data})


def body(response):
    return b"".join(response.streaming_content)
