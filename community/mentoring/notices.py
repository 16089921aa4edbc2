"""What mentors, mentees and those who could be mentors are told, and how it reads."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.events import Channel, Event, Part, declare, describes
from accounts.models import Notification
from community.models import Mentor, MentorInvitation, Mentorship

INVITED, MENTORING, MONTH = "mentor_invited", "mentoring", "mentor_month"
INVITATION_TARGET, MONTH_TARGET = "mentor-invitation", "mentor-month"

declare(
    Event(
        INVITED,
        gettext_lazy("An invitation to help the next person"),
        Channel.DIGEST,
        part=Part.HELP,
    ),
    Event(
        MENTORING,
        gettext_lazy("Mentoring: requests, replies, endings"),
        Channel.MAIL,
        part=Part.HELP,
    ),
    Event(
        MONTH, gettext_lazy("Once a month, what your answers did"), Channel.DIGEST, part=Part.HELP
    ),
)


def tell_of_invitation(invitation):
    Notification.objects.tell([invitation.user], INVITED, INVITED, INVITATION_TARGET)


def tell_of_mentorship(mentorship, what, by):
    """Tell the one of the two whom this concerns, or both where time did it."""
    mentor, mentee = mentorship.mentor.user, mentorship.mentee
    if what == "asked":
        people = [mentor]
    elif what in ("accepted", "renewed", "declined", "lapsed"):
        people = [mentee]
    elif what == "withdrawn":
        people = [mentor]
    else:
        people = [mentor, mentee]
    people = [person for person in people if person.is_active and person.pk != by]
    # The end's day is in the key: each term of a renewed mentorship has its own reminder.
    term = mentorship.ends_at.date() if mentorship.ends_at else ""
    key = f"mentorship:{mentorship.pk}:{what}:{term}"
    Notification.objects.tell(
        people, MENTORING, key, mentorship.target, mentorship=mentorship.pk, what=what
    )


def tell_of_month(mentor, month, people, answered):
    """Once for each month, by its key: how many said that it helped, and of how many threads."""
    Notification.objects.tell(
        [mentor.user], MONTH, f"{MONTH}:{month:%Y-%m}", MONTH_TARGET,
        month=f"{month:%Y-%m-%d}", people=people, answered=answered,
    )  # fmt: skip


@describes(INVITED)
def describe_invitation(recipient, notifications):
    if MentorInvitation.objects.open().filter(user=recipient).exists():
        for row in notifications:
            row.url = reverse("community:mentors")
            row.sentence = _("You finished a course. Would you help the next person?")


@describes(MENTORING)
def describe_mentoring(recipient, notifications):
    found = Mentorship.objects.of(recipient).with_people()
    found = found.in_bulk({row.parameters["mentorship"] for row in notifications})
    for row in notifications:
        if mentorship := found.get(row.parameters["mentorship"]):
            row.url = reverse("community:mentorship", args=[mentorship.pk])
            row.sentence = _sentence(mentorship, row.parameters["what"], recipient)


def _sentence(mentorship, what, reader):
    other = mentorship.other(reader)
    ends = mentorship.ends_at
    words = {
        "asked": _("%(name)s asks whether you would be their mentor"),
        "accepted": _("%(name)s is your mentor now. Write down what you want to begin with"),
        "renewed": _("%(name)s goes on as your mentor until %(date)s"),
        "declined": _("%(name)s has no room for you at present. Others may: see who does"),
        "lapsed": _("%(name)s could not answer your request in time. Ask somebody else"),
        "withdrawn": _("%(name)s took their request back"),
        "ended": _("The mentorship with %(name)s has ended"),
        "expired": _("The mentorship with %(name)s has come to its end"),
        "ending": _("The mentorship with %(name)s ends on %(date)s. It can be renewed until then"),
    }
    date = date_format(timezone.localtime(ends), "DATE_FORMAT") if ends else ""
    return words[what] % {"name": other.get_full_name(), "date": date}


@describes(MONTH)
def describe_month(recipient, notifications):
    if not Mentor.objects.filter(user=recipient).exists():
        return
    for row in notifications:
        row.url = reverse("community:mentors")
        row.sentence = month_sentence(**row.parameters)


def month_sentence(month, people, answered):
    """ "In October 3 people marked your answers as helpful; you answered in 4 discussions."""
    year, number, _day = (int(part) for part in month.split("-"))
    name = date_format(timezone.datetime(year, number, 1), "F")
    helped = ngettext(
        "%(n)d person marked your answers as helpful",
        "%(n)d people marked your answers as helpful",
        people,
    ) % {"n": people}  # fmt: skip
    wrote = ngettext(
        "you answered in %(n)d discussion", "you answered in %(n)d discussions", answered
    ) % {"n": answered}  # fmt: skip
    if not people:
        return _("In %(month)s %(wrote)s") % {"month": name, "wrote": wrote}
    if not answered:
        return _("In %(month)s %(helped)s") % {"month": name, "helped": helped}
    return _("In %(month)s %(helped)s; %(wrote)s") % {
        "month": name, "helped": helped, "wrote": wrote,
    }  # fmt: skip
