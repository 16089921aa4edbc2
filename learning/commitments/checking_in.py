"""Asking about commitments: on the morning of the day, once more after five days, then never."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.due import due
from learning.days import day_of, morning_of
from learning.models import CheckIn, Commitment
from learning.models.check_ins import LASTS, MARKS, REMIND_AFTER

from .notices import tell_of_check_in

DAY = timedelta(days=1)  # somewhere the date is a day ahead of UTC's, or behind it


@due
def ask():
    """Tell of each check-in whose morning has come where its maker is."""
    now = timezone.now()
    for check_in in _waiting(now).filter(told_at=None):
        person = check_in.commitment.user
        if morning_of(person, check_in.due_on) <= now and _is_asked(check_in, now):
            _tell(check_in, now, CheckIn.objects.filter(told_at=None), "told_at")


@due
def remind():
    """Once, on the fifth morning after the day somebody was told."""
    now = timezone.now()
    told = _waiting(now).filter(told_at__lte=now - REMIND_AFTER + DAY, reminded_at=None)
    for check_in in told:
        person = check_in.commitment.user
        day = day_of(person, check_in.told_at) + REMIND_AFTER
        if morning_of(person, day) <= now and _is_asked(check_in, now):
            _tell(check_in, now, CheckIn.objects.filter(reminded_at=None), "reminded_at")


@due
def close_what_is_past():
    """Where the last check-in can be answered no more, nothing is open any more."""
    now = timezone.now()
    long_ago = now - timedelta(days=MARKS[-1]) - LASTS - 3 * DAY  # wherever its maker is
    over = Commitment.objects.open().filter(made_at__lt=long_ago)
    over.update(ended_at=now, ended_as=Commitment.Ending.PAST)


def _waiting(now):
    """Unanswered ones of commitments that go on, whose day has come somewhere."""
    today = now.date()
    days = (today - LASTS, today + DAY)
    asked = CheckIn.objects.asked().filter(due_on__range=days, commitment__user__is_active=True)
    rows = asked.select_related("commitment__user").prefetch_related("commitment__check_ins")
    return rows.order_by("due_on", "pk")


def _is_asked(check_in, now):
    """Whether the next one did not take its place, and its page still opens."""
    return not check_in.has_passed(day_of(check_in.commitment.user, now))


@transaction.atomic
def _tell(check_in, now, unclaimed, field):
    """Claim it, so that of two clocks one tells; whoever answered meanwhile is left alone."""
    mine = unclaimed.filter(pk=check_in.pk, answered_at=None, commitment__ended_at=None)
    if mine.update(**{field: now}):
        tell_of_check_in(check_in, again=field == "reminded_at")
