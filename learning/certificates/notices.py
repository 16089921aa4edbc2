"""Who holds a certificate that ends is told once, on a morning sixty days before."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.due import due
from accounts.events import Channel, Event, declare, describes
from accounts.models import Notification
from learning.days import MORNING, NOON, local_now
from learning.models import Certificate

ENDS = "certificate_ends"
TOLD_BEFORE = timedelta(days=60)
A_DAY = timedelta(days=1)  # no two time zones are further apart

declare(Event(ENDS, gettext_lazy("A certificate of yours is about to expire"), Channel.MAIL))


def target_of(certificate):
    return f"certificate:{certificate.pk}"


@due
def tell_of_ends():
    """In the morning of each holder, wherever they are; a morning missed is made up for."""
    now = timezone.now()
    held = Certificate.objects.current().filter(
        expiry_told_at=None,
        revoked_at=None,
        valid_until__gte=now.date() - A_DAY,
        valid_until__lte=now.date() + TOLD_BEFORE + A_DAY,
        enrollment__user__is_active=True,
    )
    for certificate in held.select_related("enrollment__user").order_by("valid_until"):
        if _is_the_morning(certificate, now):
            _tell(certificate, now)


def _is_the_morning(certificate, now):
    local = local_now(certificate.enrollment.user, now)
    is_time = certificate.valid_until - TOLD_BEFORE <= local.date() <= certificate.valid_until
    return is_time and MORNING <= local.hour < NOON


@transaction.atomic
def _tell(certificate, now):
    """Whoever marks the row tells: of two at once, one."""
    untold = Certificate.objects.filter(pk=certificate.pk, expiry_told_at=None)
    if untold.update(expiry_told_at=now):
        target = target_of(certificate)
        Notification.objects.tell(
            [certificate.enrollment.user], ENDS, target, target, certificate=certificate.pk
        )


@describes(ENDS)
def describe_ends(recipient, notifications):
    pks = [row.parameters["certificate"] for row in notifications]
    found = Certificate.objects.of(recipient).current().filter(revoked_at=None).in_bulk(pks)
    for row in notifications:
        if certificate := found.get(row.parameters["certificate"]):
            row.url = reverse("learning:renew_certificate", args=[certificate.code])
            row.sentence = _("Your certificate for “%(course)s” is valid until %(date)s") % {
                "course": certificate.course_title,
                "date": date_format(certificate.valid_until, "F j, Y"),
            }
