"""Knowledge checks: questions with a key that never leaves the server before an answer."""

import hashlib

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from .base import LessonBlock, at_least

LAZY_OPTIONS = {"all of the above", "none of the above", "all of these", "none of these"}
ADVISED_OPTIONS = 3
TELLTALE_LENGTH = 1.5


def shuffled(ids, seed):
    """The ids in an order that follows from the seed alone, and so stays one learner's own."""
    return sorted(ids, key=lambda each: hashlib.sha256(f"{seed}:{each}".encode()).digest())


def in_own_order(choices, seed):
    """Choices, as [(id, choice)], in an order that is one learner's own and never changes."""
    by_id = dict(choices)
    return [(each, by_id[each]) for each in shuffled(by_id, seed)]


class AnswerValue(blocks.StructValue):
    """A question that is answered by attempts: what every kind of check shares.

    An answer is ``chosen``, a list of strings in the kind's own terms, and ``words``, what
    was written freely; a kind that asks for one of them alone leaves the other empty.
    """

    graded = True  # whether an answer is right or wrong; where not, answering is all there is

    @property
    def asks_confidence(self):
        return bool(self.graded and self.get("ask_confidence"))

    def normal(self, chosen):
        """The answer as it is stored: in an order of its own unless the order is the answer."""
        return sorted(chosen)

    def is_right(self, chosen):
        raise NotImplementedError

    def right_answer(self):
        """An answer that is right, in the kind's own terms."""
        raise NotImplementedError

    def as_shown(self):
        """The whole question as plain data, for the record of an attempt."""
        raise NotImplementedError


class CheckValue(AnswerValue):
    """A question, its options and its key.

    An option is known by the id of its list item, which edits and copies keep.
    """

    several = False

    def choices(self):
        """The options as [(id, option)], in the author's order."""
        return [(item.id, item.value) for item in self["options"].bound_blocks]

    def shuffled_for(self, seed):
        """The options in an order that is this learner's own and never changes."""
        return in_own_order(self.choices(), seed)

    def key(self):
        """The ids of the right options."""
        return {option_id for option_id, option in self.choices() if option["correct"]}

    def is_right(self, chosen):
        return set(chosen) == self.key()

    def right_answer(self):
        return sorted(self.key())

    def as_shown(self):
        """The whole question as plain data, for the record of an attempt."""
        return {
            "question": self["question"],
            "options": [
                {"id": option_id, **{name: option[name] for name in option}}
                for option_id, option in self.choices()
            ],
        }


class SeveralAnswersValue(CheckValue):
    several = True


class Option(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Option"), max_length=300)
    correct = blocks.BooleanBlock(label=_("This is right"), required=False)
    explanation = blocks.TextBlock(
        label=_("Feedback"),
        rows=2,
        search_index=False,
        help_text=_("What someone who chose it is told."),
    )

    class Meta:
        label_format = "{text}"


class AnswerBlock(LessonBlock):
    """What all checks that are right or wrong share, beside their question."""

    review = blocks.CharBlock(
        label=_("Part to review"),
        required=False,
        max_length=160,
        help_text=_("A heading of this lesson to look at again after a wrong answer."),
    )
    ask_confidence = blocks.BooleanBlock(
        label=_("Ask how sure the learner is"), default=False, required=False,
        help_text=_("Guessing, fairly sure or certain; learners may leave it out."),
    )  # fmt: skip
    required = blocks.BooleanBlock(
        label=_("Must be answered right to complete the lesson"), default=True, required=False
    )

    class Meta:
        label_format = "{question}"
        preview_template = "courses/blocks/preview_answer.html"


def layout(*fields):
    """How a check is edited: its own fields, whether it is required, and the rest folded."""
    return BlockGroup(children=[*fields, "required"], settings=["review", "ask_confidence"])


class CheckBlock(AnswerBlock):
    """A question with options: what single choice and multiple answer share."""

    question = blocks.TextBlock(label=_("Question"), rows=2)
    options = at_least(
        2, Option(), label=_("Options"), max_num=5,
        help_text=_("Two to five. Learners find them shuffled."),
    )  # fmt: skip

    class Meta:
        form_layout = layout("question", "options")

    def publish_errors(self, value):
        options = [option for _id, option in value.choices()]
        if any(not option["explanation"].strip() for option in options):
            return {"options": _("Every option needs feedback.")}
        texts = [option["text"].strip().casefold() for option in options]
        if len(set(texts)) < len(texts):
            return {"options": _("Two options read the same.")}
        if any(text.strip(" .") in LAZY_OPTIONS for text in texts):
            return {"options": _("Replace “all of the above” and the like by a real option.")}
        return {}


class SingleChoiceBlock(CheckBlock):
    class Meta:
        icon = "radio-full"
        label = _("Knowledge check: one answer")
        label_format = "{question}"
        description = _("A question with one right option and feedback for each.")
        template = "learning/blocks/check.html"
        preview_template = "courses/blocks/preview_check.html"
        value_class = CheckValue
        preview_value = {
            "question": "Which post gives readers something to contribute?",
            "options": [
                {
                    "text": "“Which interview question threw you this week?”",
                    "correct": True,
                    "explanation": "Anyone who had an interview can answer it.",
                },
                {
                    "text": "“Employer visit on Tuesday at two o'clock in 104”",
                    "correct": False,
                    "explanation": "Useful, but a reader can only note it.",
                },
            ],
        }

    def publish_errors(self, value):
        if len(value.key()) != 1:
            return {"options": _("Mark exactly one option as right.")}
        return super().publish_errors(value)

    def advice(self, value):
        options = [option for _id, option in value.choices()]
        right = [len(option["text"].strip()) for option in options if option["correct"]]
        wrong = [len(option["text"].strip()) for option in options if not option["correct"]]
        advice = []
        if len(options) < ADVISED_OPTIONS:
            advice.append(_("Two options are a coin toss. Add a third that somebody might choose."))
        if right and wrong and max(right) > TELLTALE_LENGTH * max(wrong):
            advice.append(
                _(
                    "The right option is much longer than the others, which gives it away. Shorten"
                    " it, or say more in the others."
                )
            )
        return advice


class MultipleAnswerBlock(CheckBlock):
    class Meta:
        icon = "tick-inverse"
        label = _("Knowledge check: several answers")
        label_format = "{question}"
        description = _("A question with more than one right option.")
        template = "learning/blocks/check.html"
        preview_template = "courses/blocks/preview_check.html"
        value_class = SeveralAnswersValue
        preview_value = {
            "question": "Which two give readers a role?",
            "options": [
                {"text": "A question", "correct": True, "explanation": "It asks for an answer."},
                {"text": "A poll with a why", "correct": True, "explanation": "The why matters."},
                {"text": "A vacancy", "correct": False, "explanation": "It asks for a click."},
            ],
        }

    def publish_errors(self, value):
        right = len(value.key())
        if right == 0 or right == len(value.choices()):
            return {"options": _("Mark at least one option as right and leave one wrong.")}
        return super().publish_errors(value)
