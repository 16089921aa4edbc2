"""Blocks to look at, listen to and take away."""

import re
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from .base import LessonBlock, word_count
from .text import SHORT_TEXT

ALT_CHARACTERS = 250
ADVISED_MINUTES = 6


class PictureBlock(LessonBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=160)
    size = blocks.ChoiceBlock(
        label=_("Size"),
        choices=[("text", _("As wide as the text")), ("half", _("Half as wide"))],
        default="text",
    )

    class Meta:
        icon = "image"
        label = _("Image")
        label_format = "{caption}"
        description = _("A picture with a text for those who cannot see it.")
        template = "courses/blocks/picture.html"
        preview_template = "courses/blocks/preview_picture.html"

    def publish_errors(self, value):
        image = value["image"]
        if image is not None and not image.decorative and (problem := alt_problem(image)):
            return {"": problem}
        return {}


def alt_problem(image):
    """What is wrong with the text that stands for an image, or None."""
    alt = (image.contextual_alt_text or "").strip()
    if not alt:
        return _("Describe the image in its alt text, or mark it as decorative.")
    if alt.casefold() in {Path(image.filename).name.casefold(), image.title.casefold()} and (
        "." in alt or "_" in alt
    ):
        return _("The alt text is a file name. Say what the image shows.")
    if len(alt) > ALT_CHARACTERS:
        return _("The alt text is longer than %d characters.") % ALT_CHARACTERS
    return None


class RecordingBlock(LessonBlock):
    """What video and audio share: a title and a transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    transcript = blocks.RichTextBlock(label=_("Transcript"), features=["bold", "italic"])

    def publish_errors(self, value):
        if word_count(value["transcript"]) == 0:
            return {"transcript": _("Add the transcript: some people can only read.")}
        return {}


class VideoBlock(RecordingBlock):
    video = VideoChooserBlock(label=_("Video"))

    class Meta:
        icon = "media"
        label = _("Video")
        label_format = "{title}"
        description = _("A short film with captions and a transcript. Under six minutes is best.")
        template = "courses/blocks/video.html"
        preview_template = "courses/blocks/preview.html"
        preview_value = {
            "title": "A question that started a conversation",
            "transcript": "<p>On screen: a post, and under it eleven answers from students.</p>",
        }

    def publish_errors(self, value):
        errors = super().publish_errors(value)
        if value["video"] and not value["video"].captions:
            errors["video"] = _("This video has no captions. Add a .vtt file to it first.")
        return errors

    def advice(self, value):
        if value["video"] and value["video"].duration > 60 * ADVISED_MINUTES:
            return [
                _("The video is longer than %d minutes. Cut it, or make two of it.")
                % ADVISED_MINUTES
            ]
        return []


class AudioBlock(RecordingBlock):
    audio = AudioChooserBlock(label=_("Recording"))

    class Meta:
        icon = "media"
        label = _("Audio")
        label_format = "{title}"
        description = _("A recording with a transcript.")
        template = "courses/blocks/audio.html"
        preview_template = "courses/blocks/preview.html"
        preview_value = {
            "title": "Two minutes with an alumna",
            "transcript": "<p>“I answer one question a month, on the train.”</p>",
        }


class DownloadBlock(LessonBlock):
    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    description = blocks.CharBlock(label=_("What it is for"), required=False, max_length=300)
    accessible_alternative = blocks.RichTextBlock(
        label=_("Accessible alternative"),
        features=SHORT_TEXT,
        required=False,
        help_text=_("The same content as text, where the file cannot be read by everyone."),
    )

    class Meta:
        icon = "download"
        label = _("Download")
        label_format = "{title}"
        description = _("A file to take away: a template, a worksheet, a tally sheet.")
        template = "courses/blocks/download.html"
        preview_template = "courses/blocks/preview.html"
        preview_value = {
            "title": "Tally sheet for thirty posts",
            "description": "Count what your posts ask of their readers.",
        }

    def publish_errors(self, value):
        document = value["document"]
        if document and value["title"].strip().casefold() == document.filename.casefold():
            return {"title": _("The title is the file's name. Say what the file is.")}
        return {}


# Providers that may be embedded: the address a person sees, and the player that
# sets no cookie before it is started.
PLAYERS = [
    (
        re.compile(r"https://(?:www\.)?youtube\.com/watch\?v=([\w-]{6,20})(?:&.*)?"),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    (
        re.compile(r"https://youtu\.be/([\w-]{6,20})(?:\?.*)?"),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    (re.compile(r"https://vimeo\.com/(\d{5,12})"), "https://player.vimeo.com/video/{}?dnt=1"),
]


class EmbedValue(blocks.StructValue):
    @property
    def player_url(self):
        """The address of the provider's player, or None for a provider not allowed.

        Built from the address alone: the server asks nobody about it.
        """
        for pattern, player in PLAYERS:
            if match := pattern.fullmatch(self["url"] or ""):
                return player.format(match[1])
        return None

    @property
    def provider(self):
        return "Vimeo" if "vimeo.com" in (self["url"] or "") else "YouTube"


class WebEmbedBlock(LessonBlock):
    url = blocks.URLBlock(label=_("Address"), help_text=_("A video at YouTube or Vimeo."))
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    why = blocks.CharBlock(label=_("Why it is here"), max_length=250)
    alternative = blocks.RichTextBlock(
        label=_("Transcript or alternative"), features=SHORT_TEXT, required=False
    )

    class Meta:
        icon = "code"
        label = _("Embed")
        label_format = "{title}"
        description = _("A page from an allowed provider. It loads when the learner asks for it.")
        template = "courses/blocks/embed.html"
        preview_template = "courses/blocks/preview.html"
        value_class = EmbedValue
        preview_value = {
            "url": "https://vimeo.com/123456",
            "title": "How a question spreads",
            "why": "Three minutes that show one thread from question to thanks.",
        }

    def publish_errors(self, value):
        if value.player_url is None:
            return {"url": _("Only videos at YouTube or Vimeo can be embedded.")}
        return {}
