"""The demonstration's looks at plans: who offers, who asked whom, and what was found.

Told without notices, since it is history. Where anybody has offered, everything is left
as it is.
"""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.demo import workdays_ago
from accounts.models import User
from courses.demo.blocks import block_id
from courses.demo.files import Source
from courses.models import CoursePage, LessonPage
from learning.models import Look, LookOffer, Plan, Prompt, SelfCheck

PATH = Path(__file__).parent / "looks.yaml"


@transaction.atomic
def load_looks(path=PATH):
    """Returns how many plans were held against the rubric."""
    if LookOffer.objects.exists():
        return 0
    with Source(path) as source:
        course = CoursePage.objects.get(slug=source.take("course"))
        lesson = LessonPage.objects.in_course(course.path).get(slug=source.take("lesson"))
        block = lesson.block(block_id(f"{course.slug}/{lesson.slug}", source.take("block")))
        offers, checks = source.take("offers"), source.take("checks")
    for values in offers:
        with Source(f"{path}: {values['person']}", values) as keys:
            _offer(keys)
    for values in checks:
        with Source(f"{path}: {values['person']}", values) as keys:
            _check(keys, course, lesson, block)
    return len(checks)


def _offer(keys):
    user = _person(keys.take("person"))
    days = keys.take("pauses_days", 0)
    pause = timezone.localdate() + timedelta(days=days) if days else None
    LookOffer.objects.create(user=user, offered_at=_at(user, keys.take("on")), paused_until=pause)


def _check(keys, course, lesson, block):
    user = _person(keys.take("person"))
    plan = Plan.objects.of(user).first()
    if plan is None:  # deleted since, with its owner's account
        keys.values.clear()
        return
    check = SelfCheck.objects.record(
        plan, lesson.key, block, _marks(block, keys.take("marks")), keys.take("words")
    )
    made = _at(user, keys.take("on"))
    SelfCheck.objects.filter(pk=check.pk).update(made_at=made)
    prompt = check.prompt
    Prompt.objects.filter(pk=prompt.pk, first_shown_at__gt=made).update(first_shown_at=made)
    if plan.sharing == Plan.Sharing.PRIVATE:
        plan.share(Plan.Sharing.REVIEWERS)
    look = plan.looks.create(
        reviewer=_person(keys.take("asks")), prompt=prompt, lesson_key=lesson.key,
        block_id=block.id, course_key=course.key, message=keys.take("message"),
        asked_at=_at(user, keys.take("asked")),
    )  # fmt: skip
    if given := keys.take("given", None):
        _give(look, block, keys, given)


def _give(look, block, keys, given):
    marks, strengths = _marks(block, keys.take("found")), keys.take("strengths")
    look.give(marks, strengths, keys.take("question"))
    thanked = keys.take("thanks", None)
    if thanked:
        look.thank(keys.take("answer"))
    Look.objects.filter(pk=look.pk).update(
        given_at=_at(look.reviewer, given),
        answered_at=_at(look.plan.user, thanked) if thanked else None,
    )


def _marks(block, levels):
    return {pk: level for (pk, _row), level in zip(block.value.rows(), levels, strict=True)}


def _person(email):
    return User.objects.get(email=email)


def _at(user, day_and_clock):
    days, clock = day_and_clock
    return workdays_ago(days, clock, user.time_zone or settings.TIME_ZONE)
