"""A mentor and a mentee, from the request to the end."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.signals import mentorship_changed
from learning.models.locks import locked

from .mentors import Mentor, held

LASTS = timedelta(days=90)
REMINDED_BEFORE = timedelta(days=14)
# A request that is not answered for so long is given back, so that nobody waits for ever.
ANSWERED_WITHIN = timedelta(days=14)
# So many requests and mentors a person has at once.
MOST_AT_ONCE = 2
LONGEST_CONTACT = 480


class NoRoom(Exception):
    """The mentor pauses, has stopped, or has as many people as they want."""


class TooMany(Exception):
    """The person has asked this mentor already, or has as many mentors and requests as fit."""


class MentorshipQuerySet(models.QuerySet):
    def of(self, user):
        """Those in which this person has a part: nobody else sees them."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(mentee=user) | Q(mentor__user=user))

    def open(self):
        return self.filter(closed_at=None)

    def waiting(self):
        return self.open().filter(accepted_at=None)

    def running(self):
        return self.open().exclude(accepted_at=None)

    def accepted(self):
        """Those that came about, running or over."""
        return self.exclude(accepted_at=None)

    def with_people(self):
        return self.select_related("mentor__user__institution", "mentee__institution")

    def request(self, mentee, mentor, message, goal="", now=None):
        """Ask somebody to be one's mentor. Raises NoRoom or TooMany, and writes nothing then."""
        with held(mentor) as row:
            if row.user_id == mentee.pk:
                raise ValueError("Nobody mentors themselves.")
            if not row.has_room(now):
                raise NoRoom
            mine = self.open().filter(mentee=mentee)
            if len(mine) >= MOST_AT_ONCE or any(one.mentor_id == row.pk for one in mine):
                raise TooMany
            mentorship = self.create(
                mentor=row,
                mentee=mentee,
                message=message,
                goal=goal,
                asked_at=now or timezone.now(),
            )
            mentorship.say("asked")
        return mentorship

    def end_what_is_over(self, now=None):
        """Close those whose time has come, and give back requests that nobody answered."""
        now = now or timezone.now()
        for row in self.running().filter(ends_at__lte=now):
            row.close_once("expired", now)
        for row in self.waiting().filter(asked_at__lte=now - ANSWERED_WITHIN):
            row.close_once("lapsed", now)

    def remind(self, now=None):
        """Say once to both that the end is near and how it is renewed."""
        now = now or timezone.now()
        soon = self.running().filter(reminded_at=None, ends_at__lte=now + REMINDED_BEFORE)
        for row in soon.filter(ends_at__gt=now):
            with transaction.atomic():
                mine = self.open().filter(pk=row.pk, reminded_at=None)
                if mine.update(reminded_at=now):
                    row.reminded_at = now
                    row.say("ending")


