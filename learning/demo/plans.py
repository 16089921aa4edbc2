"""The demonstration's strategy plans, at different stages. A file per person in ``plans/``.

Whoever has a plan already is left alone: what they write in the demonstration is theirs.
"""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.demo import workdays_ago
from accounts.models import User
from courses.demo.blocks import block_id
from courses.demo.files import Source as File
from courses.models import PlanSection
from learning.models import Plan, Reflection, SectionText, Source

FOLDER = Path(__file__).parent / "plans"
COURSE = "beyond-the-job-board"
BEFORE = timedelta(minutes=20)  # an earlier version, and what was brought in for this one


def load_plans(folder=FOLDER):
    """Returns how many plans were written."""
    return sum(_write(path) for path in sorted(folder.glob("*.yaml")))


@transaction.atomic
def _write(path):
    with File(path) as file:
        user = User.objects.filter(email=file.take("person")).first()
        if user is None or Plan.objects.of(user).exists():
            file.values.clear()
            return False
        plan = Plan.objects.begin(user)
        if center := file.take("center", ""):
            plan.name_center(center)
        sections = file.take("sections")
        for code, values in sections.items():
            with File(f"{path}: {code}", values) as keys:
                _section(plan, code, keys)
        first = min(plan.texts.values_list("draft_saved_at", flat=True))
        Plan.objects.filter(pk=plan.pk).update(begun_at=first - BEFORE)
        if sharing := file.take("sharing", ""):
            plan.share(sharing)
            Plan.objects.filter(pk=plan.pk).update(shared_at=_at(user, file.take("shared")))
    return True


def _at(user, day_and_clock):
    days, clock = day_and_clock
    return workdays_ago(days, clock, user.time_zone or settings.TIME_ZONE)


def _section(plan, code, keys):
    at = _at(plan.user, keys.take("on"))
    row = plan.text_of(PlanSection.objects.get(code=code))
    for name in keys.take("sources", []):
        _bring_in(row, name, at, keys)
    if "draft" in keys.values:
        row.keep_draft(keys.take("draft").strip(), row.revision)
    else:
        if earlier := keys.take("earlier", ""):
            row.submit(earlier.strip(), row.revision)
        row.submit(keys.take("text").strip(), row.revision, keys.take("ready", False))
    for age, version in enumerate(row.versions.order_by("-number")):
        version.saved_at = at - age * BEFORE
        version.save(update_fields=["saved_at"])
    dates = {"draft_saved_at": at} | ({"ready_at": at} if row.ready_at else {})
    SectionText.objects.filter(pk=row.pk).update(**dates)


def _bring_in(row, name, at, keys):
    """What the section remembers of a reflection, told as ``lesson/block``."""
    lesson, _slash, block = name.partition("/")
    found = (
        Reflection.objects.of(row.plan.user)
        .submitted_ones()
        .filter(lesson__slug=lesson, block_id=block_id(f"{COURSE}/{lesson}", block))
    )
    reflection = found.select_related("lesson", "prompt", "submitted").first()
    if reflection is None:
        raise keys.error(f"nothing was saved at {name}")
    row.sources.create(
        kind=Source.Kind.REFLECTION,
        label=f"{reflection.lesson.title}: {reflection.prompt}"[:250],
        dated=reflection.submitted.saved_at,
        lesson_key=reflection.lesson_key,
        block_id=reflection.block_id,
        brought_at=at - BEFORE,
    )
