"""What the demonstration's people have done, told through the models' own methods.

A file per person in ``histories/``. Days are workdays counted back from
today, so that the histories stay a few weeks old. Whoever has an enrollment
already is left alone: what they do in the demonstration is theirs.
"""

from datetime import timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from zlib import crc32

from django.conf import settings
from django.db import transaction
from django.db.models import F, Min

from accounts.demo import workdays_ago
from accounts.models import User
from courses.blocks import CHECK_BLOCKS
from courses.demo.blocks import block_id
from courses.demo.files import Source
from courses.models import CoursePage, LessonPage
from learning import bookmark_targets
from learning.models import (
    Attempt,
    Bookmark,
    ChecklistTick,
    Enrollment,
    LessonVisit,
    Note,
    Prompt,
    Reflection,
)
from learning.models.enrollments import NotYet

from .answers import chosen

FOLDER = Path(__file__).parent / "histories"
BETWEEN_TRIES = timedelta(seconds=40)


def load_histories(folder=FOLDER):
    """Tell the histories of those who have not enrolled yet. Returns how many were told."""
    told = sum(_tell(path) for path in sorted(folder.glob("*.yaml")))
    if told:
        _date_prompts()
    return told


def _tell(path):
    with Source(path) as source:
        user = User.objects.get(email=source.take("person"))
        course = CoursePage.objects.get(slug=source.take("course"))
        if Enrollment.objects.filter(user=user, course_key=course.key).exists():
            source.values.clear()
            return False
        with transaction.atomic():
            History(source, user, course).tell()
        return True


def _date_prompts():
    """A prompt was first shown, at the latest, when it was first answered."""
    for relation, moment in (("attempts", "answered_at"), ("reflections", "started_at")):
        used = Prompt.objects.annotate(used_at=Min(f"{relation}__{moment}"))
        for prompt in used.filter(used_at__lt=F("first_shown_at")):
            prompt.first_shown_at = prompt.used_at
            prompt.save(update_fields=["first_shown_at"])


class History:
    """One person's way through one course."""

    def __init__(self, source, user, course):
        self.source, self.user, self.course = source, user, course
        self.lessons = {page.slug: page for page in LessonPage.objects.in_course(course.path)}

    def moment(self, day_and_clock):
        days, clock = day_and_clock
        return workdays_ago(days, clock, self.user.time_zone or settings.TIME_ZONE)

    def tell(self):
        take = self.source.take
        self.enrollment = Enrollment.objects.enroll(
            self.user,
            self.course,
            enrolled_at=self.moment(take("enrolled")),
            certificate_name=take("certificate_name"),
            weekly_goal=take("weekly_goal", Enrollment.WeeklyGoal.OPEN),
            plan=take("plan", ""),
            wants_reminders=take("wants_reminders", False),
        )
        for slug, values in take("lessons").items():
            if slug not in self.lessons:
                raise self.source.error(f"there is no lesson {slug}")
            with Source(f"{self.source.path}: {slug}", values) as keys:
                Sitting(self, self.lessons[slug], keys).tell()
        if left := take("left", None):
            self.enrollment.left_at = self.moment(left)
            self.enrollment.save(update_fields=["left_at"])


