"""Questions that are answered in writing."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .accepting import LOOSE, MODES, PATTERN, accepts, never_tells
from .arranging import stand_twice
from .base import LessonBlock
from .checks import AnswerBlock, AnswerValue, layout
from .plan import fed_section

# How somebody who compared their answer with the model judges it.
RATINGS = [
    ("main", _("I had the main point")),
    ("partly", _("I had a part of it")),
    ("not_yet", _("Not yet")),
]


class ShortAnswerValue(AnswerValue):
    """An answer is the text that was typed."""

    def right_answer(self):
        first = self["accepted"][0]
        return [first.replace("*", "") if self["match"] == PATTERN else first]

    def is_right(self, chosen):
        return any(accepts(self["accepted"], self["match"], text) for text in chosen)

    def as_shown(self):
        return {
            "question": self["question"],
            "accepted": list(self["accepted"]),
            "match": self["match"],
            "model_answer": self["model_answer"],
        }


class ShortAnswerBlock(AnswerBlock):
    question = blocks.TextBlock(label=_("Question"), rows=2)
    accepted = blocks.ListBlock(
        blocks.CharBlock(max_length=120, search_index=False),
        label=_("Accepted answers"),
        min_num=1,
        max_num=10,
        help_text=_("Each way of writing it that counts as right."),
    )
    match = blocks.ChoiceBlock(label=_("Compare them how?"), choices=MODES, default=LOOSE)
    model_answer = blocks.TextBlock(
        label=_("Model answer"),
        rows=2,
        search_index=False,
        help_text=_("Shown after every answer."),
    )

    plan_section = fed_section()

    class Meta:
        form_layout = layout("question", "accepted", "match", "model_answer", "plan_section")
        icon = "pilcrow"
        label = _("Short answer")
        description = _("A word or a few, compared with the answers you accept.")
        template = "learning/blocks/short_answer.html"
        value_class = ShortAnswerValue
        preview_value = {
            "question": "What do we call somebody who reads and never writes?",
            "accepted": ["a lurker", "lurker"],
            "match": LOOSE,
            "model_answer": "A lurker, and most of a healthy community are.",
        }

    def publish_errors(self, value):
        if any(never_tells(one, value["match"]) for one in value["accepted"]):
            return {"accepted": _("An accepted answer needs letters or figures to compare.")}
        if stand_twice(value["accepted"]):
            return {"accepted": _("Two accepted answers read the same.")}
        return {}


class SelfExplainValue(AnswerValue):
    """``chosen`` is how the writer rates the answer, or nothing; the answer is the words."""

    graded = False

    def right_answer(self):
        return []

    def is_right(self, chosen):
        return True

    def as_shown(self):
        return {"question": self["question"], "model_answer": self["model_answer"]}


class SelfExplainBlock(LessonBlock):
    question = blocks.TextBlock(label=_("Prompt"), rows=2)
    model_answer = blocks.TextBlock(
        label=_("Model answer"),
        rows=4,
        search_index=False,
        help_text=_("Shown once the learner has written one."),
    )
    required = blocks.BooleanBlock(
        label=_("Must be answered to complete the lesson"), default=True, required=False
    )
    plan_section = fed_section()

    class Meta:
        icon = "openquote"
        label = _("Self-explain")
        label_format = "{question}"
        description = _("Explained in the learner’s own words, then compared with a model.")
        template = "learning/blocks/self_explain.html"
        preview_template = "courses/blocks/preview_answer.html"
        value_class = SelfExplainValue
        preview_value = {
            "question": "Explain to a new colleague why you wait before you answer.",
            "model_answer": "A quick answer from the office tells peers that theirs is not needed.",
        }
