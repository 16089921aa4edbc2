"""Turns a picture that somebody uploads into one that is safe to show."""

import io
import struct
import uuid
import zlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MAX_BYTES = 2 * 1024 * 1024
MAX_PICTURE_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000  # what a phone takes; a flood of pixels in few bytes is refused unread
SIDE = 512
WIDEST = 1600
FORMATS = ["JPEG", "PNG", "WEBP"]
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, IndexError, EOFError, struct.error, zlib.error,
)  # fmt: skip
TOO_MANY_PIXELS = _("This picture has too many pixels. Save it at 4,000 by 4,000 or less first.")


def square_photo(upload):
    """A new 512 px square JPEG file made from the upload's pixels and nothing else of it.

    Place and device (EXIF), comments, profiles and further frames stay behind.
    Raises ValidationError for anything that is not a plain JPEG, PNG or WebP.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _("This picture is larger than 2 MB. Choose a smaller one, or save it smaller first.")
        )
    return _as_jpeg(ImageOps.fit(pixels_of(upload), (SIDE, SIDE)), "photo.jpg")


def wide_picture(upload):
    """As above, in its own proportions: a JPEG file of at most 1,600 by 1,600 px."""
    if upload.size > MAX_PICTURE_BYTES:
        raise ValidationError(
            _("This picture is larger than 8 MB. Choose a smaller one, or save it smaller first.")
        )
    picture = pixels_of(upload)
    picture.thumbnail((WIDEST, WIDEST))
    return _as_jpeg(picture, f"{uuid.uuid4().hex}.jpg")


def pixels_of(upload):
    """Every pixel of an upload, turned as the camera says, and nothing else of it."""
    try:
        picture = Image.open(upload, formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise ValidationError(TOO_MANY_PIXELS)
        return ImageOps.exif_transpose(picture).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except BROKEN as error:
        raise ValidationError(
            _("This file is not a JPEG, PNG or WebP picture. Choose a different one.")
        ) from error


def _as_jpeg(picture, name):
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A"))
    made = io.BytesIO()
    flat.save(made, "JPEG", quality=85, optimize=True)
    return ContentFile(made.getvalue(), name=name)
