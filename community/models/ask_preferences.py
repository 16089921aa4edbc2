"""Whether somebody wants to be asked."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

A_WHILE = timedelta(days=30)


class AskPreferenceQuerySet(models.QuerySet):
    def against(self, day):
        """Of those who do not want to be asked on this date."""
        return self.filter(Q(willing=False) | Q(paused_until__gt=day))

    def of(self, user):
        """This person's, not stored yet where they never chose."""
        return self.filter(user=user).first() or AskPreference(user=user)

    def pause(self, user, until=None):
        """Ask this person nothing until that date, and go on then."""
        until = until or timezone.localdate() + A_WHILE
        return self.update_or_create(user=user, defaults={"paused_until": until})[0]


class AskPreference(models.Model):
    """A choice that was made; who made none is willing. One is asked again on ``paused_until``."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ask_preference"
    )
    willing = models.BooleanField(_("willing to be asked"), default=True)
    paused_until = models.DateField(_("not before"), null=True, blank=True)

    objects = AskPreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish about being asked")
        verbose_name_plural = _("wishes about being asked")
