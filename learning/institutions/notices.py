"""Who is told that a coordinator enrolled them, or announced something, and how that reads."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.events import Channel, Event, declare, describes
from accounts.models import Notification
from learning.models import Announcement, Cohort, Enrollment

ENROLLED, ANNOUNCED = "enrolled", "announced"

declare(
    Event(ENROLLED, gettext_lazy("Your institution enrolled you in a course"), Channel.MAIL),
    Event(ANNOUNCED, gettext_lazy("An announcement to your cohort"), Channel.MAIL),
)


def tell_of_enrollments(people, course, by):
    key = f"enrolled:{course.key}"
    Notification.objects.tell(people, ENROLLED, key, key, course=course.pk, by=by.pk)


def tell_of_announcement(announcement):
    key = f"announcement:{announcement.pk}"
    people = [person for person in announcement.cohort.people if person != announcement.author]
    Notification.objects.tell(people, ANNOUNCED, key, key, announcement=announcement.pk)


@describes(ENROLLED)
def describe_enrollments(recipient, notifications):
    pks = [row.parameters["course"] for row in notifications]
    mine = Enrollment.objects.of(recipient).active().filter(course__in=pks)
    found = {row.course_id: row for row in mine.select_related("course", "enrolled_by")}
    for row in notifications:
        enrollment = found.get(row.parameters["course"])
        if enrollment and enrollment.enrolled_by:
            row.url = reverse("learning:enroll", args=[enrollment.course_id])
            row.sentence = _("%(name)s enrolled you in “%(course)s”") % {
                "name": enrollment.enrolled_by.get_full_name(),
                "course": enrollment.course.title,
            }


@describes(ANNOUNCED)
def describe_announcements(recipient, notifications):
    pks = [row.parameters["announcement"] for row in notifications]
    cohorts = Cohort.objects.visible_to(recipient)
    found = Announcement.objects.filter(cohort__in=cohorts).select_related("cohort").in_bulk(pks)
    for row in notifications:
        if announcement := found.get(row.parameters["announcement"]):
            row.url = reverse("learning:cohort", args=[announcement.cohort_id])
            row.url += f"#announcement-{announcement.pk}"
            row.sentence = _("%(cohort)s: %(title)s") % {
                "cohort": announcement.cohort.name,
                "title": announcement.title,
            }
