"""What the rules look at: the pages of a course as drafts, their blocks, what they refer to."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from courses.blocks.base import LessonBlock
from courses.drafts import has_draft
from courses.models import CourseOutcome, LessonPage


@dataclass(frozen=True)
class Block:
    """One block of a lesson as it is stored."""

    lesson: LessonPage
    id: str
    kind: str
    raw: object
    block: object

    @property
    def label(self):
        return str(self.block.label)


class Material:
    """A course's pages in reading order, and the blocks of its lessons."""

    def __init__(self, outline):
        self.outline = outline
        self.course = outline.course.page
        self.pages = [self.course]
        for module in outline.modules:
            self.pages += [module.page, *(lesson.page for lesson in module.lessons)]

    @property
    def lessons(self):
        return [row.page for row in self.outline.lessons]

    @cached_property
    def blocks(self):
        """{lesson id: [Block]}."""
        children = LessonPage.body.field.stream_block.child_blocks
        return {
            lesson.pk: [
                Block(lesson, each.get("id", ""), each["type"], each["value"], children[kind])
                for each in lesson.body.raw_data
                if (kind := each["type"]) in children
            ]
            for lesson in self.lessons
        }

    @property
    def all_blocks(self):
        return [block for blocks in self.blocks.values() for block in blocks]

    @cached_property
    def judged(self):
        """[(Block, value)] of those with rules of their own.

        Values of one kind are made at once, so that what they choose is fetched at once.
        """
        by_kind = defaultdict(list)
        for block in self.all_blocks:
            if hasattr(block.block, "advice"):
                by_kind[block.kind].append(block)
        return [
            pair
            for blocks in by_kind.values()
            if _has_rules(blocks[0].block)
            for pair in zip(
                blocks, blocks[0].block.bulk_to_python([each.raw for each in blocks]), strict=True
            )
        ]

    @cached_property
    def outcomes(self):
        """[(id, text)] of the course, as its draft has them."""
        stored = getattr(self.course, "revision_content", {}).get("outcomes")
        if stored is not None:
            return [(each.get("pk"), each["text"]) for each in stored]
        return list(CourseOutcome.objects.filter(course=self.course).values_list("pk", "text"))

    @cached_property
    def lessons_of_outcomes(self):
        """{outcome id: ids of the lessons that work on it}."""
        through = LessonPage.outcomes.through
        stored = defaultdict(set)
        for lesson, outcome in through.objects.filter(
            lessonpage__in=[lesson.pk for lesson in self.lessons]
        ).values_list("lessonpage_id", "courseoutcome_id"):
            stored[lesson].add(outcome)
        found = defaultdict(set)
        for lesson in self.lessons:
            drafted = getattr(lesson, "revision_content", {}).get("outcomes")
            for outcome in stored[lesson.pk] if drafted is None else drafted:
                found[outcome].add(lesson.pk)
        return found


def _has_rules(block):
    """Whether this kind says more than every block does."""
    kind, every = type(block), LessonBlock
    if kind.advice is not every.advice:
        return True
    return getattr(kind, "publish_errors", every.publish_errors) is not every.publish_errors


def is_published_as_is(page):
    return not has_draft(page)
