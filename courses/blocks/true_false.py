"""A statement to judge, and to say why."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .checks import AnswerBlock, AnswerValue, layout

LEAST_EXPLANATION = 20


class TrueFalseValue(AnswerValue):
    def right_answer(self):
        return [self["truth"]]

    def is_right(self, chosen):
        return list(chosen) == self.right_answer()

    def as_shown(self):
        return {name: self[name] for name in ("question", "truth", "explanation")}


class TrueFalseBlock(AnswerBlock):
    question = blocks.TextBlock(label=_("Statement"), rows=2)
    truth = blocks.ChoiceBlock(
        label=_("It is"), choices=[("true", _("True")), ("false", _("False"))]
    )
    explanation = blocks.TextBlock(
        label=_("Explanation"),
        rows=3,
        search_index=False,
        help_text=_("Why it is so; shown after every answer."),
    )

    class Meta:
        form_layout = layout("question", "truth", "explanation")
        icon = "check"
        label = _("True or false, and why")
        description = _("A statement to judge; learners may say why before they read why.")
        template = "learning/blocks/true_false.html"
        value_class = TrueFalseValue
        preview_value = {
            "question": "A post that nobody answers has done no harm.",
            "truth": "false",
            "explanation": "Readers learn from it that nobody here answers.",
        }

    def publish_errors(self, value):
        if len(value["explanation"].strip()) < LEAST_EXPLANATION:
            return {"explanation": _("Explain it in at least %d characters.") % LEAST_EXPLANATION}
        return {}
