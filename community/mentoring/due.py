"""What comes due for mentors: invitations, reminders, ends, and the note of the month."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from accounts.due import due
from accounts.models import Notification
from community.models import (
    HelpedMark,
    Mentor,
    MentorInvitation,
    Mentorship,
    Post,
    Thread,
    WorkingHours,
)
from community.models.mentors import INVITED_WITHIN
from learning.models import Enrollment

from .notices import MONTH, tell_of_invitation, tell_of_month

# A note that could not be sent on the first days of a month, because nothing ran, is let be.
LATEST_DAY = 7


@transaction.atomic
def invite(enrollment, now=None):
    """Invite who finished this course, once, and tell them."""
    if invitation := MentorInvitation.objects.invite(enrollment, now):
        tell_of_invitation(invitation)
    return invitation


@due
def invite_who_finished():
    """Those whose invitation was lost on the way, and who finished before there were any."""
    now = timezone.now()
    late = Enrollment.objects.finished().filter(
        completed_at__gt=now - INVITED_WITHIN,
        user__is_active=True,
        user__mentor_invitation=None,
        user__mentor=None,
    )
    for enrollment in late.select_related("course", "user").order_by("completed_at"):
        invite(enrollment, now)


@due
def end_and_remind():
    now = timezone.now()
    Mentorship.objects.end_what_is_over(now)
    Mentorship.objects.remind(now)


@due
def tell_of_the_month():
    """In the first working hours of a month: each mentor what they did in the one before."""
    calendar = WorkingHours.current()
    now = timezone.localtime(timezone.now(), calendar.zone)
    if now.day > LATEST_DAY or not calendar.is_open(now):
        return
    end = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    start = (end - timedelta(days=1)).replace(day=1)
    told = Notification.objects.filter(event=MONTH, key=f"{MONTH}:{start:%Y-%m}")
    mentors = Mentor.objects.active().exclude(user__in=told.values("recipient"))
    mentors = list(mentors.select_related("user"))
    for mentor, people, answered in month_of(mentors, start, end):
        tell_of_month(mentor, start, people, answered)


def month_of(mentors, start, end):
    """Each of the mentors with something to say: (mentor, people they helped, threads).

    People who marked a reply of theirs as helpful, and other people's threads that they
    answered in; both within [start, end).
    """
    users = [mentor.user_id for mentor in mentors]
    marks = HelpedMark.objects.filter(
        post__author__in=users,
        post__state=Post.State.PUBLISHED,
        made_at__gte=start,
        made_at__lt=end,
    )
    helped = _counted(marks, "post__author", "user")
    replies = answers_of(users).filter(created_at__gte=start, created_at__lt=end)
    answered = _counted(replies, "author", "thread")
    for mentor in mentors:
        numbers = helped.get(mentor.user_id, 0), answered.get(mentor.user_id, 0)
        if any(numbers):
            yield mentor, *numbers


def answers_of(users):
    """What these people wrote in other people's threads, where others can read it."""
    posts = Post.objects.published().filter(author__in=users, number__gt=1)
    return posts.filter(thread__state=Thread.State.PUBLISHED).exclude(thread__author=F("author"))


def _counted(rows, by, what):
    found = rows.order_by().values_list(by).annotate(n=Count(what, distinct=True))
    return dict(found)
