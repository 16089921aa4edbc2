"""Who finished a course is told, once for each version, what changed in it."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.events import Channel, Event, declare, describes
from accounts.models import Notification, User
from courses.models import CourseVersion

from .models import Enrollment

CHANGED = "course_changed"

declare(Event(CHANGED, gettext_lazy("A course that you finished has changed"), Channel.SITE))


def target_of(course):
    return f"versions:{course.key}"


@receiver(post_save, sender=CourseVersion)
def tell_of_version(sender, instance, created, **kwargs):
    if created:
        transaction.on_commit(lambda: _tell(instance))


def _tell(version):
    finished = Enrollment.objects.finished().filter(course_key=version.course.key)
    people = User.objects.filter(is_active=True, pk__in=finished.values("user"))
    Notification.objects.tell(
        people.exclude(pk=version.by_id),
        CHANGED,
        f"version:{version.pk}",
        target_of(version.course),
        version=version.pk,
    )


@describes(CHANGED)
def describe_versions(recipient, notifications):
    pks = [row.parameters["version"] for row in notifications]
    found = CourseVersion.objects.select_related("course").in_bulk(pks)
    mine = Enrollment.objects.of(recipient).finished()
    finished = dict(mine.values_list("course_key", "course_id"))
    for row in notifications:
        version = found.get(row.parameters["version"])
        if version and version.course.key in finished:
            row.url = reverse("learning:completed", args=[finished[version.course.key]])
            row.url += "#changes"
            row.sentence = _("“%(course)s”, which you completed, is at version %(version)s") % {
                "course": version.course.title,
                "version": version.label,
            }
