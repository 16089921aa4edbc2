"""The box in which a section of the plan is written, on its own page and in a lesson."""

from django.urls import reverse

from learning.models import Plan
from learning.parking import parked_by_writer
from learning.writing import WritingBox

PARKED_AS = "plan"  # instead of a lesson's number


class SectionBox(WritingBox):
    """``lesson_id`` is the lesson in which it stands; without one it is on the section's page."""

    foot = "learning/partials/section_foot.html"

    def __init__(self, *, section, lesson_id=None, **shared):
        super().__init__(**shared)
        self.section = section
        self.lesson_id = lesson_id

    def address_of_drafts(self):
        if self.lesson_id:
            return reverse("learning:draft_plan_block", args=[self.lesson_id, self.name])
        return reverse("learning:draft_section", args=[self.section.code])

    @property
    def anchor(self):
        return f"block-{self.name}" if self.lesson_id else "write-title"

    @property
    def kept_as(self):
        return kept_as(self.section)

    @property
    def plan(self):
        return self.row.plan if self.row else Plan()

    @property
    def is_ready(self):
        return bool(self.row and self.row.ready_at)


def kept_as(section):
    """The name of the words on this device, the same in the lesson and on the section's page."""
    return f"plan:{section.code if section else ''}"


def typed_before(request, section):
    """What this very writer had typed here when they had to sign in again."""
    return parked_by_writer(request, PARKED_AS, section.code)
