"""What a thread says about how it is being answered, to whom it concerns."""

from django.db.models import Prefetch

from .answering import why_asked
from .models import Ask, Climb, Rung


class ThreadAnswering:
    """For the asker a kind line, for who was asked a way to say no, for the host what is due.

    Two queries, for a thread that waits; nothing in it is anybody else's to see.
    """

    def __init__(self, user, thread):
        self.user, self.thread = user, thread
        self.climb = self.ask = self.asked = None
        self.asks = []
        if user.is_authenticated and thread.is_open and thread.state == thread.State.PUBLISHED:
            self._read()

    def _read(self):
        climbs = Climb.objects.open().filter(post__thread=self.thread)
        pending = Prefetch("asks", Ask.objects.pending().select_related("person"), "open_asks")
        for climb in climbs.select_related("host", "post__author").prefetch_related(pending):
            mine = next((ask for ask in climb.open_asks if ask.person_id == self.user.pk), None)
            if self.user.pk in {climb.post.author_id, climb.host_id} or mine:
                self.climb, self.asks = climb, climb.open_asks
                self.ask = mine if mine and mine.rung != Rung.HOST else None
                return

    @property
    def is_asker(self):
        return self.climb is not None and self.climb.post.author_id == self.user.pk

    @property
    def is_due_with_reader(self):
        """Whether it is the reader's to answer, as the host."""
        return any(ask.rung == Rung.HOST and ask.person_id == self.user.pk for ask in self.asks)

    @property
    def is_host(self):
        return self.climb is not None and self.climb.host_id == self.user.pk

    @property
    def is_with_host(self):
        return any(ask.rung == Rung.HOST for ask in self.asks)

    @property
    def person_asked(self):
        """Whom it is offered to now, apart from the host."""
        return next((ask.person for ask in self.asks if ask.rung != Rung.HOST), None)

    @property
    def because(self):
        return why_asked(self.user, self.thread.space)
