"""What a person is told of: one row per person and occasion."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.events import Channel

from .mail_settings import ChannelChoice

KEEP_SECONDS = 60 * 60
_only_in_the_site = ContextVar("only_in_the_site", default=False)


@contextmanager
def told_in_the_site_only():
    """What is told meanwhile is never mailed: it is history, not news."""
    token = _only_in_the_site.set(True)
    try:
        yield
    finally:
        _only_in_the_site.reset(token)


class NotificationQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(recipient=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)

    def tell(self, recipients, event, key, target, **parameters):
        """Tell each of these people once; saying it again with the same key tells nobody.

        ``target`` names the thing it is about, as ``thread:4``: seeing that clears it.
        Who does not want to hear of such events is left out. Mail follows from the rows.
        """
        channels = ChannelChoice.objects.among(recipients, event)
        recipients = [person for person in recipients if channels[person.pk] != Channel.OFF]
        if _only_in_the_site.get():
            channels = dict.fromkeys(channels, Channel.SITE)
        rows = [
            Notification(
                recipient=person, event=event, key=key, target=target, parameters=parameters,
                channel=channels[person.pk],
            )
            for person in recipients
        ]  # fmt: skip
        self.bulk_create(rows, ignore_conflicts=True)
        _forget_counts([person.pk for person in recipients])

    def seen(self, user, target=None):
        """The person has seen what these were about; without a target, all of them."""
        unread = self.of(user).unread()
        if target is not None:
            unread = unread.filter(target=target)
        if unread.update(read_at=timezone.now()):
            _forget_counts([user.pk])

    def to_mail(self, channel):
        """Unseen, wanted by this way, and in no mail yet."""
        return self.unread().filter(channel=channel, mail=None)

    def keep_from_mail(self, user, target):
        """The person wants to hear no more of this: what no mail has said yet, none will."""
        self.of(user).filter(target=target, mail=None).update(channel=Channel.SITE)

    def count_unread(self, user):
        """How many things wait to be seen: kept in the cache, since every page asks."""
        if not user.is_authenticated:
            return 0
        count = cache.get(_cache_key(user.pk))
        if count is None:
            count = self.of(user).unread().values("target").distinct().count()
            cache.set(_cache_key(user.pk), count, KEEP_SECONDS)
        return count


class Notification(models.Model):
    """Something happened that concerns this person.

    How it reads is not stored: the app that told it says so when it is shown, in the
    reader's language and only if they may still see it.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    event = models.CharField(_("event"), max_length=40)
    key = models.CharField(_("key"), max_length=120)
    target = models.CharField(_("target"), max_length=80)
    parameters = models.JSONField(_("parameters"), default=dict)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    read_at = models.DateTimeField(_("seen"), null=True, blank=True)
    channel = models.CharField(_("how"), max_length=8, choices=Channel, default=Channel.SITE)
    mail = models.ForeignKey(
        "accounts.OutgoingMail",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="notifications",
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "key"], name="nobody_is_told_the_same_twice"
            )
        ]
        indexes = [
            models.Index(fields=["recipient", "read_at"], name="notifications_unread"),
            models.Index(
                fields=["channel", "made_at"],
                condition=Q(read_at=None, mail=None),
                name="notifications_to_mail",
            ),
        ]

    def __str__(self):
        return f"{self.event}: {self.key}"


def _cache_key(user_pk):
    return f"unread-notifications:{user_pk}"


def _forget_counts(user_pks):
    """At once, for what follows in this transaction, and again when it is committed."""
    keys = [_cache_key(pk) for pk in user_pks]
    cache.delete_many(keys)
    transaction.on_commit(lambda: cache.delete_many(keys))
