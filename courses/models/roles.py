"""Who may edit a course."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

# What the log of a course's page calls it, see ``courses.role_log``.
GIVEN, TAKEN = "courses.role_given", "courses.role_taken"
EDITOR_PERMISSIONS = {
    "instructor": ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    "author": ["add_page", "change_page"],
}


def parts_of(user):
    """This person's parts as (role, key of the course), asked once for a request's user.

    The menu of the CMS needs them for each of its entries.
    """
    if not hasattr(user, "_parts"):
        user._parts = list(user.course_roles.values_list("role", "course__translation_key"))
    return user._parts


def has_a_part(user):
    """Whether this person writes or teaches any course."""
    return user.is_superuser or bool(parts_of(user))


def keys_taught_by(user):
    """The keys of the courses that a request's user teaches; writing one is not teaching it."""
    return {key for role, key in parts_of(user) if role == CourseRole.Role.INSTRUCTOR}


class LastInstructor(Exception):
    """A course would be left without anybody who may publish it."""


class CourseRoleQuerySet(models.QuerySet):
    def instructs(self, user, course):
        return self.filter(course=course, user=user, role=CourseRole.Role.INSTRUCTOR).exists()

    @transaction.atomic
    def give(self, course, user, role):
        """Let this person have this part in the course, and no other.

        Raises LastInstructor where nobody would be left to publish it.
        """
        _lock(course)
        row = self.get_or_create(course=course, user=user, role=role)[0]
        for other in self.filter(course=course, user=user).exclude(pk=row.pk):
            other.take_away()
        return row

    def course_keys_of(self, user):
        """The keys of the courses in which this person has a part."""
        return self.filter(user=user).values("course__translation_key")

    def taught_by(self, user):
        """The keys of the courses that this person teaches; writing one is not teaching it."""
        mine = self.filter(user=user.pk, role=CourseRole.Role.INSTRUCTOR)
        return mine.values("course__translation_key")

    def instructors_of(self, course_key):
        """Who teaches this course at present, the longest first."""
        roles = self.filter(course__translation_key=course_key, role=CourseRole.Role.INSTRUCTOR)
        return roles.filter(user__is_active=True).select_related("user").order_by("given_at", "pk")


class CourseRole(models.Model):
    """A person's part in a course: a dated row, never a child of the page.

    Were it a child, reverting the page to an old revision would give access back.
    Each role has a Wagtail group of its own with permissions on that course only.
    """

    class Role(models.TextChoices):
        INSTRUCTOR = "instructor", _("Instructor")
        AUTHOR = "author", _("Author")

    course = models.ForeignKey(
        "courses.CoursePage", verbose_name=_("course"), on_delete=models.CASCADE,
        related_name="roles",
    )  # fmt: skip
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE,
        related_name="course_roles",
    )  # fmt: skip
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.INSTRUCTOR)
    given_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = CourseRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("course role")
        verbose_name_plural = _("course roles")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "user", "role"], name="one_row_per_person_and_role_in_a_course"
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()}"

    def save(self, *args, **kwargs):
        is_new = self._state.adding
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.user.groups.add(self.group())
            if is_new:
                self._log(GIVEN)
            if self.role == self.Role.AUTHOR:
                reviewed_by_instructors(self.course)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            self.user.groups.remove(self.group())
            self._log(TAKEN)
            return super().delete(*args, **kwargs)

    def _log(self, action):
        """Whoever works in the CMS at this moment did it; nobody, where the site itself does."""
        log(self.course, action, data={"person": self.user_id, "role": self.role})

    @transaction.atomic
    def take_away(self):
        """Raises LastInstructor for the only one the course has."""
        _lock(self.course)
        instructors = CourseRole.objects.filter(
            course=self.course, role=self.Role.INSTRUCTOR, user__is_active=True
        )
        if self.role == self.Role.INSTRUCTOR and not instructors.exclude(pk=self.pk).exists():
            raise LastInstructor
        self.delete()

    def group(self):
        """The Wagtail group for this role in this course, made when first needed."""
        name = f"{self.get_role_display()}: {self.course.slug}"[:140] + f" ({self.course_id})"
        group, made = Group.objects.get_or_create(name=name)
        if made:
            group.permissions.add(
                Permission.objects.get(
                    content_type__app_label="wagtailadmin", codename="access_admin"
                )
            )
            wanted = Permission.objects.filter(
                content_type__app_label="wagtailcore",
                content_type__model="page",
                codename__in=EDITOR_PERMISSIONS[self.role],
            )
            for permission in wanted:
                GroupPagePermission.objects.create(
                    group=group, page=self.course, permission=permission
                )
        return group


def _lock(course):
    """One after another, so that two instructors cannot remove each other at once."""
    list(type(course).objects.select_for_update().filter(pk=course.pk).values_list("pk"))


def reviewed_by_instructors(course):
    """What this course's authors submit is reviewed by its instructors, and by nobody else's.

    Wagtail's own approval task names groups, so each course has a workflow of its own.
    A workflow that somebody chose for the course stays. Returns what holds now.
    """
    chosen = WorkflowPage.objects.filter(page=course.pk).select_related("workflow").first()
    if chosen:
        return chosen.workflow
    name = _("Review by the course’s instructors")
    with transaction.atomic():
        workflow = Workflow.objects.create(name=f"{name}: {course.title}"[:255])
        task = GroupApprovalTask.objects.create(name=workflow.name)
        task.groups.add(CourseRole(course=course, role=CourseRole.Role.INSTRUCTOR).group())
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(page=course, workflow=workflow)
    return workflow
