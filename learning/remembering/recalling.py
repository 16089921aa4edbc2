"""A question that was answered once, asked again: the same panel and form, another record.

What is asked is a kind and its content as shown. The panels and forms of the lesson's own
checks show and read it; only where it is sent, and that it is answered once, is different.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property
from types import SimpleNamespace
from uuid import UUID

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _

from courses import published
from courses.models import LessonPage
from courses.models.outlines import outline_of_course
from learning.answer_forms import ANSWER_FORMS
from learning.models import Attempt, Prompt, Recall, StudyDay
from learning.models.remembering import KINDS
from learning.panels import PANELS

REMEMBERED = 300  # so many of somebody's last questions in a course tell which come next
RECENTLY = timedelta(days=3)  # what came back since then waits, where there is anything else


@dataclass(frozen=True)
class Question:
    """A question with its key: it never reaches a page before the answer, but in a panel."""

    lesson_key: UUID
    block_id: str
    kind: str
    content: dict

    @classmethod
    def of(cls, recall):
        """The question as it was kept for this occasion."""
        prompt = kept_prompt(recall.prompt_id)
        return cls(recall.lesson_key, recall.block_id, prompt.kind, prompt.content)

    @property
    def place(self):
        return self.lesson_key, self.block_id

    def child(self):
        """What a panel and a form take: like a child of a lesson's body."""
        options = [
            {"type": "item", "id": row["id"], "value": {**row}}
            for row in self.content.get("options", ())
        ]
        own = {"review": "", "required": False, "ask_confidence": False}
        raw = {**self.content, **own} | ({"options": options} if options else {})
        block = LessonPage._meta.get_field("body").stream_block.child_blocks[self.kind]
        return SimpleNamespace(
            id=self.block_id, block_type=self.kind, block=block, value=block.to_python(raw)
        )


def kept_prompt(pk):
    """A question as it was shown: never changed, and the same for all."""
    return published.kept(("prompt", pk), lambda: Prompt.objects.get(pk=pk))


def questions_of(lesson):
    """{block id: question} of a lesson of an outline; no query when it is warm."""
    return published.kept(("questions", lesson.pk), lambda: _questions_of(lesson))


def _questions_of(lesson):
    page = LessonPage.objects.get(pk=lesson.pk)
    return {
        child.id: Question(lesson.key, child.id, child.block_type, child.value.as_shown())
        for child in page.body
        if child.block_type in KINDS
    }


def recalled(enrollment):
    """What was asked again last, oldest first: as many as tell what comes next."""
    rows = Recall.objects.filter(enrollment=enrollment).order_by("-pk")[:REMEMBERED]
    return list(reversed(rows))


def pick(enrollment, lessons, at_most, before, recalls=(), without=()):
    """Questions of these lessons that the learner answered before that moment.

    First those that were answered wrong and not right again since, then what was asked
    longest ago. The same moment gives the same questions: ``recalls`` are the earlier ones.
    """
    by_key = {
        lesson.key: lesson
        for lesson in lessons
        if any(activity.kind in KINDS for activity in lesson.activities)
    }
    attempts = Attempt.objects.filter(
        enrollment=enrollment, lesson_key__in=list(by_key), answered_at__lt=before
    )
    of_each = attempts.values_list("lesson_key", "block_id")  # a row, however often it was tried
    right = Count("pk", filter=Q(correct=True))
    answers = of_each.annotate(
        at=Max("answered_at"), right=right, tries=Count("pk"), first=Min("pk")
    ).order_by("first")
    asked, wrong, back = {}, set(), set()
    for *place, at, right, tries, _first in answers:
        asked[tuple(place)] = at
        if right < tries:
            wrong.add(tuple(place))
    for recall in recalls:
        at, place = recall.answered_at or recall.skipped_at, (recall.lesson_key, recall.block_id)
        if not at or at >= before or place not in asked:
            continue
        asked[place] = max(asked[place], at)
        if recall.correct:
            wrong.discard(place)
        elif recall.answered_at:
            wrong.add(place)
        if at > before - RECENTLY:
            back.add(place)
    order = sorted(asked, key=lambda place: (place in back, place not in wrong, asked[place]))
    found = (
        questions_of(by_key[key]).get(block_id)
        for key, block_id in order
        if (key, block_id) not in without
    )
    return [question for question in found if question][:at_most]


class Asked:
    """One question on a page, with the row of its answer once there is one."""

    def __init__(self, question, enrollment, request, url, day, recall=None):
        self.question, self.enrollment, self.recall = question, enrollment, recall
        self.request, self.url, self.day = request, url, day
        self.number = self.total = 1

    @property
    def lesson(self):
        """Where it stands in the course, or None where it is gone from there."""
        outline = outline_of_course(self.enrollment.course_id)
        return outline.by_key.get(self.question.lesson_key)

    @property
    def is_answered(self):
        return bool(self.recall and self.recall.answered_at)

    @property
    def is_skipped(self):
        return bool(self.recall and self.recall.skipped_at)

    @property
    def is_waiting(self):
        return not (self.is_answered or self.is_skipped)

    @cached_property
    def child(self):
        return self.question.child()

    @property
    def template(self):
        return self.child.block.meta.template

    @cached_property
    def panel(self):
        if self.recall:
            self.recall.prompt = kept_prompt(self.recall.prompt_id)
        return _asked_again(PANELS[self.question.kind])(self)

    def answer(self, data, stored):
        """Write down the answer in the row that ``stored()`` gives; False if it is not whole."""
        form = ANSWER_FORMS[self.question.kind](self.child.value, data)
        if not form.is_valid():
            return False
        if stored().answer(self.child.value, form.chosen, form.words):
            StudyDay.objects.mark(self.enrollment)
        return True


def numbered(asked):
    """Those that are shown, each knowing which of how many it is."""
    shown = [one for one in asked if not one.is_skipped]
    for number, one in enumerate(shown, 1):
        one.number, one.total = number, len(shown)
    return shown


class _Again:
    """What is different in a panel: it is sent elsewhere, answered once, and holds up nothing."""

    scripted = holds_up = kept = changed_since = False
    hint = heading_to_review = ""
    ever_right = False

    def __init__(self, asked):
        self.asked = asked
        answered = [asked.recall] if asked.is_answered else []
        reader = SimpleNamespace(
            user=asked.request.user,
            request=asked.request,
            enrollment=asked.enrollment,
            attempts={asked.question.block_id: answered},
            parked={},
            left=(),
            is_sample=False,
            can_act=True,
        )
        super().__init__(reader, asked.child)

    @property
    def url(self):
        return self.asked.url

    @property
    def heading(self):
        place = {"number": self.asked.number, "total": self.asked.total}
        return _("Question %(number)d of %(total)d") % place

    @property
    def seed(self):
        """Another order than in the lesson: what is remembered is not a place."""
        return f"{self.asked.enrollment.pk}:{self.block_id}:{self.asked.day}"


@cache
def _asked_again(kind_of_panel):
    return type(f"Again{kind_of_panel.__name__}", (_Again, kind_of_panel), {})
