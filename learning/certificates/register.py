"""The register of issued certificates: whose an instructor may look at, and how each stands."""

from django.db.models import Q
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
    if status == "superseded":
        return rows.corrected()
    if status == "renewed":
        return rows.renewed()
    expired = Q(valid_until__lt=timezone.localdate())
    return rows.listed().filter(expired if status == "expired" else ~expired)
