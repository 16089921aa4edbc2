"""Turns a file that somebody sends into one that may be shared, or says why it may not.

Its name, its first bytes and what is inside must say the same. Pictures are made anew
from their pixels, so that place, device and whatever hangs on them stay behind.
"""

import hashlib
import io
import re

import filetype
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from accounts.photos import pixels_of

from .archives import Refused, check_office_file
from .kinds import MAX_BYTES, PICTURES, TEXTS, TYPES, Content, in_words
from .pdf import ActivePdf, BrokenPdf, LockedPdf, check_pdf

HEAD = 8192
# Invisible characters and those that turn the direction of writing around.
INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP = re.compile(r"\s*<(!doctype|!--|\?xml|html|head|body|svg|script|iframe)\b", re.IGNORECASE)
OTHER_TEXT = (b"%PDF", b"%!PS", b"{\\rtf")  # formats that can be all letters
FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}


def checked(upload):
    """The ``Content`` to store. Raises ValidationError in words for who sent it."""
    extension = upload.name.rpartition(".")[2].lower() if "." in upload.name else ""
    if extension not in TYPES:
        raise ValidationError(refused_kind())
    if upload.size > MAX_BYTES:
        raise ValidationError(too_large())
    if not upload.size:
        raise ValidationError(_("This file is empty. Choose the one you meant."))
    if extension in PICTURES:
        upload = _picture(upload, extension)
    elif extension in TEXTS:
        _check_text(upload, extension)
    else:
        _check_document(upload, extension)
    upload.seek(0)
    return Content(
        file=upload,
        name=safe_name(upload.name, extension),
        extension=extension,
        content_type=TYPES[extension],
        size=upload.size,
        sha256=hashlib.file_digest(upload.file, "sha256").hexdigest(),
    )


def refused_kind():
    return _(
        "This kind of file cannot be shared here. Save it as PDF, Word, Excel, PowerPoint,"
        " OpenDocument, plain text, Markdown, CSV, PNG, JPEG or WebP, then choose it again."
    )


def too_large():
    return _("This file is larger than %(size)s. Make it smaller, or share a part of it.") % {
        "size": in_words(MAX_BYTES)
    }


def _picture(upload, extension):
    if _kind_of(upload) not in ({"jpg", "jpeg"} if extension == "jpeg" else {extension}):
        raise ValidationError(_not_what_it_says(extension))
    upload.seek(0)
    picture = pixels_of(upload)
    kind, made = FORMATS[extension], io.BytesIO()
    is_clear = picture.getchannel("A").getextrema()[0] < 255
    picture = picture.convert("RGBA" if is_clear and kind != "JPEG" else "RGB")
    picture.info = {}  # comments, profiles and the like would be written again
    picture.save(made, kind, quality=90)
    if made.tell() > MAX_BYTES:
        raise ValidationError(too_large())
    return ContentFile(made.getvalue(), name=upload.name)


def _check_text(upload, extension):
    """Plain text in UTF-8, and not a web page under another name."""
    upload.seek(0)
    content = upload.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(
            _(
                "This text is not in UTF-8, so that others would see wrong letters. Save it"
                " again as UTF-8 (in Excel: “CSV UTF-8”), then choose it again."
            )
        ) from error
    if CONTROL.search(text) or MARKUP.match(text) or content.startswith(OTHER_TEXT):
        raise ValidationError(_not_what_it_says(extension))


def _check_document(upload, extension):
    found = _kind_of(upload)
    if extension == "pdf":
        if found != "pdf":
            raise ValidationError(_not_what_it_says(extension))
        return _check_pdf(upload)
    # Writers order the parts of an archive differently: what it is is read from inside.
    if found not in {extension, "zip", "docx", "xlsx", "pptx", "odt", "ods", "odp"}:
        raise ValidationError(_not_what_it_says(extension))
    try:
        check_office_file(upload, extension)
    except Refused as error:
        raise ValidationError(
            _(
                "This file is broken, locked by a password, holds macros or embedded programs,"
                " or is not a %(kind)s file. Save it again without them, or as PDF."
            )
            % {"kind": extension.upper()}
        ) from error


def _check_pdf(upload):
    upload.seek(0)
    try:
        check_pdf(upload.read())
    except LockedPdf as error:
        raise ValidationError(
            _(
                "This PDF is locked, so that nobody can see what is in it. Save it without a"
                " password or restrictions, then choose it again."
            )
        ) from error
    except ActivePdf as error:
        raise ValidationError(
            _(
                "This PDF holds scripts, a form that sends something, or files attached to it."
                " Open it, choose Print and “Save as PDF”, then choose the new file."
            )
        ) from error
    except BrokenPdf as error:
        raise ValidationError(
            _(
                "This PDF is cut off or broken, so that not every reader can open it. Open it,"
                " choose Print and “Save as PDF”, then choose the new file."
            )
        ) from error


def _kind_of(upload):
    upload.seek(0)
    return filetype.guess_extension(upload.read(HEAD))


def _not_what_it_says(extension):
    return _(
        "What is in this file is not %(kind)s, as its name says. Save it again in the kind you"
        " mean, then choose it again."
    ) % {"kind": extension.upper()}


def safe_name(typed, extension):
    """A file's name as it may be shown and sent: no path, nothing invisible, its true kind."""
    name = re.split(r"[\\/]", INVISIBLE.sub("", typed))[-1]
    stem = re.sub(r'[<>:"|?*;%]+', " ", name.rpartition(".")[0] if "." in name else name)
    stem = " ".join(stem.split()).strip(" .")[:120].strip()
    return f"{stem or 'file'}.{extension}"
