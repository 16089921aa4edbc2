"""A person's own data, gathered from every app that stores some.

An app adds its part with ``@part_of_my_data("name")`` on a function that takes the
user and returns plain lists and dictionaries.
"""

from allauth.account.models import EmailAddress

from .models import ChannelChoice, MailSettings, Membership, Notification, OutgoingMail
from .models.visibility import DEFAULTS

_parts = {}


def part_of_my_data(name):
    def register(gather):
        _parts[name] = gather
        return gather

    return register


def everything_of(user):
    return {name: gather(user) for name, gather in _parts.items()}


def moment(at):
    """A date or a time as the download says it; "" where it never came."""
    return at.isoformat() if at else ""


@part_of_my_data("account")
def account(user):
    return {
        "display_name": user.display_name,
        "certificate_name": user.certificate_name,
        "pronouns": user.pronouns,
        "institution": str(user.institution or ""),
        "role_at_work": user.role_at_work,
        "can_help_with": user.can_help_with,
        "working_on": user.working_on,
        "who_sees_it": {field: user.level_of(field) for field in DEFAULTS},
        "in_the_people_directory": user.listed,
        "time_zone": user.time_zone,
        "photo": user.photo.url if user.photo else "",
        "joined": user.date_joined.isoformat(),
        "last_signed_in": moment(user.last_login),
        "terms_accepted": moment(user.terms_accepted_at),
        "email_addresses": [
            {"address": email.email, "confirmed": email.verified}
            for email in EmailAddress.objects.filter(user=user)
        ],
    }


@part_of_my_data("memberships")
def memberships(user):
    return [
        {
            "institution": row.institution.name,
            "role": row.get_role_display(),
            "agreed": row.accepted_at.isoformat(),
            "ended": row.ended_at.isoformat() if row.ended_at else "",
        }
        for row in Membership.objects.of(user).select_related("institution")
    ]


@part_of_my_data("notifications")
def notifications(user):
    return [
        {
            "event": row.event,
            "made": row.made_at.isoformat(),
            "seen": moment(row.read_at),
        }
        for row in Notification.objects.of(user)
    ]


@part_of_my_data("mail")
def mail(user):
    """How they want to be told, and which mails they were sent: never the codes in them."""
    wishes = MailSettings.objects.of(user)
    return {
        "digest": wishes.digest,
        "day": wishes.get_weekday_display(),
        "hour": wishes.hour,
        "quiet_hours": [wishes.quiet_from, wishes.quiet_to],
        "mails_a_week_at_most": wishes.weekly_budget,
        "no_mail_except_about_the_account": wishes.no_mail,
        "how_told": ChannelChoice.objects.of(user),
        "mails": [
            {
                "kind": row.kind,
                "subject": row.subject,
                "to": row.address,
                "made": row.made_at.isoformat(),
                "sent": moment(row.sent_at),
            }
            for row in OutgoingMail.objects.of(user)
        ],
    }
