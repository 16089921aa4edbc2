"""Revoking a certificate: an administrator's act, for good, and its holder is told."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.events import Channel, Event, declare, describes
from accounts.models import Notification
from learning.models import Certificate

REVOKED = "certificate_revoked"

declare(
    Event(REVOKED, gettext_lazy("A certificate of yours is revoked"), Channel.MAIL, mandatory=True)
)


def may_revoke(user):
    """Who teaches the course, or coordinates an institution, did not issue it."""
    return user.is_superuser


def target_of(certificate):
    return f"certificate-revoked:{certificate.pk}"


@transaction.atomic
def revoke(certificate, by, reason):
    """Revoke it and tell its holder; False, and nobody is told, where it was revoked before."""
    done = certificate.revoke(by, reason)
    if done and certificate.enrollment.user.is_active:
        target = target_of(certificate)
        Notification.objects.tell(
            [certificate.enrollment.user], REVOKED, target, target, certificate=certificate.pk
        )
    return done


@describes(REVOKED)
def describe_revoked(recipient, notifications):
    pks = [row.parameters["certificate"] for row in notifications]
    found = Certificate.objects.of(recipient).exclude(revoked_at=None).in_bulk(pks)
    for row in notifications:
        if certificate := found.get(row.parameters["certificate"]):
            row.url = reverse("learning:certificate", args=[certificate.code])
            row.sentence = _("Your certificate for “%(course)s” was revoked: %(reason)s") % {
                "course": certificate.course_title,
                "reason": certificate.get_revoked_for_display(),
            }