class Mentorship(models.Model):
    """Somebody asked a mentor; the mentor accepted or declined; it ended.

    It lasts 90 days from the acceptance, and as long again whenever the mentor renews
    it in the last 14; either can end it at any moment and says no reason. Only the two
    of them see what is written here.
    """

    class How(models.TextChoices):
        DECLINED = "declined", _("Declined by the mentor")
        WITHDRAWN = "withdrawn", _("Withdrawn by the mentee")
        LAPSED = "lapsed", _("Not answered")
        ENDED = "ended", _("Ended by one of the two")
        EXPIRED = "expired", _("Over after its time")

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="mentorships")
    mentee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mentorships"
    )
    message = models.TextField(_("message"), max_length=1500)
    goal = models.TextField(_("what I’d like to work on"), max_length=500, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    how = models.CharField(_("how it ended"), max_length=12, choices=How, blank=True)

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentorship")
        verbose_name_plural = _("mentorships")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "mentee"],
                condition=Q(closed_at=None),
                name="one_open_mentorship_for_each_pair",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, how="") | Q(closed_at__isnull=False) & ~Q(how=""),
                name="a_closed_mentorship_says_how",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, ends_at=None)
                | Q(accepted_at__isnull=False, ends_at__isnull=False),
                name="an_accepted_mentorship_has_an_end",
            ),
        ]

    def __str__(self):
        return f"{self.mentor} · {self.mentee}"

    @property
    def is_waiting(self):
        return self.closed_at is None and self.accepted_at is None

    @property
    def is_running(self):
        return self.closed_at is None and self.accepted_at is not None

    @property
    def target(self):
        """What notifications about it are about: seeing it clears them."""
        return f"mentorship:{self.pk}"

    def other(self, user):
        """The one of the two who is not this person."""
        return self.mentee if user.pk == self.mentor.user_id else self.mentor.user

    def can_be_renewed(self, now=None):
        now = now or timezone.now()
        return self.is_running and self.ends_at - REMINDED_BEFORE <= now < self.ends_at

    def accept(self, now=None):
        """Take the person on. Raises NoRoom; two at once get the last place once.

        Accepting again, or what was withdrawn meanwhile, changes nothing: gives False.
        """
        now = now or timezone.now()
        with held(self.mentor) as mentor:
            row = Mentorship.objects.select_for_update().get(pk=self.pk)
            if not row.is_waiting:
                return False
            if not mentor.has_room(now):
                raise NoRoom
            row.accepted_at, row.ends_at = now, now + LASTS
            row.save(update_fields=["accepted_at", "ends_at"])
            row.say("accepted")
        self.refresh_from_db()
        return True

    def renew(self, now=None):
        """Ninety days more, said in the last fourteen; gives whether it was time for that."""
        now = now or timezone.now()
        with locked(self) as row:
            if not row.can_be_renewed(now):
                return False
            row.ends_at, row.reminded_at = row.ends_at + LASTS, None
            row.save(update_fields=["ends_at", "reminded_at"])
            row.say("renewed")
        self.refresh_from_db()
        return True

    def leave(self, by, now=None):
        """One of the two takes a request back, declines it, or ends what runs.

        Gives whether this call did; what is closed stays as it is.
        """
        with locked(self) as row:
            was_open = row.closed_at is None
            if was_open:
                row.close(row.how_it_ends(by), by, now)
        self.refresh_from_db()
        return was_open

    def how_it_ends(self, by):
        """What it is called when this one of the two closes it now."""
        if self.is_running:
            return self.How.ENDED
        return self.How.WITHDRAWN if by.pk == self.mentee_id else self.How.DECLINED

    def close_once(self, how, now=None):
        """Time closes it, if it is as it was found: nobody accepted, renewed or closed it."""
        with locked(self) as row:
            if row.closed_at is None and row.ends_at == self.ends_at:
                row.close(how, now=now)
        self.refresh_from_db()

    def close(self, how, by=None, now=None):
        """Close it, with the row held. Whoever did not do it is told, never why."""
        self.closed_at, self.how = now or timezone.now(), how
        self.save(update_fields=["closed_at", "how"])
        self.say(how, by)

    def say(self, what, by=None):
        """Let the community know, in the transaction of what is said."""
        mentorship_changed.send(Mentorship, mentorship=self, what=what, by=by.pk if by else None)

    def minutes(self):
        """How long they were in contact, as the mentor noted and the mentee did not object."""
        return self.notes.counted().aggregate(sum=Sum("minutes"))["sum"] or 0


class ContactQuerySet(models.QuerySet):
    def counted(self):
        """Those that the mentee has not objected to: only these stand in a statement."""
        return self.filter(objected_at=None)


class ContactNote(models.Model):
    """What the two did on a day and for how long: written by the mentor, read by both.

    The mentee can object: then its minutes count nowhere until they take that back.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="notes")
    day = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST_CONTACT)]
    )
    what = models.CharField(_("what we did"), max_length=300)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    objected_at = models.DateTimeField(_("objected"), null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST_CONTACT),
                name="a_contact_lasts_one_minute_to_eight_hours",
            )
        ]
