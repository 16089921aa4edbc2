"""The block in which a section of the strategy plan is written."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .base import LessonBlock

PLAN_SECTION = "courses.PlanSection"


def fed_section():
    """The field of a block whose answers can be brought into the plan."""
    return SnippetChooserBlock(
        PLAN_SECTION, label=_("Section of the plan it feeds"), required=False
    )


class PlanBuilderValue(blocks.StructValue):
    @property
    def asks(self):
        """What a list of open steps calls it."""
        return str(self["plan_section"] or "")


class PlanBuilderBlock(LessonBlock):
    plan_section = SnippetChooserBlock(PLAN_SECTION, label=_("Section of the plan"))
    questions = blocks.ListBlock(
        blocks.CharBlock(max_length=250), label=_("Guiding questions"), default=[], max_num=6,
        help_text=_("Each ends with a question mark. They help the writer; they are no fields."),
    )  # fmt: skip
    example = blocks.TextBlock(
        label=_("Example"), required=False, rows=4,
        help_text=_("The section as a fictional colleague wrote it; shown when asked for."),
    )  # fmt: skip
    required = blocks.BooleanBlock(
        label=_("Must be saved to complete the lesson"), default=True, required=False
    )

    class Meta:
        icon = "form"
        label = _("Plan builder")
        label_format = "{plan_section}"
        description = _("A section of the strategy plan, written here and kept in the plan.")
        template = "learning/blocks/plan_builder.html"
        preview_template = "courses/blocks/preview_answer.html"
        value_class = PlanBuilderValue
        preview_value = {
            "plan_section": None,
            "questions": ["Which two rituals will you host?", "Who stands in for you?"],
            "example": "",
        }

    def publish_errors(self, value):
        if any(not question.rstrip(" ”\"'’)").endswith("?") for question in value["questions"]):
            return {"questions": _("End each guiding question with a question mark.")}
        return {}
