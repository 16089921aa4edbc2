"""Whom a thread keeps informed, and whose doings a person wants to hear of."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models import Enrollment


class ThreadFollow(models.Model):
    """A person follows a thread, or has muted it: then nothing in it tells them anything."""

    thread = models.ForeignKey("community.Thread", on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="thread_follows"
    )
    muted = models.BooleanField(_("muted"), default=False)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("followed thread")
        verbose_name_plural = _("followed threads")
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "user"], name="one_follow_per_person_and_thread"
            )
        ]


class PersonFollowQuerySet(models.QuerySet):
    def set(self, follower, followed, wanted):
        """Follow somebody, or no longer; doing it again changes nothing.

        Returns whether that began just now. Raises ValueError for oneself.
        """
        if follower.pk == followed.pk:
            raise ValueError("Nobody follows themselves.")
        if wanted:
            return self.get_or_create(follower=follower, followed=followed)[1]
        self.filter(follower=follower, followed=followed).delete()
        return False


class PersonFollow(models.Model):
    """A person wants to hear what another does in the community."""

    follower = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    followed = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followers"
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects = PersonFollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("followed person")
        verbose_name_plural = _("followed people")
        constraints = [
            models.UniqueConstraint(
                fields=["follower", "followed"], name="a_person_is_followed_once"
            ),
            models.CheckConstraint(
                condition=~Q(follower=F("followed")), name="nobody_follows_themselves"
            ),
        ]


class CourseFollowQuerySet(models.QuerySet):
    def set(self, user, course_key, wanted):
        """Follow a course, or no longer, whether or not one takes it."""
        self.update_or_create(
            user=user, course_key=course_key, defaults={"wanted": wanted, "since": timezone.now()}
        )

    def condition(self, user, path="course_key"):
        """That the course named by ``path`` is one the person follows.

        Whoever takes a course follows it until they say otherwise.
        """
        chosen = self.filter(user=user).values("course_key")
        taken = Enrollment.objects.of(user).active().values("course_key")
        followed = Q(**{f"{path}__in": taken}) | Q(**{f"{path}__in": chosen.filter(wanted=True)})
        return followed & ~Q(**{f"{path}__in": chosen.filter(wanted=False)})


class CourseFollow(models.Model):
    """A person's own word on whether they follow a course; without one, taking it decides."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="course_follows"
    )
    course_key = models.UUIDField(_("course key"))
    wanted = models.BooleanField(_("follows"), default=True)
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects = CourseFollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("followed course")
        verbose_name_plural = _("followed courses")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course_key"], name="one_follow_per_person_and_course"
            )
        ]


class FeedReading(models.Model):
    """Up to when a person has seen the activity feed."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_reading"
    )
    seen_at = models.DateTimeField(_("seen"))

    class Meta:
        verbose_name = _("reading of the feed")
        verbose_name_plural = _("readings of the feed")
