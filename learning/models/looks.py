"""A colleague's look at a plan."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LookQuerySet(models.QuerySet):
    def open_to(self, user):
        """Those this person was asked for, and may read the plan for."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(reviewer=user, declined_at=None, withdrawn_at=None)


class Look(models.Model):
    """One colleague, asked by the plan's owner: asked, then given, declined or taken back."""

    plan = models.ForeignKey("learning.Plan", on_delete=models.CASCADE, related_name="looks")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("colleague"), on_delete=models.PROTECT,
        related_name="looks",
    )  # fmt: skip
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    given_at = models.DateTimeField(_("given"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look at a plan")
        verbose_name_plural = _("looks at plans")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "reviewer"],
                condition=Q(declined_at=None, withdrawn_at=None),
                name="a_colleague_is_asked_once_for_a_look_at_a_plan",
            ),
        ]
