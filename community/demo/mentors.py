"""The demonstration's mentors: who they are, whom they mentor, what they did together.

``mentors/mentors.yaml`` tells it in workdays before today. A mentor or a pair that is
there already is left alone. Who finished a course is invited, as they would have been.
"""

from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.demo import workdays_ago
from accounts.models import Notification
from community.mentoring.due import invite
from community.mentoring.notices import INVITED
from community.models import Mentor, MentorInvitation, Mentorship
from courses.demo.files import Source
from courses.models import Topic
from learning.models import Enrollment

from .discussions import Cast, moment

FILE = Path(__file__).parent / "mentors" / "mentors.yaml"
# What is older than this many workdays those whom it concerned have seen.
NEWS_WORKDAYS = 2


def load_mentors(path=FILE):
    """Make the mentors and mentorships that are not there yet. Returns how many of the latter."""
    cast = Cast()
    with Source(path) as source:
        for values in source.take("mentors"):
            with Source(f"{path}: {values.get('person')}", values) as keys:
                _begin(keys, cast)
        told = []
        for values in source.take("mentorships"):
            with Source(f"{path}: {values.get('mentee')}", values) as keys:
                told += _tell(keys, cast)
    _invite()
    _date_notices(told)
    return len(told)


def _begin(keys, cast):
    user = cast.user(keys.take("person"), keys)
    if Mentor.objects.filter(user=user).exists():
        keys.values.clear()
        return
    since, days = moment(keys, user), keys.take("pauses_for", None)
    if since <= user.date_joined:
        raise keys.error(f"{user} had not joined yet")
    Mentor.objects.begin(
        user,
        [Topic.objects.get(name=name) for name in keys.take("topics")],
        weekly_cap=keys.take("people_a_week"),
        paused_until=timezone.localdate() + timedelta(days=days) if days else None,
        since=since,
    )


@transaction.atomic
def _tell(keys, cast):
    """The mentorship, from the request to where it is today; none if the pair has one."""
    mentor = Mentor.objects.get(user=cast.user(keys.take("mentor"), keys))
    mentee = cast.user(keys.take("mentee"), keys)
    if Mentorship.objects.filter(mentor=mentor, mentee=mentee).exists():
        keys.values.clear()
        return []
    asked = moment(keys, mentee)
    if asked <= max(mentee.date_joined, mentor.since):
        raise keys.error("one of the two was not there yet")
    row = Mentorship.objects.request(mentee, mentor, keys.take("message"), keys.take("goal"), asked)
    if accepted := keys.take("accepted", None):
        row.accept(_moment(accepted, mentor.user, keys))
    for values in keys.take("contacts", []):
        with Source(keys.path, values) as contact:
            at = moment(contact, mentor.user)
            minutes, what = contact.take("minutes"), contact.take("what")
            row.notes.create(day=timezone.localdate(at), minutes=minutes, what=what, written_at=at)
    if ended := keys.take("ended", None):
        row.leave(mentor.user, _moment(ended, mentor.user, keys))
    return [row]


def _moment(day_and_clock, user, keys):
    with Source(keys.path, {"at": day_and_clock}) as own:
        return moment(own, user)


def _invite():
    """Those of the demonstration who finished a course were invited on that day."""
    finished = Enrollment.objects.finished().filter(user__email__endswith="@example.org")
    for enrollment in finished.select_related("user", "course").order_by("completed_at"):
        invite(enrollment)
        theirs = MentorInvitation.objects.filter(user=enrollment.user, course=enrollment.course)
        theirs.update(made_at=enrollment.completed_at)
        told = Notification.objects.filter(recipient=enrollment.user, event=INVITED)
        told.update(made_at=enrollment.completed_at, read_at=_seen(enrollment.completed_at))


def _date_notices(told):
    """Give what was told just now the day on which it happened."""
    for row in told:
        happened = {"asked": row.asked_at, "accepted": row.accepted_at, row.how: row.closed_at}
        for what, at in happened.items():
            if at is None:
                continue
            told = Notification.objects.filter(target=row.target, parameters__what=what)
            told.update(made_at=at, read_at=_seen(at))


def _seen(at):
    return at + timedelta(hours=2) if at < workdays_ago(NEWS_WORKDAYS) else None
