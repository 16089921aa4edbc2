"""The private address at which a person's calendar is read by their calendar program."""

import secrets

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SALT = "learning.calendar"


def _signer():
    return signing.Signer(salt=SALT, sep=".")


class CalendarFeedManager(models.Manager):
    def make(self, user):
        return self.get_or_create(user=user)[0]

    def at(self, token):
        """The feed with this address, of somebody who may still use the site, or None.

        What is not signed by the site costs no query.
        """
        try:
            secret = _signer().unsign(token)
        except signing.BadSignature:
            return None
        rows = self.select_related("user").filter(user__is_active=True, user__erased_at=None)
        return rows.filter(secret=secret).first()


class CalendarFeed(models.Model):
    """One for each person; without a secret it is off.

    The address is the secret and its signature: who copies the database has no address, and
    its owner can be shown it again.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    secret = models.CharField(
        _("secret"), max_length=64, unique=True, null=True, blank=True, editable=False
    )
    with_words = models.BooleanField(_("put my own words in"), default=False)
    changed_at = models.DateTimeField(_("address made"), null=True, blank=True)

    objects = CalendarFeedManager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    @property
    def is_on(self):
        return self.secret is not None

    @property
    def token(self):
        return _signer().sign(self.secret)

    @property
    def url(self):
        return settings.SITE_URL + reverse("learning:calendar_feed", args=[self.token])

    def renew(self):
        """Another address, from now on the only one."""
        self.secret = secrets.token_urlsafe(24)  # 192 bits
        self.changed_at = timezone.now()
        self.save(update_fields=["secret", "changed_at"])

    def switch_off(self):
        self.secret, self.changed_at = None, timezone.now()
        self.save(update_fields=["secret", "changed_at"])

    def show_words(self, wanted):
        self.with_words = wanted
        self.save(update_fields=["with_words"])
