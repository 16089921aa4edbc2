"""A lesson as one person sees it."""

from collections import defaultdict
from functools import cached_property

from django.db.models import Exists, OuterRef, Subquery

from accounts.prepared import Prepared
from courses import published
from courses.blocks import CHECK_BLOCKS
from courses.models.outlines import outline_of
from courses.models.versions import versions_of
from courses.previewing import NEW, SIGNED_OUT, reader_of
from learning.course_state import LOCKED, CourseState
from learning.looking.at_block import LooksHere
from learning.models import (
    Attempt,
    Bookmark,
    ChecklistTick,
    Commitment,
    Enrollment,
    Note,
    Prompt,
    Reflection,
    Remembering,
    SectionText,
)
from learning.models.bookmarks import target_of
from learning.models.requirements import binding_activities, done_elsewhere
from learning.parking import parked
from learning.remembering.warm_up import WarmUp

from .sample_work import SHARES, SampleWork, sample_course_state


class LessonState:
    """Everything a lesson page needs to know of its reader, in a bounded number of queries.

    A visitor costs none beyond the outline; a preview shows the lesson as an
    imagined learner's, and reads no one's rows.
    """

    is_sample = False
    is_visitor = False  # of a preview

    def __init__(self, page, user, enrollment=None, request=None):
        self.page = page
        self.user = user
        self.request = request
        self.enrollment = enrollment
        self.outline = outline_of(page.course_path)
        if enrollment is not None:
            enrollment.outline = self.outline
        self.lesson = self.outline.by_key.get(page.key)
        self.course = CourseState.of(enrollment, self.outline)
        if self.entry:
            self.entry.current = True

    @classmethod
    def for_request(cls, request, page):
        """The state for this request, made once; a sample in a preview."""
        if getattr(request, "is_preview", False):
            if not hasattr(request, "lesson_state"):
                request.lesson_state = SampleLessonState(page, reader_of(request))
            return request.lesson_state
        if not hasattr(request, "lesson_state"):
            enrollment = _enrollment_of(request.user, page)
            request.lesson_state = cls(page, request.user, enrollment, request)
        return request.lesson_state

    @property
    def entry(self):
        return self.course.entries.get(self.page.key)

    @property
    def published_as(self):
        """What tells this publication of the lesson from all others; None while nobody sees it."""
        page = self.page
        if self.is_sample or not page.live or page.last_published_at is None:
            return None
        return page.pk, page.last_published_at

    @property
    def can_act(self):
        return self.enrollment is not None and self.enrollment.is_active

    @property
    def is_learner(self):
        """Whether it is shown as to somebody who takes the course, be it in a preview."""
        return self.can_act or (self.is_sample and not self.is_visitor)

    @property
    def is_open(self):
        """Whether this person takes the course and the lesson is not locked to them."""
        return self.can_act and self.entry is not None and self.entry.state != LOCKED

    @property
    def is_complete(self):
        return self.page.key in self.course.completions

    @property
    def completion(self):
        return self.course.completions.get(self.page.key)

    @property
    def was_updated(self):
        """Whether the lesson was published anew after this person completed it."""
        published = self.page.last_published_at
        return bool(self.is_complete and published and published > self.completion.completed_at)

    @property
    def changes(self):
        """What was said of the course since this person completed the lesson."""
        if not self.is_complete:
            return []
        return versions_of(self.outline.course_key, since=self.completion.completed_at)

    @property
    def previous(self):
        return self.outline.before(self.lesson) if self.lesson else None

    @property
    def next(self):
        return self.outline.after(self.lesson) if self.lesson else None

    def _asks(self, *kinds):
        return self.lesson is not None and any(
            activity.kind in kinds for activity in self.lesson.activities
        )

    @cached_property
    def attempts(self):
        """{block id: attempts, oldest first}."""
        rows = defaultdict(list)
        if self.enrollment and self._asks(*CHECK_BLOCKS):
            for attempt in _attempts(key=self.enrollment.pk, lesson=self.page.key):
                attempt.prompt = _prompt(attempt.prompt_id)
                rows[attempt.block_id].append(attempt)
        return dict(rows)

    @cached_property
    def reflections(self):
        """{block id: reflection}."""
        if not (self.enrollment and self._asks("reflection")):
            return {}
        found = _reflections(user=self.user, lesson=self.page.key)
        return {row.block_id: row for row in found}

    @cached_property
    def ticks(self):
        """{block id: ids of ticked items}."""
        rows = defaultdict(set)
        if self.enrollment and self._asks("checklist"):
            for tick in _ticks(key=self.enrollment.pk, lesson=self.page.key):
                rows[tick.block_id].add(tick.item_id)
        return dict(rows)

    @cached_property
    def commitments(self):
        """{block id: what this person committed to there}, without what another one replaced."""
        rows = defaultdict(list)
        if self.enrollment and self._asks("commitment"):
            for row in _commitments(key=self.enrollment.pk, lesson=self.page.key):
                rows[row.block_id].append(row)
        return dict(rows)

    @cached_property
    def looks(self):
        """Their self-checks in this lesson, and what colleagues looked at."""
        if not (self.enrollment and self._asks("peer_look")):
            return LooksHere()
        return LooksHere.of(self.user, self.page.key)

    @cached_property
    def sections(self):
        """{id of a plan section that the lesson asks for: what this person's plan says there}."""
        if not (self.enrollment and self._asks("plan_builder")):
            return {}
        return SectionText.objects.asked_in(self.page.key, self.user)

    @cached_property
    def left(self):
        """The activities that keep this lesson from being complete, in its order."""
        if not (self.enrollment and self.lesson) or self.is_complete:
            return []
        return [
            activity
            for activity in binding_activities(self.enrollment, self.lesson, self.outline)
            if not self.is_done(activity)
        ]

    def is_done(self, activity):
        """Whether a check was ever answered right, a reflection submitted, a post written."""
        if activity.kind in CHECK_BLOCKS:
            return any(attempt.correct for attempt in self.attempts.get(activity.block_id, ()))
        if activity.kind != "reflection":
            return activity.block_id in self.done_elsewhere(activity.kind)
        reflection = self.reflections.get(activity.block_id)
        return reflection is not None and reflection.submitted_id is not None

    def done_elsewhere(self, kind):
        """The ids of the blocks of this kind that are done, asked once; see ``counts``."""
        if self.enrollment is None:
            return set()
        if kind not in self._done_elsewhere:
            self._done_elsewhere[kind] = done_elsewhere(self.enrollment, self.page.key, kind)
        return self._done_elsewhere[kind]

    @property
    def discussed(self):
        """The ids of the prompts at which this person wrote what the lesson asks for."""
        return self.done_elsewhere("discussion")

    @cached_property
    def _done_elsewhere(self):
        return {}

    @cached_property
    def note(self):
        """The reader's note on this lesson as it is stored, to be read only; or None."""
        if not self.can_act or getattr(self.enrollment, "note_text", None) is None:
            return None
        stored = self.enrollment
        return Note(
            user_id=stored.user_id,
            lesson_key=self.page.key,
            text=stored.note_text,
            updated_at=stored.note_updated_at,
        )

    @cached_property
    def bookmarked(self):
        return self.can_act and getattr(self.enrollment, "has_bookmark", False)

    @cached_property
    def warm_up(self):
        """The questions of earlier modules that this lesson begins with, or None."""
        return WarmUp.of(self)

    @property
    def resume_block(self):
        """The block last reached in this lesson, or ""."""
        visit = self.course.visits.get(self.page.key)
        return visit.block_id if visit and not self.is_complete else ""

    @cached_property
    def parked(self):
        return parked(self.request, self.page.pk) if self.request else {}


