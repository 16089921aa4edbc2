"""What the demonstration's people took away: revisions of their plans, a calendar's address.

Comes after plans, commitments and audits. Whoever exported already is left alone.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from learning.days import day_of
from learning.models import CalendarFeed, Commitment, Plan, PlanRevision, SectionText
from learning.models.audits import audits_of
from learning.plan_export.content import content_of

EXPORTED = ["graduate@example.org", "finisher@example.org"]
SUBSCRIBED = ["graduate@example.org"]
LATER = timedelta(minutes=20)  # after the last thing that is in it


@transaction.atomic
def load_exports():
    """Returns how many revisions were made."""
    for user in User.objects.filter(email__in=SUBSCRIBED, calendar_feed=None):
        CalendarFeed.objects.make(user).renew()
    plans = Plan.objects.filter(user__email__in=EXPORTED, revisions=None)
    found = [plan for plan in plans.select_related("user") if _is_written(plan)]
    for plan in found:
        _export(plan)
    return len(found)


def _is_written(plan):
    return SectionText.objects.filter(plan=plan, submitted__isnull=False).exists()


def _export(plan):
    at = min(_last_change(plan) + LATER, timezone.now())
    content = content_of(plan) | {"made_on": day_of(plan.user, at).isoformat()}
    PlanRevision.objects.create(plan=plan, number=1, content=content, made_at=at)


def _last_change(plan):
    """When the newest of what the revision holds was written."""
    texts = plan.texts.exclude(submitted=None).select_related("submitted")
    moments = [row.submitted.saved_at for row in texts]
    for commitment in Commitment.objects.of(plan.user).prefetch_related("check_ins"):
        answered = [row.answered_at for row in commitment.check_ins.all() if row.answered_at]
        moments += [commitment.made_at, *answered]
    moments += [audit.frozen_at for audit in audits_of(plan.user) if audit]
    return max(moments)
