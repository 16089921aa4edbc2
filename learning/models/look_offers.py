"""People who are willing to look at colleagues' plans."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.reach import is_here

from .cohorts import CohortMember
from .enrollments import Enrollment
from .looks import STANDING, Look

WEEK = timedelta(days=7)
WAITING_OF_THEIRS = Q(
    user__looks__declined_at=None, user__looks__withdrawn_at=None, user__looks__passed_at=None,
    user__looks__given_at=None, user__looks__isnull=False,
)  # fmt: skip


class LookOfferQuerySet(models.QuerySet):
    def on_duty(self, today=None):
        """Of people who are here and not suspended, have not stopped and do not pause today."""
        today = today or timezone.localdate()
        return self.filter(
            Q(paused_until=None) | Q(paused_until__lte=today), is_here("user"), ended_at=None
        )

    def for_plan(self, plan, course_key):
        """Of the owner's colleagues: who takes or took the course, or shares a cohort."""
        took = Enrollment.objects.filter(course_key=course_key)
        took = took.filter(Q(left_at=None) | Q(completed_at__isnull=False))
        mine = CohortMember.objects.current().filter(enrollment__user=plan.user_id)
        together = CohortMember.objects.current().filter(cohort__in=mine.values("cohort"))
        near = Q(user__in=took.values("user")) | Q(user__in=together.values("enrollment__user"))
        return self.filter(near).exclude(user=plan.user_id)

    def with_room(self, plan, course_key, ask=None, now=None):
        """Those who could be asked now, who has least to do first.

        Nobody is asked twice in seven days, nor about a plan that they have or had in hand.
        """
        now = now or timezone.now()
        asked = Look.objects.filter(asked_at__gt=now - WEEK).values("reviewer")
        known = Look.objects.filter(plan=plan).filter(STANDING | Q(ask=ask))
        found = self.on_duty(timezone.localdate(now)).for_plan(plan, course_key)
        return (
            found.exclude(user__in=asked)
            .exclude(user__in=known.values("reviewer"))
            .annotate(
                load=Count("user__looks", filter=WAITING_OF_THEIRS),
                last_asked=Max("user__looks__asked_at"),
            )
            .order_by("load", F("last_asked").asc(nulls_first=True), "pk")
        )


class LookOffer(models.Model):
    """Somebody is willing to look at colleagues' plans, once a week at most."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="look_offer"
    )
    offered_at = models.DateTimeField(_("offered"), default=timezone.now)
    paused_until = models.DateField(_("pauses until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("stopped"), null=True, blank=True)

    objects = LookOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer to look at plans")
        verbose_name_plural = _("offers to look at plans")

    @property
    def pauses(self):
        return self.paused_until is not None and self.paused_until > timezone.localdate()
