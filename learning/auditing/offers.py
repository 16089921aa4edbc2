"""Ninety days after the first count, in the morning, its owner is told that they may repeat it.

Once: there is no reminder. It goes into the digest, since nothing is lost by a few days.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.due import due
from accounts.events import Channel, Event, Part, declare, describes
from accounts.models import Notification
from learning.models import Audit
from learning.models.audits import REPEAT_AFTER

OFFERED = "audit_repeat"
TARGET = "audit"
LATEST = timedelta(days=60)  # so long after its day, because nothing ran, it is let be

declare(
    Event(
        OFFERED, gettext_lazy("It is time to repeat your broadcast audit"), Channel.DIGEST,
        part=Part.PLAN,
    )
)  # fmt: skip


@due
def offer_repeats():
    now = timezone.now()
    # A day of the owner's may begin half a day before one of UTC does.
    frozen = Audit.objects.frozen().filter(
        kind=Audit.Kind.BASELINE,
        offered_at=None,
        frozen_at__lte=now - REPEAT_AFTER + timedelta(days=1),
        frozen_at__gte=now - REPEAT_AFTER - LATEST,
        user__is_active=True,
    )
    for baseline in frozen.select_related("user"):
        if baseline.repeat_is_offered_at <= now:
            _offer(baseline, now)


@transaction.atomic
def _offer(baseline, now):
    """Claim it, then tell; who has begun the repeat by hand needs no telling."""
    claimed = Audit.objects.filter(pk=baseline.pk, offered_at=None).update(offered_at=now)
    begun = Audit.objects.of(baseline.user).exclude(kind=Audit.Kind.BASELINE).exists()
    if claimed and not begun:
        key = f"audit-repeat:{baseline.pk}"
        Notification.objects.tell([baseline.user], OFFERED, key, TARGET, baseline=baseline.pk)


@describes(OFFERED)
def describe_offers(recipient, notifications):
    """Nothing where the repeat has been begun meanwhile."""
    mine = {row.pk: row for row in Audit.objects.of(recipient)}
    if any(row.kind == Audit.Kind.REPEAT for row in mine.values()):
        return
    for row in notifications:
        baseline = mine.get(row.parameters["baseline"])
        if baseline and baseline.is_frozen:
            row.url = reverse("learning:audit")
            row.sentence = _("Your first count of posts is of %(day)s: time for the repeat") % {
                "day": date_format(timezone.localdate(baseline.frozen_at), "F j, Y")
            }
