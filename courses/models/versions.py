"""What changed in a course after people had begun to take it."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from courses import published

from .activities import Activity
from .duties import LessonDuty
from .lessons import LessonPage
from .outlines import FROM_THE_START


class CourseVersionQuerySet(models.QuerySet):
    def of(self, course_key):
        return self.filter(course__translation_key=course_key)

    @transaction.atomic
    def release(self, course, label, note, by, *, binds_everyone=False):
        """Give a live course a new label, and say what changed under it.

        ``binds_everyone`` asks what became required meanwhile of those too who had
        enrolled before. What is complete stays complete either way.
        """
        if binds_everyone:
            newly_required(course).update(required_from=FROM_THE_START)
            newly_required_lessons(course).update(required_from=FROM_THE_START)
        _relabel(course, label)
        return self.create(course=course, label=label, note=note, by=by)


class CourseVersion(models.Model):
    """A dated note on what changed, by whoever wrote it; none is ever taken back."""

    course = models.ForeignKey(
        "courses.CoursePage", verbose_name=_("course"), on_delete=models.CASCADE,
        related_name="versions",
    )  # fmt: skip
    label = models.CharField(
        _("version"), max_length=20, help_text=_("Certificates name it, such as 2 or 2027.1.")
    )
    note = models.TextField(
        _("what changed"),
        max_length=2000,
        help_text=_("For learners, in a few sentences. Who finished the course is told once."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = CourseVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a course")
        verbose_name_plural = _("versions of courses")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(note=""), name="a_version_says_what_changed")
        ]

    def __str__(self):
        return f"{self.course} {self.label}"


def newly_required(course):
    """The activities of a course's lessons that bind only those who enrolled later."""
    return Activity.objects.current().filter(
        lesson_key__in=_lesson_keys(course), required_from__gt=FROM_THE_START
    )


def newly_required_lessons(course):
    """What says of its live lessons that they bind only those who enrolled later."""
    return LessonDuty.objects.later().filter(lesson_key__in=_lesson_keys(course))


def _lesson_keys(course):
    return LessonPage.objects.in_course(course.path).order_by().values("translation_key")


def versions_of(course_key, since=None):
    """What changed in a course, the newest first; no query when it is warm."""
    rows = published.kept(
        ("versions", course_key), lambda: list(CourseVersion.objects.of(course_key))
    )
    return [row for row in rows if since is None or row.at > since]


def _relabel(course, label):
    """On the page, and in the drafts that may yet be published."""
    type(course).objects.filter(pk=course.pk).update(version_label=label)
    drafts = Revision.page_revisions.filter(object_id=str(course.pk))
    waiting = models.Q(pk=course.latest_revision_id) | models.Q(approved_go_live_at__isnull=False)
    for draft in drafts.filter(waiting):
        draft.content["version_label"] = label
        draft.save(update_fields=["content"])
