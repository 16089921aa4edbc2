"""Invented posts: to look at, and to take apart."""

import re

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from .base import LessonBlock
from .media import alt_problem

# From this length on a hashtag in small letters is surely made of several words.
LONG_TAG = 10

SAMPLE_POST = {
    "name": "Port Ellery Career Center",
    "posted": "Tuesday, 9:00 a.m.",
    "text": "Our spring fair is on March 4. Forty employers. Register by Friday.",
    "hashtags": "#CareerFair #PortEllery",
    "likes": 3,
    "comments": 0,
    "fictional": True,
}


class MockPostValue(blocks.StructValue):
    def tags(self):
        """The hashtags as they are written, each with its sign."""
        words = re.split(r"[\s,;]+", self["hashtags"] or "")
        return [f"#{word.lstrip('#')}" for word in words if word.strip("#")]

    def initials(self):
        words = [word for word in (self["name"] or "").split() if word[0].isalnum()]
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()

    def as_shown(self):
        """The post as plain text, for the record of what was asked about it."""
        picture = self["picture"]
        return {
            "name": self["name"],
            "posted": self["posted"],
            "text": self["text"],
            "hashtags": self.tags(),
            "picture": picture.contextual_alt_text if picture else "",
        }


class MockPostBlock(LessonBlock):
    name = blocks.CharBlock(
        label=_("Display name"), max_length=80, help_text=_("An invented person or office.")
    )
    avatar = ImageChooserBlock(
        label=_("Small picture"),
        required=False,
        help_text=_("Without one the initials are shown."),
    )
    posted = blocks.CharBlock(
        label=_("When it was posted"), max_length=60, help_text=_("“Tuesday, 4:10 p.m.”")
    )
    text = blocks.TextBlock(label=_("Text"), rows=4)
    picture = ImageBlock(label=_("Picture in the post"), required=False)
    hashtags = blocks.CharBlock(
        label=_("Hashtags"),
        required=False,
        max_length=200,
        help_text=_(
            "Each word with a capital letter, #CareerFairTips, so that it can be read out."
        ),
    )
    likes = blocks.IntegerBlock(label=_("Likes"), required=False, min_value=0)
    comments = blocks.IntegerBlock(label=_("Comments"), required=False, min_value=0)
    shares = blocks.IntegerBlock(label=_("Shares"), required=False, min_value=0)
    fictional = blocks.BooleanBlock(
        label=_("The people are fictional"),
        required=False,
        help_text=_("Nobody’s real post is shown here. The page says that it is invented."),
    )

    class Meta:
        form_layout = BlockGroup(
            children=["name", "posted", "text", "picture", "hashtags", "fictional"],
            settings=["avatar", "likes", "comments", "shares"],
        )
        icon = "comment"
        label = _("Social post")
        label_format = "{name}: {text}"
        description = _("An invented post to look at together, without any platform’s logo.")
        template = "courses/blocks/mock_post.html"
        preview_template = "courses/blocks/preview.html"
        value_class = MockPostValue
        preview_value = SAMPLE_POST

    def publish_errors(self, value):
        errors = {}
        if not value["fictional"]:
            errors["fictional"] = _("Use invented people only, and tick this to say so.")
        picture = value["picture"]
        if picture is not None and picture.decorative:
            errors["picture"] = _("Describe the picture: in a post it is part of what is said.")
        elif picture is not None and (problem := alt_problem(picture)):
            errors["picture"] = problem
        return errors

    def advice(self, value):
        return [
            _("Write %s with a capital letter for each word, so that it can be read out.") % tag
            for tag in value.tags()
            if len(tag) > LONG_TAG and not re.search(r"[^\W\d_][A-Z]", tag)
        ]
