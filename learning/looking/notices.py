"""Who is told of looks at plans, and how it reads."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.events import Channel, Event, Part, declare, describes
from accounts.models import Notification
from learning.models import Look

FOR_ME, AT_MINE = "look_asked", "look_given"
REQUESTS = "look-requests"  # what the page of all looks says

declare(
    Event(
        FOR_ME, gettext_lazy("A colleague asks you for a look at their plan"), Channel.MAIL,
        part=Part.PLAN,
    ),
    Event(
        AT_MINE, gettext_lazy("What became of your request for a look at your plan"),
        Channel.MAIL, part=Part.PLAN,
    ),
)  # fmt: skip


def tell_who_was_asked(look):
    _tell_reviewer(look, "asked")


def remind_reviewer(look):
    _tell_reviewer(look, "reminded")


def tell_of_thanks(look):
    _tell_reviewer(look, "thanked")


def tell_of_look(look):
    _tell_owner(look, "given")


def tell_where_it_went(look, after):
    """It went on to ``after``, or nobody is left."""
    if after is not None:
        tell_who_was_asked(after)
    _tell_owner(after or look, "passed" if after else "nobody")


def _tell_reviewer(look, what):
    Notification.objects.tell(
        [look.reviewer], FOR_ME, f"look:{look.pk}:{what}", look.target, look=look.pk, what=what
    )


def _tell_owner(look, what):
    target = look.target if what == "given" else REQUESTS
    Notification.objects.tell(
        [look.plan.user], AT_MINE, f"look:{look.pk}:{what}", target, look=look.pk, what=what
    )


@describes(FOR_ME)
def describe_for_reviewer(recipient, notifications):
    """Only while the plan may be read; asked and reminded only while the look is due."""
    rows = Look.objects.readable_by(recipient).select_related("plan__user")
    found = rows.in_bulk({row.parameters["look"] for row in notifications})
    words = {
        "asked": _("%(name)s asks you for a look at their plan: about five minutes"),
        "reminded": _("%(name)s still hopes for your look. “Not this time” is fine, too"),
        "thanked": _("%(name)s thanks you for your look at their plan"),
    }
    for row in notifications:
        look, what = found.get(row.parameters["look"]), row.parameters["what"]
        if look and (what == "thanked" or look.is_waiting):
            row.url = reverse("learning:look", args=[look.pk])
            row.sentence = words[what] % {"name": look.plan.user.get_full_name()}


@describes(AT_MINE)
def describe_for_owner(recipient, notifications):
    rows = Look.objects.asked_by(recipient).select_related("reviewer")
    found = rows.in_bulk({row.parameters["look"] for row in notifications})
    words = {
        "given": _("%(name)s looked at your plan: two strengths and a question"),
        "passed": _("Your request for a look went on to %(name)s"),
        "nobody": _("Nobody was free for a look at your plan. Your own critical question counts"),
    }
    for row in notifications:
        if look := found.get(row.parameters["look"]):
            given = row.parameters["what"] == "given"
            row.url = reverse("learning:look", args=[look.pk]) if given else _looks()
            row.sentence = words[row.parameters["what"]] % {"name": look.reviewer.get_full_name()}


def _looks():
    return reverse("learning:looks") + "#mine"
