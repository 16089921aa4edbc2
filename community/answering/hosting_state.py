"""What a host has to look after, as their page and the hub show it."""

from collections import namedtuple
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from accounts.prepared import Prepared
from community.models import Absence, Ask, Climb, Rung, Thread, WorkingHours
from community.standing import is_moderator

from .notices import reply_address

AT_ONCE = 50
PendingAsk = namedtuple("PendingAsk", "rung due_at thread")


class HostingState:
    def __init__(self, user):
        self.user, self.now = user, timezone.now()

    def _climbs(self):
        with_host = Ask.objects.filter(climb=OuterRef("pk"), rung=Rung.HOST)
        pending = Ask.objects.pending().select_related("person")
        climbs = Climb.objects.open().select_related("post__author__institution", "host")
        climbs = climbs.select_related("post__thread__space")
        climbs = climbs.prefetch_related(Prefetch("asks", pending, to_attr="open_asks"))
        climbs = climbs.annotate(is_theirs=Exists(with_host))
        threads = Thread.objects.visible_to(self.user)
        return climbs.filter(post__thread__in=threads).order_by("due_at", "pk")

    @cached_property
    def mine(self):
        return self._shown(self._climbs().hosted_by(self.user))

    @property
    def due(self):
        """Theirs to answer now: nobody else is being asked any more."""
        return [climb for climb in self.mine if climb.is_theirs]

    @property
    def on_the_way(self):
        """Those that are still offered to others, or soon will be."""
        return [climb for climb in self.mine if not climb.is_theirs]

    @cached_property
    def late(self):
        """For moderators: what other hosts let pass its time."""
        if not is_moderator(self.user):
            return []
        climbs = self._climbs().filter(due_at__lt=self.now, is_theirs=True)
        return self._shown(climbs.exclude(host=self.user))

    @cached_property
    def absences(self):
        today = WorkingHours.current().local_date(self.now)
        return list(Absence.objects.filter(user=self.user, ends_on__gte=today))

    def _shown(self, climbs):
        found = list(climbs[:AT_ONCE])
        for climb in found:
            climb.reply_url = reply_address(climb.post)
            climb.is_late = climb.due_at < self.now
            climb.asked = next((ask.person for ask in climb.open_asks), None)
        return found


def pending_asks(user):
    """What waits for this person's answer, as a host or because they were asked."""
    if not user.is_authenticated:
        return []
    return [PendingAsk(*row) for row in _pending_asks(user=user)]


@Prepared
def _pending_asks(user):
    asks = Ask.objects.pending().filter(person=user, climb__in=Climb.objects.open()).order_by()
    return asks.values_list("rung", "climb__due_at", "climb__post__thread")


def yours_to_answer(asks):
    """How many of the pending asks are the host's to answer now, as (all, of which late)."""
    moments = [ask.due_at for ask in asks if ask.rung == Rung.HOST]
    return len(moments), sum(moment < timezone.now() for moment in moments)
