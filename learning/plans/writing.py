"""The box in which a section of the plan is written, on its own page and in a lesson."""

from accounts.addresses import address
from learning.models import Plan
from learning.parking import parked_by_writer
from learning.writing import BLANK_IN_EVERY_BOX, OF_EVERY_BOX, WritingBox

PARKED_AS = "plan"  # instead of a lesson's number


class SectionBox(WritingBox):
    """``lesson_id`` is the lesson in which it stands; without one it is on the section's page."""

    foot = "learning/partials/section_foot.html"
    in_card = (*OF_EVERY_BOX, "who_reads", "is_ready", "section_url")
    left_blank = BLANK_IN_EVERY_BOX

    def __init__(self, *, section, lesson_id=None, **shared):
        super().__init__(**shared)
        self.section = section
        self.lesson_id = lesson_id

    def address_of_drafts(self):
        if self.lesson_id:
            return address("learning:draft_plan_block", self.lesson_id, self.name)
        return address("learning:draft_section", self.section.code)

    @property
    def anchor(self):
        return f"block-{self.name}" if self.lesson_id else "write-title"

    @property
    def kept_as(self):
        return kept_as(self.section)

    @property
    def who_reads(self):
        """Who can read the plan that it is a section of, as a sentence."""
        return (self.row.plan if self.row else Plan()).meaning

    @property
    def section_url(self):
        """The section's own page; "" where it stands there."""
        if not (self.lesson_id and self.section):
            return ""
        return address("learning:plan_section", self.section.code)

    @property
    def is_ready(self):
        return bool(self.row and self.row.ready_at)


def kept_as(section):
    """The name of the words on this device, the same in the lesson and on the section's page."""
    return f"plan:{section.code if section else ''}"


def typed_before(request, section):
    """What this very writer had typed here when they had to sign in again."""
    return parked_by_writer(request, PARKED_AS, section.code)
