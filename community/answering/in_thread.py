"""What a thread says about how it is being answered, to whom it concerns."""

from django.db.models import Exists, F, OuterRef, Q, Subquery

from community.models import Ask, Climb, Rung

from .waiting import because


class ThreadAnswering:
    """For the asker a kind line, for who was asked a way to say no, for the host what is due.

    One query, and one more for these; nobody else learns anything of it.
    """

    def __init__(self, user, thread):
        self.user, self.climb = user, None
        waits = thread.is_open and thread.state == thread.State.PUBLISHED
        if user.is_authenticated and waits and self._concerns(thread):
            self.climb = self._find(thread)

    def _concerns(self, thread):
        """Whether the reader may be told anything: few are, and that is found out cheaply."""
        climbs = Climb.objects.filter(post__thread=thread, closed_at=None).order_by()
        people = climbs.values_list("post__author", "host", "asks__person")
        return any(self.user.pk in row for row in people)

    def _find(self, thread):
        pending = Ask.objects.pending().filter(climb=OuterRef("pk"))
        mine = pending.to_people().filter(person=self.user)
        climbs = (
            Climb.objects.open()
            .filter(post__thread=thread)
            .annotate(
                my_ask=Subquery(mine.values("pk")[:1]),
                why=Subquery(mine.values("because")[:1]),
                person_asked=Subquery(pending.to_people().values("person__display_name")[:1]),
                is_with_host=Exists(pending.filter(rung=Rung.HOST)),
            )
        )
        concerned = Q(my_ask__isnull=False) | Q(post__author=self.user) | Q(host=self.user)
        climbs = climbs.filter(concerned).select_related("host", "post__author")
        return climbs.order_by(F("my_ask").asc(nulls_last=True), "post__number").first()

    @property
    def ask(self):
        """The key of what the reader was asked here, or None."""
        return self.climb and self.climb.my_ask

    @property
    def because(self):
        return because(self.climb.why)

    @property
    def is_asker(self):
        return self.climb is not None and self.climb.post.author_id == self.user.pk

    @property
    def is_host(self):
        return self.climb is not None and self.climb.host_id == self.user.pk

    @property
    def is_due_with_reader(self):
        """Whether it is the reader's to answer, as the host."""
        return self.is_host and self.climb.is_with_host