class Sitting:
    """What somebody did in one lesson, from the top down."""

    def __init__(self, history, page, keys):
        self.user, self.enrollment = history.user, history.enrollment
        self.page, self.keys = page, keys
        self.path = f"{history.course.slug}/{page.slug}"
        self.begun = history.moment(keys.take("on"))
        self.completes = keys.take("complete", True)
        self.reached = self.id_of(keys.take("reached", None)) or self.page.body[-1].id
        self.first_tries = self.by_block("first_tries")
        self.sure = self.by_block("sure")
        self.words = self.by_block("words")
        self.rated = self.by_block("rated")
        self.paths = self.by_block("paths")
        self.critiques = self.by_block("critiques")
        self.reflections = self.by_block("reflections")
        self.drafts = self.by_block("drafts")
        self.skipped = {self.id_of(name) for name in keys.take("skip", [])}
        self.ticked = keys.take("ticked", [])

    def id_of(self, name):
        """The id of the block of this name; a name that is not in the lesson is an error."""
        if name is None:
            return None
        found = self.page.block(block_id(self.path, name))
        if found is None:
            raise self.keys.error(f"the lesson has no block {name}")
        return found.id

    def by_block(self, key):
        return {self.id_of(name): value for name, value in self.keys.take(key, {}).items()}

    def tell(self):
        asking = [block for block in self.page.body if block.block_type in TOLD]
        step = timedelta(minutes=self.page.minutes) / (len(asking) + 1)
        at = self.begun
        for block in asking:
            at += step
            getattr(self, f"tell_{TOLD[block.block_type]}")(block, at)
        ended = self.begun + timedelta(minutes=self.page.minutes)
        LessonVisit.objects.create(
            enrollment=self.enrollment,
            lesson=self.page,
            lesson_key=self.page.key,
            block_id=self.reached,
            first_at=self.begun,
            last_at=ended,
            active_seconds=self.time_spent(),
        )
        self.tell_own_things(ended)
        if self.completes:
            try:
                self.enrollment.complete_lesson(self.page, at=ended)
            except NotYet as error:
                raise self.keys.error(f"not complete: {error}") from error

    def time_spent(self):
        """Between 65 and 100% of the lesson's minutes, up to where they got: the rest is pauses."""
        share = 65 + crc32(f"{self.user.email}/{self.path}".encode()) % 36
        blocks = [block.id for block in self.page.body]
        part = (blocks.index(self.reached) + 1) / len(blocks)
        return round(self.page.minutes * 60 * share / 100 * part)

    def tell_check(self, block, at):
        if block.block_type == "self_explain":
            return self.tell_explanation(block, at)
        sure = list(self.sure.get(block.id, ()))
        if block.id in self.first_tries:
            first = chosen(block, self.first_tries[block.id])
            if block.value.is_right(first):
                raise self.keys.error("a first try that is right needs no telling")
            self.answer(block, first, at, sure.pop(0) if sure else None)
        if block.id not in self.skipped:
            last = sure.pop(0) if sure else None
            self.answer(block, block.value.right_answer(), at + BETWEEN_TRIES, last)
        return None

    def tell_explanation(self, block, at):
        """The words, and a while later how their writer rates them."""
        if block.id in self.skipped:
            return
        if block.id not in self.words:
            raise self.keys.error("an explanation has no words")
        self.answer(block, [], at)
        if block.id in self.rated:
            self.answer(block, [self.rated[block.id]], at + BETWEEN_TRIES)

    def tell_path(self, block, at):
        """The paths taken, each by the numbers of its choices; where none is told, the best."""
        told = self.paths.get(block.id)
        walks = [self.walked(block, numbers) for numbers in told or []]
        if not walks and block.id not in self.skipped:
            walks = [block.value.right_answer()]
        for number, walk in enumerate(walks):
            self.answer(block, walk, at + number * BETWEEN_TRIES)

    def walked(self, block, numbers):
        walk = block.value.walk([])
        for number in numbers:
            choices = walk.node["choices"].bound_blocks
            walk = block.value.walk([*walk.chosen, choices[number].id])
        if not walk.ended:
            raise self.keys.error("the path comes to no end")
        return walk.chosen

    def tell_critique(self, block, at):
        if told := self.critiques.get(block.id):
            ids = [pk for pk, _remark in block.value.choices()]
            marked = [ids[index] for index in told["marked"]]
            self.answer(block, marked, at, words=told["text"])

    def answer(self, block, answer, at, sure=None, words=None):
        token = uuid5(NAMESPACE_URL, f"{self.user.email}/{block.id}/{sorted(answer)}/{at}")
        words = (self.words.get(block.id, "") if words is None else words).strip()
        attempt = Attempt.objects.record(
            self.enrollment, self.page, block, answer, token, words, sure
        )
        attempt.answered_at = at
        attempt.save(update_fields=["answered_at"])

    def tell_reflection(self, block, at):
        if block.id in self.drafts:
            reflection = Reflection.objects.begin(self.user, self.page, block)
            reflection.keep_draft(self.drafts[block.id].strip(), 0)
            self.date(reflection, at)
        elif block.id in self.reflections:
            told = self.reflections[block.id]
            told = told if isinstance(told, dict) else {"text": told}
            reflection = Reflection.objects.begin(self.user, self.page, block)
            if "earlier" in told:
                reflection.submit(told["earlier"].strip(), 0)
            shared = Reflection.Visibility.INSTRUCTOR if told.get("share") else None
            reflection.submit(told["text"].strip(), reflection.revision, shared)
            self.date(reflection, at)

    def date(self, reflection, at):
        """Begun a while before; the versions of a text are two minutes apart."""
        Reflection.objects.filter(pk=reflection.pk).update(started_at=self.begun, draft_saved_at=at)
        for age, version in enumerate(reflection.versions.order_by("-number")):
            version.saved_at = at - age * timedelta(minutes=2)
            version.shared_at = version.shared_at and version.saved_at
            version.save(update_fields=["saved_at", "shared_at"])
        if reflection.is_shared:
            Reflection.objects.filter(pk=reflection.pk).update(shared_at=at)

    def tell_ticks(self, block, at):
        ids = [item_id for item_id, _text in block.value.entries()]
        for item_id in ids if self.ticked == "all" else [ids[index] for index in self.ticked]:
            ChecklistTick.objects.create(
                enrollment=self.enrollment,
                lesson_key=self.page.key,
                block_id=block.id,
                item_id=item_id,
                ticked_at=at,
            )

    def tell_own_things(self, at):
        own = {"user": self.user, "lesson": self.page, "lesson_key": self.page.key}
        if text := self.keys.take("note", ""):
            note = Note.objects.create(text=text, **own)
            Note.objects.filter(pk=note.pk).update(updated_at=at)
        if self.keys.take("bookmark", False):
            saved = bookmark_targets.save(self.user, Bookmark.Kind.LESSON, self.page.key)
            saved.made_at = at
            saved.save(update_fields=["made_at"])


TOLD = dict.fromkeys(CHECK_BLOCKS, "check") | {
    "scenario": "path",
    "critique": "critique",
    "reflection": "reflection",
    "checklist": "ticks",
}
