"""How the owner of a shelf is told that colleagues do not see it any more, or see it again."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.events import Channel, Event, Part, declare, describes
from accounts.models import Notification
from learning.models import Shelf

from .models import ModerationAct

MODERATED = "shelf_moderated"

declare(
    Event(
        MODERATED, gettext_lazy("A moderator hid a shelf of yours"), Channel.MAIL, part=Part.SHARED
    )
)


def target_of(shelf):
    """What notifications about this shelf are about."""
    return f"shelf:{shelf.pk}"


def tell_of_shelf(act):
    """Tell the owner what a moderator did, and why; one who does it to their own knows."""
    if act.act not in (ModerationAct.Act.HIDE_SHELF, ModerationAct.Act.SHOW_SHELF):
        return
    owner = act.shelf.owner
    if owner.is_active and owner.pk != act.moderator_id:
        Notification.objects.tell(
            [owner], MODERATED, f"shelved:{act.pk}", target_of(act.shelf),
            shelf=act.shelf_id, hidden=act.act == ModerationAct.Act.HIDE_SHELF, reason=act.reason,
        )  # fmt: skip


@describes(MODERATED)
def describe(recipient, notifications):
    shelves = Shelf.objects.of(recipient).in_bulk(
        {row.parameters["shelf"] for row in notifications}
    )
    for row in notifications:
        if shelf := shelves.get(row.parameters["shelf"]):
            row.url = reverse("community:shelf", args=[shelf.pk])
            sentence = (
                _("A moderator hid your shelf “%(title)s” from colleagues: %(reason)s")
                if row.parameters["hidden"]
                else _("Colleagues see your shelf “%(title)s” again: %(reason)s")
            )
            row.sentence = sentence % {"title": shelf.title, "reason": row.parameters["reason"]}
