"""A rubric to hold one's plan against: first oneself, then a colleague."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .arranging import stand_twice
from .base import LessonBlock, at_least

# How far a plan is in one row of the rubric, the least first.
LEVELS = [
    ("not_yet", _("Not yet")),
    ("getting_there", _("Getting there")),
    ("strong", _("Strong")),
]


MOST_ROWS = 5


class PeerLookValue(blocks.StructValue):
    @property
    def asks(self):
        return self["title"]

    def rows(self):
        """The rubric as [(id, row)]."""
        return [(item.id, item.value) for item in self["rows"].bound_blocks]

    def as_shown(self):
        names = ["criterion", *(name for name, _label in LEVELS)]
        return {
            "question": self["title"],
            "intro": self["intro"],
            "rows": [{"id": pk, **{name: row[name] for name in names}} for pk, row in self.rows()],
        }


class RubricRow(blocks.StructBlock):
    """What is looked at, and how it reads at each level."""

    criterion = blocks.CharBlock(
        label=_("Criterion"), max_length=120, help_text=_("“People before posts”")
    )
    not_yet = blocks.CharBlock(label=_("Not yet"), max_length=250)
    getting_there = blocks.CharBlock(label=_("Getting there"), max_length=250)
    strong = blocks.CharBlock(label=_("Strong"), max_length=250)

    class Meta:
        label_format = "{criterion}"


class PeerLookBlock(LessonBlock):
    title = blocks.CharBlock(
        label=_("Title"), max_length=120, default=_("Look at your plan, then ask for a look")
    )
    intro = blocks.TextBlock(label=_("Introduction"), rows=2, required=False)
    rows = at_least(
        2, RubricRow(), label=_("Rubric"),
        help_text=_("Two to five rows. Each level says what a reader would find in the plan."),
    )  # fmt: skip
    required = blocks.BooleanBlock(
        label=_("Must be done to complete the lesson"), default=False, required=False,
        help_text=_(
            "Done with the self-check and a colleague’s look, or the learner’s own critical"
            " question, so that nobody has to wait for others."
        ),
    )  # fmt: skip

    class Meta:
        icon = "view"
        label = _("Peer look")
        label_format = "{title}"
        description = _("A rubric for the learner’s plan: a self-check, then a colleague’s look.")
        template = "learning/blocks/peer_look.html"
        preview_template = "courses/blocks/preview_answer.html"
        value_class = PeerLookValue
        preview_value = {
            "title": "Look at your plan, then ask for a look",
            "intro": "Read your plan as if a stranger had sent it.",
            "rows": [
                {
                    "criterion": "The purpose is named in one sentence",
                    "not_yet": "The plan begins with channels and tools.",
                    "getting_there": "A purpose is there, in several sentences or in the middle.",
                    "strong": "One sentence says for whom, and what they will be able to do.",
                },
                {
                    "criterion": "A rhythm you can keep",
                    "not_yet": "Every week is full.",
                    "getting_there": "It fits an ordinary week.",
                    "strong": "It fits your worst month, and says what falls away first.",
                },
            ],
            "required": False,
        }

    def publish_errors(self, value):
        rows = [row for _pk, row in value.rows()]
        if len(rows) > MOST_ROWS:
            return {"rows": _("Five rows at most: keep those that change a plan.")}
        for row in rows:
            if stand_twice([row[name] for name, _label in LEVELS]):
                return {"rows": _("“%s”: two levels read the same.") % row["criterion"]}
        if stand_twice([row["criterion"] for row in rows]):
            return {"rows": _("Two criteria read the same.")}
        return {}
