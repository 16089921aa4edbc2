"""The places people work at."""

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Institution(models.Model):
    """A college, university, agency or other employer of career-services staff.

    What a person states here is their own word: it gives nobody any rights.
    """

    class Kind(models.TextChoices):
        COMMUNITY_COLLEGE = "community_college", _("Community or technical college")
        PUBLIC_UNIVERSITY = "public_university", _("Public university")
        PRIVATE_COLLEGE = "private_college", _("Private college or university")
        SECONDARY = "secondary", _("Secondary school")
        WORKFORCE = "workforce", _("Workforce or employment agency")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("type"), max_length=24, choices=Kind, default=Kind.OTHER)
    website = models.URLField(_("website"), blank=True)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="one_institution_per_name",
                violation_error_message=_("An institution with this name exists already."),
            )
        ]

    def __str__(self):
        return self.name

    @classmethod
    def named(cls, name, kind=""):
        """The institution of this name in any case, made if it is new.

        ``kind`` says what a new one is; one that exists keeps its own. Returns None
        for an empty name. Two people who name the same new one at once get one row.
        """
        name = " ".join(name.split())
        if not name:
            return None
        if found := cls.objects.filter(name__iexact=name).first():
            return found
        try:
            with transaction.atomic():
                return cls.objects.create(name=name, kind=kind or cls.Kind.OTHER)
        except IntegrityError:
            return cls.objects.get(name__iexact=name)
