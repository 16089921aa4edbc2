"""Moving waiting posts on: from their host to a member, a mentor, and back to the host."""

import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from community.finished import Finished
from community.models import AnswerSteps, Climb, Rung, WorkingHours

from .fitting import enough_helpers, member_for, mentor_for
from .hosting import away, host_of, hosts_of, still_hosted

logger = logging.getLogger(__name__)


def move_on(now=None):
    """Do with every waiting post what is due. Two at once do nothing twice.

    One that fails keeps none of the others waiting; the first failure is raised at the end.
    """
    now = now or timezone.now()
    pass_on_absent_hosts(now)
    failed = None
    due = Climb.objects.open().filter(next_at__lte=now).order_by("next_at")
    for pk in list(due.values_list("pk", flat=True)):
        try:
            take_step(pk, now)
        except Exception as error:
            logger.exception("Climb %s could not go on", pk)
            failed = failed or error
    if failed:
        raise failed


def pass_on_absent_hosts(now):
    """Give what a host cannot look after now to another: who is away, gone, or hosts no more."""
    absent = away(WorkingHours.current().local_date(now))
    spaces = {}
    lost = Climb.objects.open().filter(Q(host__in=absent) | ~still_hosted())
    for climb in lost.select_related("post__thread__space__host", "host"):
        space = climb.post.thread.space
        if space.pk not in spaces:
            spaces[space.pk] = {host.pk for host in hosts_of(space)}
        with transaction.atomic():
            row = Climb.objects.select_for_update(of=("self",)).get(pk=climb.pk)
            host = host_of(climb.post, absent)
            if row.closed_at or host is None or host.pk == row.host_id:
                continue
            if host.pk not in absent or row.host_id not in spaces[space.pk]:
                row.pass_to(host)


@transaction.atomic
def take_step(pk, now=None):
    """Offer one post to whom its time has come for, and say when it goes on.

    Its row is held, so that a second process finds it done. Where several steps are due,
    as after a pause of the whole site, it goes to the highest of them.
    """
    now = now or timezone.now()
    rows = Climb.objects.open().select_for_update(of=("self",), no_key=True)
    climb = rows.select_related("post__thread__space", "host").filter(pk=pk).first()
    if climb is None or climb.next_at is None or climb.next_at > now:
        return None
    calendar, steps = WorkingHours.current(), AnswerSteps.current()
    last = climb.highest_ask()
    rung = _rung(climb, last, calendar, steps, now)
    ask = None
    if rung is not None:
        rung, person = _whom(climb, rung, steps, now, calendar.local_date(now))
        because = ""
        if rung != Rung.HOST:
            because = Finished.by(person).reason_in(climb.post.thread.space)
        ask = climb.offer(rung, person, now, because)
        climb.next_at = climb.next_moment(calendar, steps)
    else:
        following = Rung(last.rung + 1) if last else Rung.MEMBER
        climb.next_at = climb.moments(calendar, steps)[following]
    climb.save(update_fields=["next_at"])
    return ask


def _rung(climb, last, calendar, steps, now):
    """The step that is to be taken now, or None while it is too early."""
    day = calendar.local_date(now)
    if last is None and not enough_helpers(steps.minimum_helpers, now, day):
        return Rung.HOST
    ahead = [rung for rung in Rung if last is None or rung > last.rung]
    moments = climb.moments(calendar, steps)
    due = [rung for rung in ahead if moments[rung] <= now]
    if due:
        return due[-1]
    return ahead[0] if last is not None and last.declined_at else None


def _whom(climb, rung, steps, now, day):
    """The person on this step; where nobody fits, on the next above it."""
    if rung == Rung.MEMBER:
        person = member_for(climb, now, day) if steps.asks_members else None
        if person is not None:
            return rung, person
        rung = Rung.MENTOR
    if rung == Rung.MENTOR:
        person = mentor_for(climb, now, day) if steps.asks_mentors else None
        if person is not None:
            return rung, person
    return Rung.HOST, climb.host
