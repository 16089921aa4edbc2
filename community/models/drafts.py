"""What somebody is about to post."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DraftQuerySet(models.QuerySet):
    def keep(self, user, place, **values):
        """Keep what is being typed at this place; nothing typed, nothing kept."""
        if not any(values.get(name, "").strip() for name in ("text", "title", "lead")):
            self.discard(user, place)
            return None
        return self.update_or_create(
            user=user, place=place, defaults=values | {"saved_at": timezone.now()}
        )[0]

    def discard(self, user, place):
        self.filter(user=user, place=place).delete()


class Draft(models.Model):
    """An unsent post or article, known by the place of its form: ``space-4``, ``article-9``.

    Only an article has a lead.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="post_drafts"
    )
    place = models.CharField(_("place"), max_length=60)
    title = models.CharField(_("title"), max_length=160, blank=True)
    lead = models.CharField(_("lead"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, blank=True)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(fields=["user", "place"], name="one_draft_per_person_and_place")
        ]
