"""How a person wants to be told: what by which way, how much mail, and when."""

import uuid
import zoneinfo
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.events import Channel, declared, event_named


class MailSettingsQuerySet(models.QuerySet):
    def of(self, user):
        """Theirs, or the defaults, not stored."""
        row = self.filter(user=user).first() or MailSettings()
        row.user = user
        return row

    def make(self, user):
        """Theirs, stored."""
        row = self.of(user)
        if row.pk is None:
            row.plan()
            self.bulk_create([row], ignore_conflicts=True)
            row = self.of(user)
        return row

    def due(self, now):
        return self.filter(next_digest_at__lte=now, user__is_active=True)

    def plan_for_everyone(self, now=None):
        """Give those who have none yet their settings: the first digest comes after that."""
        from .users import User

        now = now or timezone.now()
        for user in User.objects.filter(mail_settings=None, is_active=True).order_by("pk")[:500]:
            row = MailSettings(user=user)
            row.plan(now)
            self.bulk_create([row], ignore_conflicts=True)


class MailSettings(models.Model):
    """What one person wants of mail, in their own time zone.

    ``secret`` stands for the person in the links that end mail: it is used for nothing
    else and tells nobody who they are.
    """

    class Digest(models.TextChoices):
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Once a week")
        NEVER = "never", _("Never")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_settings"
    )
    secret = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(_("digest"), max_length=8, choices=Digest, default=Digest.WEEKLY)
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday, default=Weekday.TUESDAY)
    hour = models.PositiveSmallIntegerField(_("hour"), default=8)
    quiet_from = models.PositiveSmallIntegerField(_("quiet from"), default=20)
    quiet_to = models.PositiveSmallIntegerField(_("quiet until"), default=7)
    weekly_budget = models.PositiveSmallIntegerField(
        _("mails a week, at most"), default=5, validators=[MaxValueValidator(20)]
    )
    no_mail = models.BooleanField(_("no mail except about the account"), default=False)
    next_digest_at = models.DateTimeField(_("next digest"), null=True, blank=True)

    objects = MailSettingsQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail settings")
        verbose_name_plural = _("mail settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(hour__lt=24, quiet_from__lt=24, quiet_to__lt=24, weekday__lt=7),
                name="mail_settings_hours_are_of_a_day",
            ),
            models.CheckConstraint(
                condition=Q(weekly_budget__lte=20), name="at_most_twenty_mails_a_week"
            ),
        ]
        indexes = [models.Index(fields=["next_digest_at"], name="digests_to_write")]

    def __str__(self):
        return str(self.user)

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.user.time_zone or settings.TIME_ZONE)

    @property
    def wants_digest(self):
        return self.digest != self.Digest.NEVER and not self.no_mail

    def plan(self, now=None):
        """Choose the moment of the next digest. The caller saves."""
        self.next_digest_at = self.digest_after(now or timezone.now())

    def digest_after(self, moment):
        """The first digest after this moment; None for who wants none.

        Where the clocks skip the hour it is the one after, where they repeat it the first.
        """
        if not self.wants_digest:
            return None
        today = moment.astimezone(self.zone).date()
        for day in (today + timedelta(days=ahead) for ahead in range(9)):
            at = self._at(day, self.hour)
            if at > moment and (self.digest == self.Digest.DAILY or day.weekday() == self.weekday):
                return at
        raise AssertionError("A week has every weekday.")

    def period_of(self, moment):
        """What a digest at this moment is the only one of: a day or a week of theirs."""
        day = moment.astimezone(self.zone).date()
        if self.digest == self.Digest.DAILY:
            return day.isoformat()
        year, week, _weekday = day.isocalendar()
        return f"{year}-W{week:02}"

    def week_of(self, moment):
        """When their week began: Monday at midnight."""
        day = moment.astimezone(self.zone).date()
        return self._at(day - timedelta(days=day.weekday()), 0)

    def quiet_until(self, now):
        """The end of the quiet hours that it is in, or None."""
        start, end = self.quiet_from, self.quiet_to
        local = now.astimezone(self.zone)
        evening, morning = local.hour >= start, local.hour < end
        quiet = (evening and morning) if start < end else (evening or morning)
        if start == end or not quiet:
            return None
        day = local.date() + timedelta(days=local.hour >= end)
        return self._at(day, end)

    def left_this_week(self, now, *, for_digest=False):
        """How many mails the budget still allows. One is kept back for the digest."""
        from .mail import OutgoingMail

        mails = OutgoingMail.objects.of(self.user).counted_since(self.week_of(now))
        kinds = list(mails.values_list("kind", flat=True))
        kept = self.wants_digest and not for_digest and OutgoingMail.Kind.DIGEST not in kinds
        return max(0, self.weekly_budget - len(kinds) - kept)

    def _at(self, day, hour):
        return datetime.combine(day, time(hour), tzinfo=self.zone).astimezone(UTC)


class ChannelChoiceQuerySet(models.QuerySet):
    def of(self, user):
        """{event: channel} of every declared event."""
        chosen = dict(self.filter(user=user).values_list("event", "channel"))
        return {event.name: self._channel(event, chosen.get(event.name)) for event in declared()}

    def among(self, users, event_name):
        """{user's key: channel} for one event."""
        event = event_named(event_name)
        rows = self.filter(user__in=users, event=event_name).values_list("user", "channel")
        chosen = dict(rows)
        return {user.pk: self._channel(event, chosen.get(user.pk)) for user in users}

    def choose(self, user, event_name, channel):
        self.update_or_create(user=user, event=event_name, defaults={"channel": channel})

    @staticmethod
    def _channel(event, chosen):
        if chosen is None or (event.mandatory and chosen == Channel.OFF):
            return str(event.channel)
        return chosen


class ChannelChoice(models.Model):
    """How a person wants to be told of one event, where they chose."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="channel_choices"
    )
    event = models.CharField(_("event"), max_length=40)
    channel = models.CharField(_("how"), max_length=8, choices=Channel)

    objects = ChannelChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("way of being told")
        verbose_name_plural = _("ways of being told")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "event"], name="one_choice_per_person_and_event"
            )
        ]
