"""How the owner of a strategy plan is told that a moderator ended its sharing."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.events import Channel, Event, Part, declare, describes
from accounts.models import Notification
from learning.models import Plan

from .models import ModerationAct

MODERATED = "plan_moderated"

declare(
    Event(
        MODERATED,
        gettext_lazy("A moderator ended the sharing of your plan"),
        Channel.MAIL,
        part=Part.SHARED,
    )
)


def target_of(plan):
    """What notifications about this plan are about."""
    return f"strategy-plan:{plan.pk}"


def tell_of_plan(act):
    """Tell the owner that nobody else reads it, and why."""
    if act.act == ModerationAct.Act.END_SHARING and act.plan.user.is_active:
        Notification.objects.tell(
            [act.plan.user], MODERATED, f"unshared:{act.pk}", target_of(act.plan),
            plan=act.plan_id, reason=act.reason,
        )  # fmt: skip


@describes(MODERATED)
def describe(recipient, notifications):
    mine = set(Plan.objects.of(recipient).values_list("pk", flat=True))
    sentence = _("A moderator ended the sharing of your strategy plan; only you see it: %(reason)s")
    for row in notifications:
        if row.parameters["plan"] in mine:
            row.url = reverse("learning:plan")
            row.sentence = sentence % {"reason": row.parameters["reason"]}
