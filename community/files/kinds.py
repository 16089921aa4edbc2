"""The kinds of files that people may share, and what every one of them is sent as."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

# By extension: what it is sent as. Nothing else is taken: no HTML, no SVG, no archives,
# no office files that hold macros.
TYPES = {
    "pdf": "application/pdf",
    "docx": OPEN_XML + "wordprocessingml.document",
    "odt": OPEN_DOCUMENT + "text",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "xlsx": OPEN_XML + "spreadsheetml.sheet",
    "ods": OPEN_DOCUMENT + "spreadsheet",
    "csv": "text/csv; charset=utf-8",
    "pptx": OPEN_XML + "presentationml.presentation",
    "odp": OPEN_DOCUMENT + "presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
ACCEPT = ",".join(f".{extension}" for extension in TYPES)
PICTURES = {"png", "jpg", "jpeg", "webp"}
TEXTS = {"txt", "md", "csv"}
MAIN_PARTS = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
}

# What the list can be narrowed to.
KINDS = {
    "document": (_("Documents"), ["pdf", "docx", "odt", "txt", "md"]),
    "table": (_("Tables"), ["xlsx", "ods", "csv"]),
    "slides": (_("Slides"), ["pptx", "odp"]),
    "picture": (_("Pictures"), sorted(PICTURES)),
}


def in_words(size):
    """ "20 MB": never more than there is."""
    if size < MEGABYTE:
        return filesizeformat(size)
    return _("%(count)d MB") % {"count": size // MEGABYTE}


@dataclass(frozen=True)
class Content:
    """A file that passed ``file_check``: what is stored, and what is known of it."""

    file: object
    name: str
    extension: str
    content_type: str
    size: int
    sha256: str
