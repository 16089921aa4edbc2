"""Who is told what of a commitment: its maker of check-ins, its partner of what came of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.events import Channel, Event, Part, declare, describes
from accounts.models import Notification
from learning.days import day_of
from learning.models import CheckIn, Commitment

CHECK_IN, CHECK_IN_AGAIN = "check_in", "check_in_again"
ASKED, ANSWERED, OUTCOME = "partner_asked", "partner_answered", "partner_outcome"

declare(
    Event(
        CHECK_IN, gettext_lazy("A check-in on your commitment is due"), Channel.MAIL, part=Part.PLAN
    ),
    Event(
        CHECK_IN_AGAIN, gettext_lazy("One reminder of a check-in, five days later"), Channel.MAIL,
        part=Part.PLAN,
    ),
    Event(
        ASKED, gettext_lazy("A colleague asks you to be their accountability partner"),
        Channel.MAIL, part=Part.PLAN,
    ),
    Event(
        ANSWERED, gettext_lazy("A colleague answers about being your accountability partner"),
        Channel.SITE, part=Part.PLAN,
    ),
    Event(
        OUTCOME, gettext_lazy("A colleague whose partner you are says how it went"),
        Channel.DIGEST, part=Part.PLAN,
    ),
)  # fmt: skip


def tell_of_check_in(check_in, *, again=False):
    """Its maker: on its morning, and once more some days later."""
    event, key = (CHECK_IN_AGAIN, "check-in-again") if again else (CHECK_IN, "check-in")
    Notification.objects.tell(
        [check_in.commitment.user], event, f"{key}:{check_in.pk}", check_in.target,
        check_in=check_in.pk,
    )  # fmt: skip


def tell_partner_asked(commitment):
    _tell([commitment.partner], ASKED, f"partner-asked:{commitment.pk}", commitment)


def tell_partner_answered(commitment):
    moment = commitment.partner_declined_at or commitment.partner_agreed_at
    key = f"partner-answered:{commitment.pk}:{moment.isoformat()}"
    _tell([commitment.user], ANSWERED, key, commitment)


def tell_partner_of_outcome(check_in):
    """Only who agreed to hear of it. An answer that is changed is told once."""
    commitment = check_in.commitment
    if commitment.partner_agreed:
        key = f"partner-outcome:{check_in.pk}"
        Notification.objects.tell(
            [commitment.partner], OUTCOME, key, commitment.target, check_in=check_in.pk
        )


def _tell(people, event, key, commitment):
    Notification.objects.tell(people, event, key, commitment.target, commitment=commitment.pk)


@describes(CHECK_IN, CHECK_IN_AGAIN)
def describe_check_ins(recipient, notifications):
    """Gone once it was answered, the commitment ended, or the next one is due."""
    found = _check_ins(notifications, CheckIn.objects.of(recipient).due(day_of(recipient)))
    for row in notifications:
        if check_in := found.get(row.parameters["check_in"]):
            row.url = check_in.get_absolute_url()
            words = {"days": check_in.days, "sentence": check_in.commitment.sentence.rstrip(".")}
            if row.event == CHECK_IN:
                row.sentence = _("How did it go after %(days)d days? You wrote: “%(sentence)s”")
            else:
                row.sentence = _(
                    "A reminder, and the only one: how did it go after %(days)d days? You wrote:"
                    " “%(sentence)s”"
                )
            row.sentence %= words
            row.answers = [
                (label, f"{row.url}?answer={outcome}") for outcome, label in CheckIn.Outcome.choices
            ]


@describes(ASKED)
def describe_asked(recipient, notifications):
    """Who asks and in which course; what it is about, only who agreed is told."""
    found = _commitments(notifications, Commitment.objects.partnered_by(recipient).open())
    for row in notifications:
        if commitment := found.get(row.parameters["commitment"]):
            row.url = commitment.get_absolute_url()
            row.sentence = _("%(name)s asks you to be the partner of a commitment of theirs") % {
                "name": commitment.user.get_full_name()
            }


@describes(ANSWERED)
def describe_answered(recipient, notifications):
    found = _commitments(notifications, Commitment.objects.of(recipient).exclude(partner=None))
    for row in notifications:
        if commitment := found.get(row.parameters["commitment"]):
            row.url = commitment.get_absolute_url()
            agreed = _("%(name)s is the partner of your commitment now")
            declined = _("%(name)s cannot be the partner of your commitment this time")
            words = {"name": commitment.partner.get_full_name()}
            row.sentence = (declined if commitment.partner_declined_at else agreed) % words


@describes(OUTCOME)
def describe_outcomes(recipient, notifications):
    """Gone when the partner stepped back, or the maker goes on alone."""
    theirs = Commitment.objects.partnered_by(recipient).exclude(partner_agreed_at=None)
    found = _check_ins(notifications, CheckIn.objects.answered().filter(commitment__in=theirs))
    for row in notifications:
        if check_in := found.get(row.parameters["check_in"]):
            row.url = check_in.commitment.get_absolute_url()
            row.sentence = _("%(name)s on their commitment after %(days)d days: %(outcome)s") % {
                "name": check_in.commitment.user.get_full_name(),
                "days": check_in.days,
                "outcome": check_in.get_outcome_display(),
            }


def _check_ins(notifications, rows):
    pks = [row.parameters["check_in"] for row in notifications]
    return rows.select_related("commitment__user").in_bulk(pks)


def _commitments(notifications, rows):
    pks = [row.parameters["commitment"] for row in notifications]
    return rows.select_related("user", "partner").in_bulk(pks)
