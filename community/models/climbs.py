"""How a post that waits climbs until somebody answers it."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Notification
from learning.models.locks import locked

from .answer_steps import AnswerSteps
from .working_hours import WorkingHours

# The events that climbs tell people of.
ASK, YOURS = "ask", "yours"
# What is older when it is first seen, as the demonstration's discussions, begins nothing.
NOT_AFTER = timedelta(days=1)
ONE_ASK_IN = timedelta(days=7)


class Rung(models.IntegerChoices):
    """To whom a post is offered, in this order. It has a host from the first moment on."""

    MEMBER = 1, _("A member")
    MENTOR = 2, _("A mentor")
    HOST = 3, _("The host")


# Of posts that wait where others can see them: nothing locked, hidden, held or deleted.
WAITS = Q(
    closed_at=None,
    post__state="published",
    post__thread__state="published",
    post__thread__locked_at=None,
    post__space__closed_at=None,
)


class ClimbQuerySet(models.QuerySet):
    def open(self):
        """Of posts that somebody ought to answer now."""
        return self.filter(WAITS)

    def hosted_by(self, user):
        return self.filter(host=user)


class ClimbManager(models.Manager.from_queryset(ClimbQuerySet)):
    def notice(self, post, now=None, *, was_held=False):
        """A post has become visible: begin its climb if it is one of those that climb."""
        now = now or timezone.now()
        begun_at = now if was_held else min(post.created_at, now)
        if begun_at < now - NOT_AFTER:
            return None
        reason = self._reason(post)
        climb = self.begin(post, reason, begun_at) if reason else None
        if was_held:  # what climbed before it was held back goes on from now
            due_at = WorkingHours.current().end_of_next_day(now)
            waiting = self.filter(post=post, closed_at=None, asks=None)
            waiting.update(since=now, next_at=now, due_at=due_at)
        return climb

    @transaction.atomic
    def begin(self, post, reason, at=None):
        """The climb of this post; one that has begun already stays as it is."""
        from community.answering.hosting import host_of

        if climb := self.filter(post=post).first():
            return climb
        at = at or timezone.now()
        defaults = {"reason": reason, "begun_at": at, "since": at, "next_at": at}
        defaults["due_at"] = WorkingHours.current().end_of_next_day(at)
        defaults["host"] = host_of(post)
        return self.get_or_create(post=post, defaults=defaults)[0]

    def reconcile(self, thread):
        """Close the climbs of a thread's posts that were answered, open those that were not.

        The thread's row is held, and its posts are as they are going to be.
        """
        begun = list(self.filter(post__thread=thread).order_by().values_list("pk", flat=True))
        if not begun:
            return
        rows = self.select_for_update(of=("self",)).filter(pk__in=begun)
        for climb in rows.select_related("post", "answer"):
            climb.reconcile(thread)

    def retime(self):
        """The calendar or the steps have changed: reckon again when what waits goes on."""
        calendar, steps = WorkingHours.current(), AnswerSteps.current()
        for pk in self.filter(closed_at=None).values_list("pk", flat=True):
            with transaction.atomic():
                climb = self.select_for_update().filter(pk=pk, closed_at=None).first()
                if climb is not None:
                    climb.due_at = calendar.end_of_next_day(climb.since)
                    climb.next_at = climb.next_moment(calendar, steps)
                    climb.save(update_fields=["due_at", "next_at"])

    def _reason(self, post):
        from .spaces import Space

        thread = post.thread
        if post.is_opening and thread.introductions:
            return None
        if post.is_opening and thread.wants_reply:
            return Climb.Reason.REFLECTION
        if post.is_opening and thread.is_question:
            return Climb.Reason.QUESTION
        others = type(post).objects.published().filter(author=post.author_id).exclude(pk=post.pk)
        if others.exists():
            return None
        if Space.objects.hosted_by(post.author).filter(pk=post.space_id).exists():
            return None
        return Climb.Reason.FIRST_POST


class Climb(models.Model):
    """A post that somebody ought to answer, and how far it has come.

    Its working hours count from ``since``, to which ``waited`` is added: an answer that
    is taken away later sets the one and leaves the other. ``due_at`` and ``next_at`` are
    reckoned from the calendar and reckoned again when that changes.
    """

    class Reason(models.TextChoices):
        QUESTION = "question", _("A question")
        FIRST_POST = "first_post", _("A first post")
        REFLECTION = "reflection", _("A reflection shared for a reply")

    class How(models.TextChoices):
        ANSWERED = "answered", _("Somebody answered")
        SOLVED = "solved", _("Its writer found the answer")

    post = models.OneToOneField("community.Post", on_delete=models.CASCADE, related_name="climb")
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("host"), on_delete=models.SET_NULL, null=True,
        blank=True, related_name="hosted_climbs",
    )  # fmt: skip
    begun_at = models.DateTimeField(_("begun"))
    since = models.DateTimeField(_("counted from"))
    waited = models.DurationField(_("counted before"), default=timedelta(0))
    due_at = models.DateTimeField(_("due"))
    next_at = models.DateTimeField(_("goes on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    how = models.CharField(_("how"), max_length=12, choices=How, blank=True)
    answer = models.ForeignKey(
        "community.Post", verbose_name=_("answer"), on_delete=models.SET_NULL, null=True,
        blank=True, related_name="+",
    )  # fmt: skip

    objects = ClimbManager()

    class Meta:
        verbose_name = _("climb")
        verbose_name_plural = _("climbs")
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["closed_at", "next_at"], name="climbs_that_go_on"),
            models.Index(fields=["begun_at"], name="climbs_lately"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, how="") | (Q(closed_at__isnull=False) & ~Q(how="")),
                name="a_closed_climb_says_how",
            )
        ]

    def __str__(self):
        return f"{self.post}: {self.get_reason_display()}"

    @property
    def is_open(self):
        return self.closed_at is None

    def highest_ask(self):
        """Of those to whom it was offered the latest, or None."""
        return self.asks.order_by("-rung").first()

    def moments(self, calendar, steps):
        """When each rung comes. None comes after the one at which it is the host's."""

        def after(hours):
            left = max(timedelta(hours=hours) - self.waited, timedelta(0))
            return min(calendar.add(self.since, left), self.due_at)

        member = after(steps.member_hours)
        mentor = max(after(steps.mentor_hours), member)
        return {Rung.MEMBER: member, Rung.MENTOR: mentor, Rung.HOST: self.due_at}

    def next_moment(self, calendar, steps):
        """When it goes on from where it is; None once it is the host's."""
        ask = self.highest_ask()
        if ask is None:
            return self.since
        if ask.rung == Rung.HOST:
            return None
        if ask.declined_at:
            return ask.declined_at
        return self.moments(calendar, steps)[Rung(ask.rung + 1)]

    def offer(self, rung, person, now, because=""):
        """Offer it to this person, which ends what was offered before, and tell them."""
        self.asks.pending().update(passed_at=now)
        ask = self.asks.create(rung=rung, person=person, made_at=now, because=because)
        if person is not None:
            self.tell(ask)
        return ask

    def tell(self, ask):
        event = YOURS if ask.rung == Rung.HOST else ASK
        key = f"ask:{ask.pk}:{ask.person_id}"
        Notification.objects.tell([ask.person], event, key, self.post.thread.target, ask=ask.pk)

    def pass_to(self, host):
        """Another host looks after it from now on, and is told if it is due with them."""
        self.host = host
        self.save(update_fields=["host"])
        for ask in self.asks.filter(rung=Rung.HOST).exclude(person=host):
            ask.person = host
            ask.save(update_fields=["person"])
            if ask.is_pending and host is not None:
                self.tell(ask)

    def reconcile(self, thread):
        """Be closed or open as the thread's posts say; the row is held."""
        answer = self._answer(thread)
        if answer is not None:
            if self.closed_at is None or self.answer_id != answer.pk:
                self._close(Climb.How.ANSWERED, max(answer.created_at, self.begun_at), answer)
        elif self.post.is_opening and thread.answer_id:
            if self.how != Climb.How.SOLVED:
                self._close(Climb.How.SOLVED, timezone.now())
        elif self.closed_at is not None:
            self._open_again(timezone.now())

    def _answer(self, thread):
        kept = self.answer
        if kept and kept.is_published and kept.thread_id == thread.pk and not self.post.is_opening:
            return kept
        return self.post.first_answer(thread)

    def _close(self, how, at, answer=None):
        was_open = self.closed_at is None
        self.how, self.closed_at, self.answer, self.next_at = how, at, answer, None
        self.save(update_fields=["how", "closed_at", "answer", "next_at"])
        if was_open:
            if answer is not None:
                theirs = self.asks.filter(person=answer.author_id, answered_at=None)
                theirs.filter(declined_at=None).update(answered_at=at, passed_at=None)
            self.asks.pending().update(passed_at=at)

    def _open_again(self, now):
        """Go on where it was: what was pending when it was closed is pending again."""
        calendar = WorkingHours.current()
        self.waited += calendar.between(self.since, self.closed_at)
        self.asks.filter(passed_at=self.closed_at, rung=self._top()).update(passed_at=None)
        self.asks.filter(answered_at=self.closed_at).update(answered_at=None, passed_at=now)
        self.since, self.closed_at, self.how, self.answer = now, None, "", None
        self.due_at = calendar.end_of_next_day(now)
        self.next_at = self.next_moment(calendar, AnswerSteps.current())
        self.save()

    def _top(self):
        ask = self.highest_ask()
        return ask.rung if ask else 0


