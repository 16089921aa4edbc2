"""Those who finished a course and help the next person, within limits they set."""

from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.standing import MENTORS
from learning.models import Enrollment
from learning.models.locks import locked

from .climbs import Ask
from .moderation import Suspension

WEEK = timedelta(days=7)
# Who finished longer ago than this is not invited any more.
INVITED_WITHIN = timedelta(days=90)
MOST_A_WEEK = 5


class InvitationQuerySet(models.QuerySet):
    def invite(self, enrollment, now=None):
        """Invite who finished this course; None if they were before, are a mentor, or it is old.

        A person is invited once, whatever they answered and whatever they finish later.
        """
        now = now or timezone.now()
        finished = enrollment.completed_at
        if finished is None or finished < now - INVITED_WITHIN:
            return None
        if Mentor.objects.filter(user=enrollment.user_id).exists():
            return None
        row, made = self.get_or_create(
            user_id=enrollment.user_id, defaults={"course": enrollment.course, "made_at": now}
        )
        return row if made else None

    def open(self):
        return self.filter(answered_at=None)

    def answer(self, user, now=None):
        """It was accepted or declined: it is not shown again."""
        self.open().filter(user=user).update(answered_at=now or timezone.now())


class MentorInvitation(models.Model):
    """“Would you help the next person?”, asked of a person once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentor_invitation"
    )
    course = models.ForeignKey(
        "courses.CoursePage", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to mentor")
        verbose_name_plural = _("invitations to mentor")


class MentorQuerySet(models.QuerySet):
    def active(self):
        """Those who have not stopped, are here still and may post."""
        suspended = Suspension.objects.in_force(OuterRef("user"))
        return self.filter(~Exists(suspended), ended_at=None, user__is_active=True)

    def on_duty(self, now=None):
        """Those who have not stopped and do not pause today."""
        today = timezone.localdate(now or timezone.now())
        return self.active().filter(Q(paused_until=None) | Q(paused_until__lte=today))

    def with_load(self, now=None):
        """As a list, each with ``load``: how many people turn to them in this week."""
        mentors = list(self)
        loads = load_of(mentors, now or timezone.now())
        for mentor in mentors:
            mentor.load = loads[mentor.pk]
        return mentors


class MentorManager(models.Manager.from_queryset(MentorQuerySet)):
    @transaction.atomic
    def begin(self, user, topics=(), weekly_cap=1, paused_until=None, since=None):
        """Be a mentor from now on, or again. An open invitation is answered by it."""
        values = {"weekly_cap": weekly_cap, "paused_until": paused_until, "ended_at": None}
        created = values | {"since": since or timezone.now()}
        mentor, _made = self.update_or_create(user=user, defaults=values, create_defaults=created)
        mentor.topics.set(topics)
        user.groups.add(Group.objects.get_or_create(name=MENTORS)[0])
        MentorInvitation.objects.answer(user)
        return mentor


class Mentor(models.Model):
    """A person who mentors: since when, about what, how much.

    ``weekly_cap`` is how many people may turn to them in any seven days: each person
    they mentor is one, each post they are asked to answer is one. While ``paused_until``
    is to come nobody turns to them. The group Mentors has them as long as they are one.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mentor"
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    topics = models.ManyToManyField(
        "courses.Topic", verbose_name=_("topics"), blank=True, related_name="mentors"
    )
    weekly_cap = models.PositiveSmallIntegerField(
        _("people a week"), default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_A_WEEK)],
    )  # fmt: skip
    paused_until = models.DateField(_("pauses until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("stopped"), null=True, blank=True)

    objects = MentorManager()

    class Meta:
        verbose_name = _("mentor")
        verbose_name_plural = _("mentors")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekly_cap__gte=1, weekly_cap__lte=MOST_A_WEEK),
                name="a_mentor_sees_one_to_five_people_a_week",
            )
        ]

    def __str__(self):
        return self.user.get_full_name()

    @property
    def is_active(self):
        return self.ended_at is None and self.user.is_active

    def pauses(self, now=None):
        today = timezone.localdate(now or timezone.now())
        return self.paused_until is not None and self.paused_until > today

    def is_on_duty(self, now=None):
        return self.is_active and not self.pauses(now)

    def capacity_left(self, now=None):
        """How many more people may turn to them within these seven days; never below 0.

        ``load`` is used where ``with_load`` has set it.
        """
        now = now or timezone.now()
        if not self.is_on_duty(now):
            return 0
        load = self.load if hasattr(self, "load") else load_of([self], now)[self.pk]
        return max(0, self.weekly_cap - load)

    def has_room(self, now=None):
        """Whether somebody more may turn to them now, as the database has it."""
        on_duty = Mentor.objects.on_duty(now).filter(pk=self.pk).exists()
        return on_duty and self.capacity_left(now) > 0

    def stop(self, now=None):
        """Stop mentoring: whom they mentor and who asked them is told, and they leave the group."""
        now = now or timezone.now()
        with held(self) as row:
            for mentorship in row.mentorships.select_for_update().filter(closed_at=None):
                mentorship.close(mentorship.how_it_ends(row.user), row.user, now)
            row.ended_at = now
            row.save(update_fields=["ended_at"])
            row.user.groups.remove(*Group.objects.filter(name=MENTORS))
        self.ended_at = now


def load_of(mentors, now):
    """How many people turn to each of these mentors: {pk: number}, in two queries.

    The people they mentor, and the posts they were asked to answer in the last seven days.
    """
    from .mentorships import Mentorship

    running = Mentorship.objects.running().filter(mentor__in=mentors).order_by()
    mentees = dict(running.values_list("mentor").annotate(n=Count("pk")))
    asks = _asks_of([mentor.user_id for mentor in mentors], now)
    return {row.pk: mentees.get(row.pk, 0) + asks.get(row.user_id, 0) for row in mentors}


def may_mentor(user):
    """Whether somebody can begin: they finished a course, or an administrator made them one."""
    if not user.is_authenticated:
        return False
    finished = Enrollment.objects.of(user).finished().exists()
    return finished or user.groups.filter(name=MENTORS).exists()


def _asks_of(people, now):
    """How often each of these people was asked to answer in the last seven days."""
    asks = Ask.objects.to_people().filter(person__in=people, made_at__gt=now - WEEK).order_by()
    return dict(asks.values_list("person").annotate(n=Count("pk")))


@contextmanager
def held(mentor):
    """A transaction in which nobody else can turn to the mentor; gives the row as it is now.

    Posts are offered with the person's row held, so that is held first.
    """
    with locked(mentor.user), locked(mentor, "user") as row:
        yield row
