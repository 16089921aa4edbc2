"""What the demonstration's people committed to, and how it went.

Told without notices, since it is history; only a check-in that is due today is left for the
clock to ask. Where one of them is there already, everything is left as it is.
"""

from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.demo.files import Source
from courses.models import CoursePage
from learning.days import day_of, zone_of
from learning.models import CheckIn, Commitment, Enrollment
from learning.models.check_ins import REMIND_AFTER

PATH = Path(__file__).parent / "commitments.yaml"
MORNING, EVENING = time(9, 5), time(17, 10)


@transaction.atomic
def load_commitments(path=PATH):
    """Returns how many commitments were told."""
    with Source(path) as source:
        course = CoursePage.objects.get(slug=source.take("course"))
        told = source.take("commitments")
    tokens = [_token(number, values["made"]) for number, values in enumerate(told)]
    if Commitment.objects.filter(token__in=tokens).exists():
        return 0
    for number, values in enumerate(told):
        with Source(f"{path}: {values['person']}", values) as keys:
            _tell(keys, course, number)
    return len(told)


def _token(number, days):
    return uuid5(NAMESPACE_URL, f"demo-commitment:{number}:{days}")


def _tell(keys, course, number):
    user = User.objects.filter(email=f"{keys.take('person')}@example.org").first()
    if user is None:  # left since
        keys.values.clear()
        return
    partner, smaller = keys.take("partner", None), keys.take("smaller", None)
    enrollment = Enrollment.objects.filter(user=user, course_key=course.key).first()
    extra = {"partner": User.objects.get(email=f"{partner}@example.org")} if partner else {}
    first = _make(keys, user, enrollment, extra, None, number)
    if smaller:
        with Source(f"{keys.path}: smaller", smaller) as inner:
            _make(inner, user, enrollment, extra, first, number)


def _make(keys, user, enrollment, extra, replaces, number):
    days, answers = keys.take("made"), keys.take("answers", {})
    words = {name: keys.take(name, "") for name in ("cue", "act", "obstacle", "response")}
    due_on = day_of(user) - timedelta(days=days - keys.take("by"))
    at = _moment(user, days, EVENING)
    before = enrollment is None or enrollment.enrolled_at > at
    row = Commitment.objects.make(
        user, token=_token(number, days), made_at=at,
        enrollment=None if before else enrollment, due_on=due_on, replaces=replaces,
        confidence=keys.take("sure"), **words, **extra,
    )  # fmt: skip
    if row.partner_id:
        _agreed(row, _moment(user, days - 1, MORNING))
    for mark, (ago, outcome, note) in answers.items():
        row.check_ins.get(days=mark).answer(outcome, note)
        CheckIn.objects.filter(commitment=row, days=mark).update(
            answered_at=_moment(user, ago, EVENING)
        )
    _date(row)
    return Commitment.objects.get(pk=row.pk)


def _agreed(row, at):
    Commitment.objects.filter(pk=row.pk).update(partner_agreed_at=at)


def _date(row):
    """It ended when it was answered; what was asked before today was asked in its time."""
    row = Commitment.objects.get(pk=row.pk)
    user, today = row.user, day_of(row.user)
    answered = [check_in.answered_at for check_in in row.check_ins_in_order if check_in.answered_at]
    if row.ended_at:
        Commitment.objects.filter(pk=row.pk).update(ended_at=answered[-1])
    for check_in in row.check_ins_in_order:
        if check_in.due_on >= today:
            continue
        told = _moment(user, (today - check_in.due_on).days, MORNING)
        silent = check_in.answered_at is None or check_in.answered_at > told + REMIND_AFTER
        reminded = told + REMIND_AFTER if silent else None
        if reminded and reminded > timezone.now():
            reminded = None  # the clock does that in its time
        CheckIn.objects.filter(pk=check_in.pk).update(told_at=told, reminded_at=reminded)


def _moment(user, days_ago, clock):
    day = day_of(user) - timedelta(days=days_ago)
    return datetime.combine(day, clock, tzinfo=zone_of(user))
