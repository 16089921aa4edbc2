"""Who asked to be reminded is told of a week that went by, on a morning of theirs.

At most once a week for all their courses together, within their budget of mail like every
notice. After two that brought nobody back they stop by themselves, and say so.
"""

import zoneinfo
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.due import due
from accounts.events import Channel, Event, declare, describes
from accounts.models import Notification, User
from courses.models.outlines import outline_of_course
from learning.course_state import CourseState
from learning.days import MORNING, NOON, week_of
from learning.models import Enrollment, Nudge, StudyDay
from learning.models.rhythm import ABOUT_RHYTHM, NUDGES

NUDGE = "nudge"
WEEKDAYS = (1, 2, 3)  # from Tuesday: Monday mornings are full; until Thursday, after an outage

declare(Event(NUDGE, gettext_lazy("A week went by without a session"), Channel.MAIL))


@due
def nudge():
    now = timezone.now()
    wanting = Enrollment.objects.active().filter(wants_reminders=True, completed_at=None)
    zones = User.objects.filter(is_active=True, pk__in=wanting.values("user")).order_by()
    for name in zones.values_list("time_zone", flat=True).distinct():
        local = now.astimezone(zoneinfo.ZoneInfo(name or settings.TIME_ZONE))
        if local.weekday() in WEEKDAYS and MORNING <= local.hour < NOON:
            week = week_of(local.date())
            for enrollment in _behind(wanting, name, week, local.tzinfo):
                _tell(enrollment, week)


def _behind(wanting, zone_name, week, zone):
    """A course of each person there who had all of last week, and no session since it began."""
    last_week = week - timedelta(days=7)
    sessions = StudyDay.objects.filter(enrollment__user=OuterRef("user"), day__gte=last_week)
    told = Nudge.objects.filter(user=OuterRef("user"), week=week)
    rows = wanting.filter(
        ~Exists(sessions),
        ~Exists(told),
        user__is_active=True,
        user__time_zone=zone_name,
        course__live=True,
        enrolled_at__lt=datetime.combine(last_week, time(), tzinfo=zone),
    ).select_related("user")
    rows = rows.annotate(worked=Max("study_days__day")).defer("plan")
    rows = rows.order_by(F("worked").asc(nulls_first=True), "enrolled_at", "pk")
    return {row.user_id: row for row in rows}.values()  # the one worked in last


@transaction.atomic
def _tell(enrollment, week):
    """The row is the claim: of two clocks at once one makes it, and tells."""
    user = enrollment.user
    row, made = Nudge.objects.get_or_create(
        user=user, week=week, defaults={"enrollment": enrollment}
    )
    if not made:
        return
    if Nudge.objects.without_response(user) >= NUDGES:
        Nudge.objects.filter(pk=row.pk).update(is_last=True)
        Enrollment.objects.of(user).update(wants_reminders=False)
    Notification.objects.tell([user], NUDGE, f"nudge:{week}", ABOUT_RHYTHM, nudge=row.pk)


@describes(NUDGE)
def describe_nudges(recipient, notifications):
    pks = [row.parameters["nudge"] for row in notifications]
    found = Nudge.objects.of(recipient).select_related("enrollment").in_bulk(pks)
    going = [
        nudge.enrollment
        for nudge in found.values()
        if nudge.enrollment.is_active and not nudge.enrollment.completed_at
    ]
    states = CourseState.many([(row, outline_of_course(row.course_id)) for row in going])
    states = {state.enrollment.pk: state for state in states}
    for row in notifications:
        nudge = found.get(row.parameters["nudge"])
        state = states.get(nudge.enrollment_id) if nudge else None
        if state and state.next_lesson:
            row.url = state.continue_url
            row.sentence = _words(nudge) % {
                "lesson": state.next_lesson.title,
                "course": state.outline.course_title,
            }


def _words(nudge):
    if nudge.is_last:
        return _(
            "“%(lesson)s” in %(course)s is where you left it. We stop here. Come back any time"
        )
    return _("A week went by: “%(lesson)s” in %(course)s is where you left it")
