"""Our own image, document and media models, chosen before the first migration."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtailmedia.models import AbstractMedia


class CourseImage(AbstractImage):
    """An image; images are public."""

    credit = models.CharField(_("credit"), max_length=160, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")


class CourseRendition(AbstractRendition):
    image = models.ForeignKey(CourseImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_image_and_filter",
            )
        ]


class CourseDocument(AbstractDocument):
    """A file to download; who may fetch it follows from the lessons that offer it."""

    admin_form_fields = Document.admin_form_fields


def validate_captions(file):
    """A caption file is WebVTT: UTF-8 text that begins with its signature.

    https://www.w3.org/TR/webvtt1/#file-structure
    """
    file.seek(0)
    start = file.read(1024 * 1024)
    file.seek(0)
    try:
        text = start.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("The captions are not text in UTF-8.")) from error
    if not text.startswith("WEBVTT") or "-->" not in text:
        raise ValidationError(_("This is not a WebVTT file: it has to begin with WEBVTT."))


class CourseMedia(AbstractMedia):
    """A video or recording of a lesson, never mapped to a public address."""

    captions = models.FileField(
        _("captions"), upload_to="captions", blank=True, validators=[validate_captions],
        help_text=_("A WebVTT file (.vtt). A lesson's video needs one."),
    )  # fmt: skip
    captions_language = models.CharField(_("language of the captions"), max_length=12, default="en")

    admin_form_fields = (
        *AbstractMedia.admin_form_fields,
        "captions",
        "captions_language",
    )

    @property
    def url(self):
        return reverse("learning:media", args=[self.pk])

    @property
    def captions_url(self):
        return reverse("learning:captions", args=[self.pk])