def _prompt(pk):
    """A question as it was shown: never changed, and the same for all who answered it."""
    return published.kept(("prompt", pk), lambda: Prompt.objects.get(pk=pk))


def _enrollment_of(user, page):
    """This person's, with their bookmark and note on the lesson; or None."""
    if not user.is_authenticated:
        return None
    course = outline_of(page.course_path).course_key
    target = target_of(Bookmark.Kind.LESSON, page.key)
    found = _enrollments(user=user, course=course, lesson=page.key, target=target)
    for enrollment in found:
        enrollment.user = user
    return found[0] if found else None


@Prepared
def _enrollments(user, course, lesson, target):
    notes = Note.objects.filter(user=user.pk, lesson_key=lesson)
    found = Enrollment.objects.of(user).filter(course_key=course).order_by("pk").defer("plan")
    return found.annotate(
        has_bookmark=Exists(Bookmark.objects.filter(user=user.pk, target=target)),
        note_text=Subquery(notes.values("text")[:1]),
        note_updated_at=Subquery(notes.values("updated_at")[:1]),
        remembers=Exists(Remembering.objects.on().filter(enrollment=OuterRef("pk"))),
    )[:1]


@Prepared
def _attempts(key, lesson):
    return Attempt.objects.filter(enrollment=key, lesson_key=lesson)


@Prepared
def _reflections(user, lesson):
    found = Reflection.objects.of(user).filter(lesson_key=lesson)
    return found.select_related("submitted").with_talk()


def _commitments(key, lesson):
    found = Commitment.objects.filter(enrollment=key, lesson_key=lesson)
    return found.exclude(ended_as=Commitment.Ending.REPLACED).prefetch_related("check_ins")


@Prepared
def _ticks(key, lesson):
    return ChecklistTick.objects.filter(enrollment=key, lesson_key=lesson)


class SampleLessonState(LessonState):
    """What a preview shows: an imagined learner's state, or a visitor's; nobody's rows."""

    is_sample = True
    parked = {}
    note = warm_up = None
    bookmarked = False

    def __init__(self, page, reader=NEW):
        self.page = page
        self.is_visitor = reader == SIGNED_OUT
        self.user = self.request = self.enrollment = None
        self.outline = outline_of(page.course_path)
        self.lesson = self.outline.by_key.get(page.key)
        self.work = SampleWork(page, SHARES[reader])
        self.course = sample_course_state(self.outline, reader, page.key)
        if self.entry:
            self.entry.current = True

    @property
    def attempts(self):
        return self.work.attempts

    @property
    def reflections(self):
        return self.work.reflections

    @property
    def ticks(self):
        return self.work.ticks

    @property
    def commitments(self):
        return self.work.commitments

    @property
    def looks(self):
        return self.work.looks

    @property
    def sections(self):
        return self.work.sections

    def done_elsewhere(self, kind):
        return self.work.done_of(kind)

    @cached_property
    def left(self):
        return [] if self.is_visitor or self.is_complete else list(self.work.left(self.outline))
