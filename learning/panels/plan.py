"""A section of the plan, written in a lesson."""

from functools import cached_property

from learning.plans.writing import SectionBox

from .base import Panel


class PlanBuilderPanel(Panel):
    route = "learning:save_plan_block"
    in_card = ("anchor", "holds_up", "box", "title", "code", "guidance", "questions", "example")

    @property
    def section(self):
        """The section, or None in the gallery of blocks and in a draft that names none yet."""
        return self.value["plan_section"]

    @property
    def title(self):
        return self.section.title if self.section else ""

    @property
    def code(self):
        return self.section.code if self.section else ""

    @property
    def guidance(self):
        return self.section.guidance if self.section else ""

    @property
    def questions(self):
        return list(self.value["questions"])

    @property
    def example(self):
        return self.value["example"]

    @cached_property
    def box(self):
        return SectionBox(
            section=self.section,
            lesson_id=self.state.page.pk,
            row=self.state.sections.get(self.section.pk) if self.section else None,
            name=self.block_id,
            user=self.state.user,
            typed=self.typed,
            save_url=self.url,
        )
