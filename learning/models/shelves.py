"""Where a person puts bookmarks that belong together."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ShelfQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def shared(self):
        """Those that everyone with an account may look at; not of accounts that are closed."""
        return self.filter(is_shared=True, owner__is_active=True)

    def visible_to(self, user):
        """One's own, and what others share."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(owner=user) | Q(pk__in=Shelf.objects.shared().values("pk")))


class Shelf(models.Model):
    """A named place for bookmarks, private unless its owner shares it with the members."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shelves"
    )
    title = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=300, blank=True)
    is_shared = models.BooleanField(_("shared with the members"), default=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        verbose_name = _("shelf")
        verbose_name_plural = _("shelves")
        ordering = [Lower("title"), "pk"]
        constraints = [
            models.UniqueConstraint(
                "owner", Lower("title"), name="shelves_of_a_person_have_different_names"
            )
        ]

    def __str__(self):
        return self.title
