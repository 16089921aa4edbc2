"""What is kept of a person who is asked or hosts: for their download, and gone with them."""

from accounts.erasure import erases
from accounts.personal_data import moment, part_of_my_data
from community.models import Absence, Ask, AskPreference


@part_of_my_data("being_asked")
def being_asked(user):
    preference = AskPreference.objects.of(user)
    asks = Ask.objects.of(user).select_related("climb__post__thread")
    return {
        "willing": preference.willing,
        "not_before": moment(preference.paused_until),
        "asks": [
            {
                "thread": ask.climb.post.thread.title,
                "as": ask.get_rung_display(),
                "made": ask.made_at.isoformat(),
                "answered": moment(ask.answered_at),
                "declined": moment(ask.declined_at),
                "passed_on": moment(ask.passed_at),
            }
            for ask in asks
        ],
        "days_away": [
            {"from": row.starts_on.isoformat(), "to": row.ends_on.isoformat()}
            for row in Absence.objects.filter(user=user)
        ],
    }


@erases
def ask_them_no_more(person):
    """What they were asked goes on to somebody else; their wishes and days away go."""
    for ask in Ask.objects.of(person).pending().to_people().select_related("climb"):
        ask.decline()
    AskPreference.objects.filter(user=person).delete()
    Absence.objects.filter(user=person).delete()
