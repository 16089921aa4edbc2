"""People who take a course together."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution, Membership, User
from courses.models import CourseRole

from .enrollments import Enrollment


class CohortQuerySet(models.QuerySet):
    def run_by(self, user):
        """Those this person looks after: of a course they teach, or as their host."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        taught = CourseRole.objects.course_keys_of(user)
        return self.filter(Q(course_key__in=taught) | Q(host=user))

    def coordinated_by(self, user):
        return self.filter(institution__in=Membership.objects.coordinated_by(user))

    def joined_by(self, user):
        """Those this person is in at present."""
        if not user.is_authenticated:
            return self.none()
        mine = CohortMember.objects.current().filter(enrollment__user=user)
        return self.filter(pk__in=mine.values("cohort"))

    def visible_to(self, user):
        """To its members, to who runs it, and to the coordinators of its institution."""
        found = self.run_by(user) | self.coordinated_by(user) | self.joined_by(user)
        return found.distinct()


class Cohort(models.Model):
    """A course's group, of one institution or of several, with dates if it has some."""

    course = models.ForeignKey(
        "courses.CoursePage", verbose_name=_("course"), on_delete=models.PROTECT,
        related_name="cohorts",
    )  # fmt: skip
    course_key = models.UUIDField(_("course key"), editable=False)
    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, null=True,
        blank=True, related_name="cohorts",
        help_text=_("Left empty: people of any institution."),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("host"), on_delete=models.SET_NULL, null=True,
        blank=True, related_name="hosted_cohorts",
    )  # fmt: skip
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_cohort_ends_after_it_begins",
                violation_error_message=_("The last day comes before the first. Change one."),
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.course_key = self.course.key
        super().save(*args, **kwargs)

    def take_in(self, enrollment):
        """Let somebody who takes the course be of the group; doing it again changes nothing."""
        if enrollment.course_key != self.course_key:
            raise ValueError("Who is in a cohort takes its course.")
        member, made = self.members.get_or_create(enrollment=enrollment)
        if member.left_at is not None:
            member.left_at = None
            member.save(update_fields=["left_at"])
        return member

    @property
    def people(self):
        """The current members' accounts."""
        current = self.members.current().values("enrollment__user")
        return User.objects.filter(pk__in=current, is_active=True)


class CohortMemberQuerySet(models.QuerySet):
    def current(self):
        return self.filter(left_at=None, enrollment__left_at=None)


class CohortMember(models.Model):
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="members")
    enrollment = models.ForeignKey(
        Enrollment, on_delete=models.CASCADE, related_name="cohort_memberships"
    )
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    objects = CohortMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "enrollment"], name="one_row_per_cohort_and_enrollment"
            )
        ]

    def leave(self):
        self.left_at = timezone.now()
        self.save(update_fields=["left_at"])


class Announcement(models.Model):
    """What who runs a cohort tells all of it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="announcements")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="announcements"
    )
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=4000)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.title
