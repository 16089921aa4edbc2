"""The register of issued certificates: whose an instructor may look at, and how each stands."""

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import CourseRole
from learning.models import Certificate

LABELS = {
    "valid": _("Valid"),
    "expired": _("Expired"),
    "renewed": _("Renewed"),
    "superseded": _("Corrected"),
    "revoked": _("Revoked"),
}


def overseen_by(user):
    """All for administrators; for others those of the courses that they teach."""
    rows = Certificate.objects.select_related("replaced_by__replaced_by", "revoked_by")
    if user.is_superuser:
        return rows
    return rows.filter(enrollment__course_key__in=CourseRole.objects.taught_by(user))


def taken_back():
    """Those whose badge holds no longer: revoked, or corrected by another."""
    rows = Certificate.objects.all()
    return with_status(rows, "revoked") | with_status(rows, "superseded")


def with_status(rows, status):
    """Those of the certificates whose ``status`` is this one."""
    if status == "revoked":
        return rows.exclude(revoked_at=None)
    rows = rows.filter(revoked_at=None)
    if status in {"valid", "expired"}:
        expired = Q(valid_until__lt=timezone.localdate())
        return rows.listed().filter(expired if status == "expired" else ~expired)
    same_day = Q(replaced_by__renewed_on=F("renewed_on"))
    never = Q(renewed_on=None, replaced_by__renewed_on=None)
    rows = rows.exclude(replaced_by=None)
    if status == "superseded":
        return rows.filter(same_day | never)
    holds = Q(replaced_by__revoked_at=None) | Q(replaced_by__replaced_by__isnull=False)
    other_day = Q(renewed_on=None) | ~same_day
    return rows.filter(holds, other_day, replaced_by__renewed_on__isnull=False)
