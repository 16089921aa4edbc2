"""What a person wrote in lessons that name a section of the plan, to be brought in there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.models import Activity, LessonPage
from learning.models import Attempt, ChecklistTick, Reflection, Source
from learning.places import place

OWN_WORDS = ("short_answer", "self_explain")


@dataclass
class Offer:
    """One thing to bring in. ``lesson`` is its page; ``brought_at`` says when it was before."""

    kind: str
    question: str
    text: str
    dated: datetime
    lesson: Any
    lesson_key: Any
    block_id: str
    is_shared: bool = False
    brought_at: datetime | None = None

    @property
    def key(self):
        return f"{self.kind}.{self.lesson_key}.{self.block_id}"

    @property
    def label(self):
        return f"{self.lesson.title}: {self.question}"[: Source._meta.get_field("label").max_length]

    @property
    def kind_label(self):
        return Source.Kind(self.kind).label


def offers(request, section, written=None):
    """What this reader could bring into the section, in the order of the lessons.

    ``written`` is their text there, which remembers what was brought in. As many queries for
    many as for one.
    """
    asked = Activity.objects.filter(plan_section=section)
    places = {(row.lesson_key, row.block_id): row for row in asked}
    if not places:
        return []
    found = [
        *_reflections(request.user, places),
        *_ticked(request.user, places),
        *_answers(request.user, places),
    ]
    brought = {}
    for row in written.sources.all() if written else ():
        brought[row.kind, row.lesson_key, row.block_id] = row.brought_at
    for offer in found:
        offer.brought_at = brought.get((offer.kind, offer.lesson_key, offer.block_id))
    position = {name: row.position for name, row in places.items()}
    found.sort(key=lambda row: (row.lesson.path, position[row.lesson_key, row.block_id]))
    return place(request, found)


def _keys(places, *kinds):
    return {key for (key, _block), row in places.items() if row.kind in kinds}


def _reflections(user, places):
    keys = _keys(places, "reflection")
    rows = Reflection.objects.of(user).submitted_ones().filter(lesson_key__in=keys)
    for row in rows.select_related("lesson", "prompt", "submitted") if keys else ():
        if (row.lesson_key, row.block_id) in places:
            yield Offer(
                Source.Kind.REFLECTION, str(row.prompt), row.submitted.text, row.submitted.saved_at,
                row.lesson, row.lesson_key, row.block_id, row.is_shared,
            )  # fmt: skip


def _answers(user, places):
    """The latest answer to each question that is answered in writing."""
    keys = _keys(places, *OWN_WORDS)
    rows = Attempt.objects.filter(enrollment__user=user, lesson_key__in=keys)
    rows = rows.filter(prompt__kind__in=OWN_WORDS).select_related("lesson", "prompt")
    latest = {}
    for row in rows.order_by("pk") if keys else ():
        if (row.lesson_key, row.block_id) in places:
            latest[row.lesson_key, row.block_id] = row
    for row in latest.values():
        text = row.words if row.prompt.kind == "self_explain" else ", ".join(row.chosen)
        if text.strip():
            yield Offer(
                Source.Kind.ANSWER, str(row.prompt), text, row.answered_at,
                row.lesson, row.lesson_key, row.block_id,
            )  # fmt: skip


def _ticked(user, places):
    """The ticked items of each checklist, as its lesson has them now."""
    keys = _keys(places, "checklist")
    ticked = {}
    rows = ChecklistTick.objects.filter(enrollment__user=user, lesson_key__in=keys)
    for row in rows if keys else ():
        if (row.lesson_key, row.block_id) in places:
            ticked.setdefault((row.lesson_key, row.block_id), {})[row.item_id] = row.ticked_at
    if not ticked:
        return
    pages = LessonPage.objects.filter(translation_key__in={key for key, _block in ticked})
    for page in pages.order_by("-live", "-pk"):
        for raw in page.body.raw_data:
            days = ticked.pop((page.key, raw.get("id")), {})
            entries = raw["value"]["items"] if days else ()
            if items := [entry["value"] for entry in entries if entry["id"] in days]:
                yield Offer(
                    Source.Kind.CHECKLIST, raw["value"]["heading"],
                    "\n".join(f"- {item}" for item in items), max(days.values()),
                    page, page.key, raw["id"],
                )  # fmt: skip