class AskQuerySet(models.QuerySet):
    def pending(self):
        """Neither answered nor declined, and not passed on."""
        return self.filter(answered_at=None, declined_at=None, passed_at=None)

    def of(self, user):
        return self.filter(person=user) if user.is_authenticated else self.none()

    def to_people(self):
        """Without the host's part, which nobody chooses to be asked for."""
        return self.exclude(rung=Rung.HOST)


class Ask(models.Model):
    """A waiting post was offered to somebody: once for each rung.

    Without a person it is the host's where there is no host. ``because`` is the word for
    what they have finished, as ``answering.because`` puts it.
    """

    climb = models.ForeignKey(Climb, on_delete=models.CASCADE, related_name="asks")
    rung = models.PositiveSmallIntegerField(_("step"), choices=Rung)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, null=True,
        blank=True, related_name="asks",
    )  # fmt: skip
    because = models.CharField(_("because"), max_length=12, blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True)
    passed_at = models.DateTimeField(_("passed on"), null=True, blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = _("ask")
        verbose_name_plural = _("asks")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["climb", "rung"], name="a_post_is_offered_once_on_each_step"
            ),
            models.CheckConstraint(
                condition=Q(rung=Rung.HOST) | Q(person__isnull=False),
                name="only_a_host_may_be_missing",
            ),
        ]
        indexes = [models.Index(fields=["person", "-made_at"], name="asks_of_a_person")]

    @property
    def is_pending(self):
        return not (self.answered_at or self.declined_at or self.passed_at)

    def decline(self, now=None):
        """“Not this time”: it climbs at once. Saying it again, or too late, changes nothing."""
        now = now or timezone.now()
        with locked(self.climb) as climb:
            said = climb.asks.pending().to_people().filter(pk=self.pk).update(declined_at=now)
            if said and climb.is_open:
                climb.next_at = now
                climb.save(update_fields=["next_at"])
        return bool(said)
