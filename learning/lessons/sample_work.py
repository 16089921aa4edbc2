"""What an imagined learner did, for previews: made from a lesson's blocks, and never stored."""

import json
from datetime import timedelta
from math import ceil

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.blocks import CHECK_BLOCKS, INDEXED_BLOCKS
from courses.models.outlines import OutlineActivity
from courses.previewing import FINISHED, HALF_WAY, NEW, SIGNED_OUT
from learning.course_state import CourseState
from learning.looking.at_block import sample_looks
from learning.models import (
    Attempt,
    Commitment,
    Enrollment,
    LessonCompletion,
    Plan,
    Prompt,
    Reflection,
    ReflectionVersion,
    SectionText,
    SectionVersion,
)

# How much of a lesson each reader of a preview has done.
SHARES = {NEW: 0, HALF_WAY: 0.5, FINISHED: 1, SIGNED_OUT: 0}


def sample_words():
    return _(
        "Last month nobody answered my post. I would ask a question next time, name two people who"
        " have been there, and wait a day before I write anything myself."
    )


class SampleWork:
    """``share`` is how much of the lesson is done: 0, a half or 1."""

    def __init__(self, page, share):
        self.page, self.share = page, share
        self.attempts, self.reflections, self.ticks, self.sections = {}, {}, {}, {}
        self._checks([child for child in page.body if child.block_type in CHECK_BLOCKS])
        for child in self._done("reflection"):
            self.reflections[child.id] = self._reflection(child)
        for child in self._done("plan_builder"):
            if section := child.value["plan_section"]:
                self.sections[section.pk] = _section_text(section)
        self.commitments = {child.id: [_commitment()] for child in self._done("commitment")}
        for child in page.body:
            if child.block_type == "checklist":
                ids = [item_id for item_id, _text in child.value.entries()]
                self.ticks[child.id] = set(ids[: ceil(len(ids) * share)])
        self.looks = sample_looks([c for c in page.body if c.block_type == "peer_look"], share)

    def done_of(self, kind):
        """The ids of the blocks of a kind that is done elsewhere: all when the lesson is done."""
        return {child.id for child in self._done(kind)} if self.share == 1 else set()

    def _done(self, kind):
        children = [child for child in self.page.body if child.block_type == kind]
        return children[: ceil(len(children) * self.share)]

    def _checks(self, children):
        """All that are done are right; half way, the last of them was tried and not mastered."""
        done = children[: ceil(len(children) * self.share)]
        for child in done:
            if child.block.publish_errors(child.value):
                continue  # an unfinished question has no answer yet
            chosen = child.value.right_answer()
            if self.share < 1 and child is done[-1]:
                chosen = _not_right(child) or chosen
            self.attempts[child.id] = [self._attempt(child, chosen)]

    def _attempt(self, child, chosen):
        value = child.value
        content = json.loads(json.dumps(value.as_shown(), default=str))
        attempt = Attempt(
            lesson_key=self.page.key,
            block_id=child.id,
            chosen=value.normal(chosen),
            words="" if value.graded else sample_words(),
            confidence=Attempt.Confidence.FAIRLY_SURE if value.asks_confidence else None,
            correct=value.is_right(chosen),
        )
        attempt.prompt = Prompt(kind=child.block_type, content=content)
        return attempt

    def _reflection(self, child):
        words = sample_words()
        version = ReflectionVersion(pk=0, number=1, text=words)
        found = Reflection(pk=0, lesson_key=self.page.key, block_id=child.id, draft=words)
        found.revision, found.submitted, found.has_comments = 1, version, False
        return found

    def left(self, outline):
        """What is still open of what the lesson requires."""
        for child in self.page.body:
            kind = child.block_type
            if kind not in INDEXED_BLOCKS or not child.value.get("required"):
                continue
            if kind in CHECK_BLOCKS:
                counts, attempts = outline.checks_count, self.attempts.get(child.id, ())
                done = any(attempt.correct for attempt in attempts)
            elif kind == "reflection":
                counts, done = outline.reflections_count, child.id in self.reflections
            else:
                counts, done = True, child.id in self.done_of(kind)
            if counts and not done:
                yield OutlineActivity(child.id, kind, timezone.now())


def _commitment():
    """Made, and not in any table."""
    return Commitment(
        number=1,
        cue=_("I plan next month’s posts"),
        act=_("replace one announcement with a question"),
        due_on=timezone.localdate() + timedelta(days=30),
        confidence=Commitment.Confidence.FOUR,
    )


def _section_text(section):
    words = sample_words()
    found = SectionText(pk=0, plan=Plan(), section=section, draft=words, revision=1)
    found.submitted = SectionVersion(pk=0, number=1, text=words)
    return found


def _not_right(child):
    """A wrong answer to a question with one right option; None for all others."""
    if child.block_type != "single_choice":
        return None
    return next(([pk] for pk, option in child.value.choices() if not option["correct"]), None)


def sample_course_state(outline, reader, lesson_key=None):
    """The course as an imagined reader has it; half way in it, if not in this lesson."""
    if reader == SIGNED_OUT:
        return CourseState(outline)
    keys = [lesson.key for lesson in outline.lessons]
    if reader == NEW:
        keys = []
    elif reader == HALF_WAY:
        keys = keys[: keys.index(lesson_key) if lesson_key in keys else len(keys) // 2]
    elif lesson_key and lesson_key not in keys:
        keys.append(lesson_key)  # of a lesson that is a draft yet
    enrollment = Enrollment(course_key=outline.course_key)
    if reader == FINISHED:
        enrollment.completed_at = timezone.now()
    enrollment.outline = outline
    completions = [LessonCompletion(lesson_key=key) for key in keys]
    return CourseState(outline, enrollment, completions)
