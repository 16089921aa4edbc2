"""What an institution holds in a course: seats, and the code that gives one."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution, Membership
from learning.certificates import codes

CODE_LENGTH = 8


class NoSeatLeft(Exception):
    """The institution holds no free seat in this course at present."""


class SeatGrantQuerySet(models.QuerySet):
    def current(self, day=None):
        day = day or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def with_use(self):
        """With ``taken``, ``invited`` (reserved by open invitations) and ``left``."""
        from .invitations import Invitation

        taken = _count(Seat.objects.filter(grant=OuterRef("pk")))
        invited = _count(Invitation.objects.open().filter(grant=OuterRef("pk")))
        rows = self.annotate(taken=taken, invited=invited)
        return rows.annotate(left=F("seats") - F("taken") - F("invited"))

    def first_with_room(self, institution, course_key):
        """The grant whose seat goes next, held until the transaction ends; or NoSeatLeft."""
        mine = self.current().filter(institution=institution, course_key=course_key)
        list(mine.select_for_update().order_by("pk").values_list("pk", flat=True))
        free = mine.with_use().filter(left__gt=0)
        grant = free.order_by(F("ends_on").asc(nulls_last=True), "pk").first()
        if grant is None:
            raise NoSeatLeft
        return grant

    def has_room(self, institution, course_key, user):
        """Whether this person could be seated: a seat is free, or kept for them, or theirs."""
        from .invitations import Invitation

        mine = self.filter(institution=institution, course_key=course_key)
        return (
            mine.current().with_use().filter(left__gt=0).exists()
            or Invitation.objects.open().to(user).filter(grant__in=mine).exists()
            or Seat.objects.filter(grant__in=mine, enrollment__user=user).exists()
        )

    @transaction.atomic
    def seat(self, institution, enrollment, grant=None):
        """Give this person a seat of the institution's, unless they sit in one already.

        ``grant`` is the one that an invitation has reserved. Raises NoSeatLeft.
        """
        from .invitations import Invitation

        if mine := Seat.objects.held(institution).filter(enrollment=enrollment).first():
            return mine
        if grant is None:
            kept = (
                Invitation.objects.open()
                .to(enrollment.user)
                .filter(institution=institution, grant__course_key=enrollment.course_key)
            )
            grant = kept.first().grant if kept else None
            kept.update(accepted_at=timezone.now(), accepted_by=enrollment.user)
        grant = grant or self.first_with_room(institution, enrollment.course_key)
        return Seat.objects.get_or_create(grant=grant, enrollment=enrollment)[0]


def _count(rows):
    counted = rows.order_by().values("grant").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


class SeatGrant(models.Model):
    """So many seats of an institution in a course, from one day until another."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT,
        related_name="seat_grants",
    )  # fmt: skip
    course = models.ForeignKey(
        "courses.CoursePage", verbose_name=_("course"), on_delete=models.PROTECT,
        related_name="seat_grants",
    )  # fmt: skip
    course_key = models.UUIDField(_("course key"), editable=False)
    seats = models.PositiveIntegerField(_("seats"), validators=[MinValueValidator(1)])
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(
        _("until"), null=True, blank=True,
        help_text=_("The last day on which somebody can be enrolled. Left empty: no end."),
    )  # fmt: skip

    objects = SeatGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("seats")
        verbose_name_plural = _("seats")
        ordering = ["institution", "-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="seats_end_after_they_begin",
                violation_error_message=_("The last day comes before the first. Change one."),
            ),
        ]

    def __str__(self):
        return f"{self.institution} · {self.course}"

    def save(self, *args, **kwargs):
        self.course_key = self.course.key
        super().save(*args, **kwargs)


class SeatQuerySet(models.QuerySet):
    def held(self, institution):
        return self.filter(grant__institution=institution)


class Seat(models.Model):
    """A person's enrollment sits in one of an institution's seats. A seat taken stays taken."""

    grant = models.ForeignKey(SeatGrant, on_delete=models.PROTECT, related_name="taken_seats")
    enrollment = models.ForeignKey(
        "learning.Enrollment", on_delete=models.CASCADE, related_name="seats"
    )
    taken_at = models.DateTimeField(_("taken"), default=timezone.now)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat taken")
        verbose_name_plural = _("seats taken")
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "enrollment"], name="an_enrollment_takes_a_seat_once"
            )
        ]


class InstitutionCodeQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def meant_by(self, typed):
        """The code that a person means by what they typed, or None."""
        code = codes.normalize(typed, CODE_LENGTH)
        return self.current().select_related("institution").filter(code=code).first()

    @transaction.atomic
    def renew(self, institution, by=None):
        """A new code for the institution; the one before gives nobody a seat any more."""
        self.filter(institution=institution, ended_at=None).update(ended_at=timezone.now())
        try:
            with transaction.atomic():
                code = codes.new_code(CODE_LENGTH)
                return self.create(institution=institution, code=code, made_by=by)
        except IntegrityError:  # somebody else renewed it at the same moment
            return self.current().get(institution=institution)


class InstitutionCode(models.Model):
    """What people type when they enroll, to take a seat of their institution."""

    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="codes", verbose_name=_("institution")
    )
    code = models.CharField(_("code"), max_length=12, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = InstitutionCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution"],
                condition=Q(ended_at=None),
                name="one_current_code_per_institution",
            )
        ]

    def __str__(self):
        return self.code

    @transaction.atomic
    def admit(self, enrollment):
        """The person agreed: they belong to the institution and take one of its seats."""
        Membership.objects.accept(enrollment.user, self.institution)
        return SeatGrant.objects.seat(self.institution, enrollment)
