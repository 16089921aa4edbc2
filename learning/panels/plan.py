"""A section of the plan, written in a lesson."""

from functools import cached_property

from learning.plans.writing import SectionBox

from .base import Panel


class PlanBuilderPanel(Panel):
    route = "learning:save_plan_block"

    @property
    def section(self):
        """The section, or None in the gallery of blocks and in a draft that names none yet."""
        return self.value["plan_section"]

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
