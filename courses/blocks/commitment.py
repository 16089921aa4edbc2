"""The place in a lesson where somebody commits to what they will do."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import LessonBlock

MOST = 3


class CommitmentValue(blocks.StructValue):
    @property
    def asks(self):
        return self["intro"]


class CommitmentBlock(LessonBlock):
    intro = blocks.TextBlock(
        label=_("What to commit to"), rows=3, max_length=600,
        help_text=_("What a good commitment from this lesson would be about."),
    )  # fmt: skip
    most = blocks.IntegerBlock(
        label=_("At most how many"), default=1,
        help_text=_("From 1 to 3. One that is kept is worth more than three."),
    )  # fmt: skip
    required = blocks.BooleanBlock(
        label=_("One must be made to complete the lesson"), default=False, required=False,
        help_text=_(
            "Whoever has three open commitments in this course already has done it too. What"
            " becomes of a commitment never counts."
        ),
    )  # fmt: skip

    class Meta:
        icon = "check"
        label = _("Commitment")
        label_format = "{intro}"
        description = _(
            "When, I will, by: one to three statements, asked about after 30, 60 and 90 days."
        )
        template = "learning/blocks/commitment.html"
        preview_template = "courses/blocks/preview_commitment.html"
        value_class = CommitmentValue
        preview_value = {
            "intro": "Choose the one change that a student would notice next month.",
            "most": 1,
            "required": False,
        }

    def publish_errors(self, value):
        if not 1 <= (value["most"] or 0) <= MOST:
            return {"most": _("Ask for one to three commitments.")}
        return {}
