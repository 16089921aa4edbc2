"""How far a plan is: its sections in words, and the lessons that feed them."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from accounts.prepared import Prepared
from courses.models import Activity, PlanSection
from courses.models.outlines import outline_of_course
from learning.models import Enrollment, SectionText
from learning.models.plans import ones_own

Status = SectionText.Status
# A section is drawn as a lesson of the outline is: a full knot, a half one, an open one.
SHAPES = {Status.READY: "complete", Status.DRAFT: "in_progress", Status.EMPTY: "not_started"}


@dataclass
class Part:
    """One section of a plan; ``feeds`` are the lessons of the person's courses that ask for it."""

    section: PlanSection
    written: SectionText | None
    number: int
    feeds: list = field(default_factory=list)

    @property
    def status(self):
        return self.written.status if self.written else Status.EMPTY

    @property
    def shape(self):
        return SHAPES[self.status]

    @property
    def has_draft(self):
        """Whether something was typed that is not saved."""
        return bool(self.written and self.written.is_dirty)

    @property
    def saved_at(self):
        return self.written.submitted.saved_at if self.written and self.written.submitted else None


class Overview:
    """A plan's parts in their order. As many queries for eight sections as for one."""

    def __init__(self, plan):
        self.plan = plan
        feeds = _feeds(plan.user_id)
        self.parts = [
            Part(section, section.written, number, feeds[section.pk])
            for number, section in enumerate(plan.sections(), start=1)
        ]

    @property
    def total(self):
        return len(self.parts)

    @property
    def ready(self):
        return sum(part.status == Status.READY for part in self.parts)

    @property
    def next(self):
        """The first part that is not ready, or None."""
        return next((part for part in self.parts if part.status != Status.READY), None)

    @property
    def saved_at(self):
        return max((part.saved_at for part in self.parts if part.saved_at), default=None)

    def around(self, section):
        """(the part of this section, the one before, the one after), each or None."""
        for index, part in enumerate(self.parts):
            if part.section.pk == section.pk:
                before = self.parts[index - 1] if index else None
                after = self.parts[index + 1] if index + 1 < self.total else None
                return part, before, after
        return None, None, None


def _feeds(user_id):
    """{section's id: lessons of this person's present courses that feed it, in their order}."""
    taken = (
        Enrollment.objects.active()
        .filter(user=user_id)
        .order_by("pk")
        .values_list("course_id", flat=True)
    )
    lessons = {
        lesson.key: lesson for pk in taken for lesson in outline_of_course(pk).lessons
    }  # in the courses' order
    asked = Activity.objects.current().filter(lesson_key__in=lessons, plan_section__isnull=False)
    pairs = set(asked.values_list("lesson_key", "plan_section"))
    found = defaultdict(list)
    for key, lesson in lessons.items():
        for section in {section for of, section in pairs if of == key}:
            found[section].append(lesson)
    return found


@dataclass
class Summary:
    """What the dashboard says of a plan."""

    ready: int
    total: int
    next: PlanSection | None


@Prepared
def _sections(lesson_keys, user):
    fed = Activity.objects.current().filter(plan_section=OuterRef("pk"), lesson_key__in=lesson_keys)
    saved = SectionText.objects.filter(plan__user=user, section=OuterRef("pk"))
    return PlanSection.objects.annotate(
        is_fed=Exists(fed), is_mine=Exists(saved), is_ready=Exists(saved.exclude(ready_at=None))
    )


def summary_of(user, outlines):
    """The plan of who takes the courses of these outlines, in one query; None where no
    section is fed and none is written."""
    rows = _sections(
        tuple(lesson.key for outline in outlines for lesson in outline.lessons), user=user
    )
    written = {row.pk for row in rows if row.is_mine}
    if not (written or any(row.is_fed for row in rows)):
        return None
    mine = ones_own(rows, written)
    ready = sum(row.is_ready for row in mine)
    return Summary(ready, len(mine), next((row for row in mine if not row.is_ready), None))
