"""What a person writes for themselves in answer to a prompt."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import CoursePage, CourseRole
from learning.signals import reflection_shared

from .answers import Prompt
from .drafts import Drafted
from .locks import locked


class ReflectionQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def written(self):
        """Those with words in them; one may have been begun and left empty."""
        return self.exclude(submitted=None, draft="")

    def submitted_ones(self):
        return self.exclude(submitted=None)

    def shared(self):
        """Those that their writers let the instructors of the course read."""
        return self.filter(
            visibility=Reflection.Visibility.INSTRUCTOR,
            submitted__isnull=False,
            course_key__isnull=False,
            user__is_active=True,
        )

    def shared_with(self, user):
        """Those that this person may read as an instructor of the course, and nobody else.

        An administrator who does not teach the course is not meant by "the instructor".
        """
        taught = CourseRole.objects.taught_by(user)
        return self.shared().filter(course_key__in=taught).exclude(user=user.pk)

    def with_waiting(self):
        """With ``waiting_since``: since when an instructor's word is due; None where none is.

        That is since it was shared, until an instructor comments or has nothing to add; and
        again since the writer answered.
        """
        comments = self.model.comments.rel.related_model.objects.filter(reflection=OuterRef("pk"))
        heard = comments.exclude(author=OuterRef("user")).order_by("-written_at")
        asked = comments.filter(author=OuterRef("user"), written_at__gt=OuterRef("attended_at"))
        return (
            self.annotate(commented_at=Subquery(heard.values("written_at")[:1]))
            .annotate(
                attended_at=Case(
                    When(commented_at=None, then=F("settled_at")),
                    When(settled_at=None, then=F("commented_at")),
                    default=Greatest("commented_at", "settled_at"),
                )
            )
            .annotate(asked_at=Subquery(asked.order_by("written_at").values("written_at")[:1]))
            .annotate(
                waiting_since=Case(
                    When(attended_at=None, then=F("shared_at")), default=F("asked_at")
                )
            )
        )

    def waiting(self):
        return self.with_waiting().filter(waiting_since__isnull=False)

    def waiting_for(self, user):
        """What this instructor could comment on now."""
        return self.shared_with(user).waiting()

    def with_talk(self):
        """With ``has_comments``: whether an instructor said something about it."""
        comments = self.model.comments.rel.related_model.objects
        return self.annotate(has_comments=Exists(comments.filter(reflection=OuterRef("pk"))))

    def begin(self, user, lesson, block):
        """The person's reflection on this block, empty if they have written none."""
        return self.get_or_create(
            user=user,
            lesson_key=lesson.key,
            block_id=block.id,
            defaults={
                "lesson": lesson,
                "prompt": Prompt.objects.as_shown(block.block_type, block.value.as_shown()),
            },
        )[0]


class Reflection(Drafted):
    """One Markdown text per person and prompt: a draft, and what was submitted of it.

    Autosave writes only the draft; "Save reflection" submits it and keeps a
    version. ``revision`` counts every change of the draft: a writer who holds an
    older one is told instead of overwriting. Others see submitted text only, and
    only when the writer shares it.
    """

    class Visibility(models.TextChoices):
        PRIVATE = "private", _("Only me")
        INSTRUCTOR = "instructor", _("Me and the instructor")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reflections"
    )
    lesson_key = models.UUIDField(_("lesson key"))
    block_id = models.CharField(_("block"), max_length=36)
    lesson = models.ForeignKey("courses.LessonPage", on_delete=models.PROTECT, related_name="+")
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="reflections")
    visibility = models.CharField(
        _("who can see it"), max_length=12, choices=Visibility, default=Visibility.PRIVATE
    )
    submitted = models.ForeignKey(
        "learning.ReflectionVersion",
        verbose_name=_("submitted version"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    course_key = models.UUIDField(
        _("course whose instructors it was shared with"), null=True, editable=False
    )
    shared_at = models.DateTimeField(_("shared"), null=True, blank=True)
    settled_at = models.DateTimeField(_("nothing to add"), null=True, blank=True)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson_key", "block_id"],
                name="one_reflection_per_person_and_prompt",
            )
        ]
        indexes = [
            models.Index(
                fields=["course_key", "shared_at"],
                condition=Q(visibility="instructor"),
                name="reflections_shared",
            )
        ]

    def get_absolute_url(self):
        return reverse("learning:reflection", args=[self.pk])

    def submit(self, text, revision, visibility=None):
        """Save the text as a version; raises Conflict when the revision is not the newest.

        Submitting unchanged text makes no second version.
        """
        with locked(self) as row:
            row._write(text, revision)
            was_shared = row.is_shared
            row.visibility = visibility or row.visibility
            row._keep_version(text)
            row._note_sharing()
            row.save()
            if row.is_shared and not was_shared:
                transaction.on_commit(lambda: reflection_shared.send(Reflection, reflection=row))
        self.refresh_from_db()
        return self.submitted

    @property
    def is_shared(self):
        return self.visibility != self.Visibility.PRIVATE and self.submitted_id is not None

    @property
    def target(self):
        """Its name in notifications."""
        return f"reflection:{self.pk}"

    @property
    def shown_versions(self):
        """What its readers may see: what was saved for them, never what was private then."""
        return self.versions.exclude(shared_at=None)

    def settle(self):
        """An instructor has read it and has nothing to add."""
        self.settled_at = timezone.now()
        self.save(update_fields=["settled_at"])

    def _note_sharing(self):
        """Date the sharing; taking it back takes back the example, too."""
        if not self.is_shared:
            self.shared_at = None
            if example := getattr(self, "example", None):
                example.withdraw()
            return
        now = timezone.now()
        if self.shared_at is None:
            courses = CoursePage.objects.filter(path=self.lesson.course_path)
            self.course_key = courses.values_list("translation_key", flat=True).first()
            self.shared_at = now
        if self.submitted.shared_at is None:
            self.submitted.shared_at = now
            self.submitted.save(update_fields=["shared_at"])


class ReflectionVersion(models.Model):
    """The text as it was at one press of "Save reflection"."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    shared_at = models.DateTimeField(_("shared"), null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["reflection", "number"], name="versions_of_a_reflection_are_numbered"
            )
        ]
