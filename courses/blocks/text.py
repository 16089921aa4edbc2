"""Blocks to read."""

import re
from itertools import pairwise

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks

from .base import LessonBlock, at_least, word_count

SHORT_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]
HEADING = re.compile(r"<h[234][ >]")
CALLOUT_WORDS = 80
DEFINITION_WORDS = 60
UNBROKEN_WORDS = 400
VAGUE_LINKS = {"click here", "here", "link", "this link", "read more"}


class WordsBlock(blocks.RichTextBlock):
    """Rich text that is not published empty: an editor leaves a paragraph without words behind."""

    def clean(self, value):
        value = super().clean(value)
        if self.required and not (self.is_deferred_validation or word_count(value)):
            raise ValidationError(self.field.error_messages["required"], code="required")
        return value


class TextBlock(WordsBlock):
    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and (error := reading_error(value.source)):
            raise ValidationError(error)
        return value

    def advice(self, value):
        if longest_stretch(value.source) > UNBROKEN_WORDS:
            return [
                _("More than %d words stand without a heading. Say what the parts are about.")
                % UNBROKEN_WORDS
            ]
        return []

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Headings, paragraphs, lists, quotes and links.")
        template = "courses/blocks/text.html"
        preview_template = "courses/blocks/preview.html"
        preview_value = (
            "<h2>Why questions travel further</h2><p>An announcement ends with you. A question"
            " goes on for as long as somebody has an answer.</p>"
        )


def longest_stretch(html):
    """The most words that stand between two headings."""
    return max(word_count(part) for part in HEADING.split(html))


def reading_error(html):
    """Why this text cannot be published as it is, or None: what breaks a screen reader's list.

    Headings and links are read out of context there, so levels must not be
    skipped and a link must say where it leads.
    """
    soup = BeautifulSoup(html, "html.parser")
    levels = [int(heading.name[1]) for heading in soup.find_all(["h2", "h3", "h4"])]
    for above, below in pairwise(levels):
        if below > above + 1:
            return _("A heading skips a level: after a heading %(a)d comes a heading %(b)d.") % {
                "a": above,
                "b": below,
            }
    for link in soup.find_all("a"):
        if link.get_text(" ", strip=True).casefold().strip(" .") in VAGUE_LINKS:
            return _("The link “%s” does not say where it leads.") % link.get_text(strip=True)
    return None


class CalloutBlock(LessonBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("note", _("Note")),
            ("try", _("Try this")),
            ("caution", _("Caution")),
            ("evidence", _("Evidence")),
        ],
        default="note",
    )
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = WordsBlock(label=_("Text"), features=SHORT_TEXT)
    source = blocks.CharBlock(
        label=_("Source"), required=False, max_length=300, help_text=_("Needed for evidence.")
    )

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        label_format = "{kind}: {heading}"
        description = _("A short aside: a note, something to try, a caution or evidence.")
        template = "courses/blocks/callout.html"
        preview_template = "courses/blocks/preview.html"
        preview_value = {
            "kind": "try",
            "heading": "Before your next post",
            "text": "<p>Ask yourself who could answer it from experience.</p>",
        }

    def publish_errors(self, value):
        errors = {}
        words = word_count(value["text"])
        if words > CALLOUT_WORDS:
            errors["text"] = _(
                "A callout has at most %(most)d words; this one has %(words)d. Move the rest into"
                " the text."
            ) % {"most": CALLOUT_WORDS, "words": words}
        if value["kind"] == "evidence" and not value["source"]:
            errors["source"] = _("Say where the evidence comes from.")
        return errors


class QuoteBlock(LessonBlock):
    text = blocks.TextBlock(label=_("Quote"), rows=3)
    attribution = blocks.CharBlock(label=_("Who says it"), max_length=120)
    role = blocks.CharBlock(label=_("Their role"), required=False, max_length=160)
    about_student = blocks.BooleanBlock(label=_("It is by or about a student"), required=False)
    consent = blocks.BooleanBlock(label=_("We have their consent in writing"), required=False)
    fictional = blocks.BooleanBlock(
        label=_("The person is fictional"), required=False, help_text=_("The page says so.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        label_format = "{attribution}"
        description = _("Somebody's words, with a name and, where needed, their consent.")
        template = "courses/blocks/quote.html"
        preview_template = "courses/blocks/preview.html"
        preview_value = {
            "text": "The week we stopped answering first was the week students started to.",
            "attribution": "Dana Whitfield",
            "role": "Adviser, Larkspur Community College",
            "fictional": True,
        }

    def publish_errors(self, value):
        if value["about_student"] and not (value["consent"] or value["fictional"]):
            return {"consent": _("A student's words need their consent in writing.")}
        return {}


class AccordionItem(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    body = WordsBlock(label=_("Text"), features=SHORT_TEXT)

    class Meta:
        label_format = "{heading}"


class AccordionBlock(LessonBlock):
    items = at_least(2, AccordionItem(), label=_("Sections"), max_num=8)

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        description = _("Two to eight sections that open one by one.")
        template = "courses/blocks/accordion.html"
        preview_template = "courses/blocks/preview.html"
        preview_value = {
            "items": [
                {"heading": "If nobody answers", "body": "<p>Invite two people by name.</p>"},
                {"heading": "If one person answers", "body": "<p>Thank them, then wait.</p>"},
            ]
        }


class Term(blocks.StructBlock):
    term = blocks.CharBlock(label=_("Term"), max_length=80)
    definition = blocks.TextBlock(label=_("Definition"), rows=2)
    example = blocks.TextBlock(label=_("Example"), required=False, rows=2)

    class Meta:
        label_format = "{term}"


class KeyTermsBlock(LessonBlock):
    terms = blocks.ListBlock(Term(), label=_("Terms"), min_num=1, max_num=12)

    class Meta:
        icon = "glasses"
        label = _("Key terms")
        description = _("Words of the field, each with a definition and an example.")
        template = "courses/blocks/key_terms.html"
        preview_template = "courses/blocks/preview.html"
        preview_value = {
            "terms": [
                {
                    "term": "Hosting",
                    "definition": "Making it easy for other people to help one another.",
                    "example": "Introducing a first-year to a junior who had the same question.",
                }
            ]
        }

    def publish_errors(self, value):
        seen = set()
        for number, term in enumerate(value["terms"], start=1):
            name = term["term"].strip().casefold()
            if name in seen:
                return {"": _("The term “%s” stands here twice.") % term["term"]}
            seen.add(name)
            words = word_count(term["definition"])
            if words > DEFINITION_WORDS:
                return {
                    "": ngettext(
                        "Definition %(number)d has %(words)d word; at most %(most)d.",
                        "Definition %(number)d has %(words)d words; at most %(most)d.",
                        words,
                    )
                    % {"number": number, "words": words, "most": DEFINITION_WORDS}
                }
        return {}
