"""Things to bring into order, and pairs to find."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import at_least
from .checks import AnswerBlock, AnswerValue, layout, shuffled


def stand_twice(texts):
    """Whether two of these texts read the same."""
    plain = [" ".join(text.split()).casefold() for text in texts]
    return len(set(plain)) < len(plain)


class OrderingValue(AnswerValue):
    """Items in the right order; one is known by the id of its list item."""

    def entries(self):
        """The items as [(id, text)], in the right order."""
        return [(item.id, item.value) for item in self["items"].bound_blocks]

    def right_answer(self):
        return [item_id for item_id, _text in self.entries()]

    def start_for(self, seed):
        """The ids in the order that a learner finds: their own, and never the right one."""
        right = self.right_answer()
        start = shuffled(right, seed)
        return start[1:] + start[:1] if start == right else start

    def normal(self, chosen):
        return list(chosen)

    def is_right(self, chosen):
        return list(chosen) == self.right_answer()

    def as_shown(self):
        return {
            "question": self["question"],
            "items": [{"id": item_id, "text": text} for item_id, text in self.entries()],
            "explanation": self["explanation"],
        }


class OrderingBlock(AnswerBlock):
    question = blocks.TextBlock(
        label=_("Task"), rows=2, help_text=_("Say what comes first: the earliest, the nearest…")
    )
    items = at_least(
        3, blocks.CharBlock(max_length=200), label=_("Items"), max_num=7,
        help_text=_("Three to seven, in the right order. Learners find them shuffled."),
    )  # fmt: skip
    explanation = blocks.TextBlock(
        label=_("Explanation"),
        rows=3,
        search_index=False,
        help_text=_("Why this order; shown once it is right."),
    )

    class Meta:
        form_layout = layout("question", "items", "explanation")
        icon = "order"
        label = _("Ordering")
        description = _("Three to seven things to bring into the right order.")
        template = "learning/blocks/ordering.html"
        value_class = OrderingValue
        preview_value = {
            "question": "What comes first when a question has no answer?",
            "items": ["Wait two hours", "Invite somebody by name", "Answer it yourself"],
            "explanation": "An answer from a peer is worth the wait.",
        }

    def publish_errors(self, value):
        if stand_twice(value["items"]):
            return {"items": _("Two items read the same.")}
        return {}


class MatchingValue(AnswerValue):
    """Pairs; an answer is a list of "<id of the left side>=<text of the right side>".

    The right side is known by its text, because an id shared by both would give it away.
    """

    def pairs(self):
        """The pairs as [(id, left, right)], in the author's order."""
        return [
            (item.id, item.value["left"], item.value["right"])
            for item in self["pairs"].bound_blocks
        ]

    def offered(self, seed):
        """The texts of the right sides and the distractors, in this learner's own order."""
        rights = [right for _id, _left, right in self.pairs()]
        return shuffled([*rights, *self["distractors"]], seed)

    def right_answer(self):
        return sorted(f"{pair_id}={right}" for pair_id, _left, right in self.pairs())

    def is_right(self, chosen):
        return sorted(chosen) == self.right_answer()

    def as_shown(self):
        return {
            "question": self["question"],
            "pairs": [
                {"id": pair_id, "left": left, "right": right}
                for pair_id, left, right in self.pairs()
            ],
            "distractors": list(self["distractors"]),
            "explanation": self["explanation"],
        }


class Pair(blocks.StructBlock):
    left = blocks.CharBlock(label=_("This"), max_length=160)
    right = blocks.CharBlock(label=_("Belongs to this"), max_length=160)

    class Meta:
        label_format = "{left} – {right}"


class MatchingBlock(AnswerBlock):
    question = blocks.TextBlock(label=_("Task"), rows=2)
    pairs = at_least(
        3, Pair(), label=_("Pairs"), max_num=6,
        help_text=_("Three to six. Learners choose the second of each from a list."),
    )  # fmt: skip
    distractors = blocks.ListBlock(
        blocks.CharBlock(max_length=160), label=_("Offered too, and matching nothing"), default=[],
        max_num=3, required=False, help_text=_("Up to three more to choose from."),
    )  # fmt: skip
    explanation = blocks.TextBlock(
        label=_("Explanation"),
        required=False,
        rows=3,
        search_index=False,
        help_text=_("Shown once all are right."),
    )

    class Meta:
        form_layout = layout("question", "pairs", "distractors", "explanation")
        icon = "link"
        label = _("Matching")
        description = _("Three to six pairs to find; one can choose without dragging.")
        template = "learning/blocks/matching.html"
        value_class = MatchingValue
        preview_value = {
            "question": "Who could answer which question?",
            "pairs": [
                {"left": "What did you wear?", "right": "A graduate after their first interview"},
                {"left": "Which course helped?", "right": "A junior with an internship"},
                {"left": "When do you read applications?", "right": "A recruiter"},
            ],
            "distractors": [],
        }

    def publish_errors(self, value):
        pairs = value.pairs()
        if stand_twice([left for _id, left, _right in pairs]):
            return {"pairs": _("Two left sides read the same.")}
        rights = [right for _id, _left, right in pairs]
        if stand_twice(rights):
            return {"pairs": _("Two right sides read the same.")}
        if stand_twice([*rights, *value["distractors"]]):
            return {"distractors": _("One of these stands on the right side already, or twice.")}
        return {}
