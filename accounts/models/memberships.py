"""Who belongs to an institution here, and who coordinates its people."""

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .institutions import Institution


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def members(self):
        """Those who agreed that their institution sees how far they are."""
        return self.filter(role=Membership.Role.MEMBER)

    def coordinators(self):
        return self.filter(role=Membership.Role.COORDINATOR)

    def of(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def coordinated_by(self, user):
        """The institutions whose people this person sees at present."""
        theirs = self.of(user).coordinators().current()
        return Institution.objects.filter(pk__in=theirs.values("institution"))

    def accept(self, user, institution, role=None):
        """The person's one current membership of this kind, made now if there is none."""
        wanted = {
            "user": user, "institution": institution, "role": role or Membership.Role.MEMBER
        }  # fmt: skip
        try:
            with transaction.atomic():
                return self.current().get_or_create(**wanted)[0]
        except IntegrityError:
            return self.current().get(**wanted)


class Membership(models.Model):
    """A person agreed to belong to an institution: a dated row, which either side can end.

    What their profile says of where they work gives nobody a right. A coordinator sees
    the members of their own institution only, and nobody whose membership has ended.
    """

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        COORDINATOR = "coordinator", _("Coordinator")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT,
        related_name="memberships",
    )  # fmt: skip
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE,
        related_name="memberships",
    )  # fmt: skip
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)
    accepted_at = models.DateTimeField(_("since"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["-accepted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "user", "role"],
                condition=Q(ended_at=None),
                name="one_current_membership_per_person_institution_and_role",
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.institution}"

    def end(self):
        """From now on the coordinators of the institution see this person no more."""
        if self.ended_at is None:
            self.ended_at = timezone.now()
            self.save(update_fields=["ended_at"])
