"""What instructors say of the reflections shared with them, and what they may show of those."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses import published

from .reflections import Reflection, ReflectionVersion

MAX_CHARACTERS = 4000
PHRASES_AT_MOST = 20


class ReflectionComment(models.Model):
    """One remark between a writer and the instructors of the course. Never changed."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reflection_comments"
    )
    text = models.TextField(_("comment"), max_length=MAX_CHARACTERS)
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("comment on a reflection")
        verbose_name_plural = _("comments on reflections")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_comment_has_words")
        ]
        indexes = [models.Index(fields=["reflection", "written_at"], name="comments_in_order")]

    @property
    def anchor(self):
        return f"comment-{self.pk}"


class PhraseQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(owner=user.pk)


class Phrase(models.Model):
    """Words that an instructor says often, kept to be put below a line of their own."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="phrases"
    )
    text = models.TextField(_("phrase"), max_length=1000)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved phrase")
        verbose_name_plural = _("saved phrases")
        ordering = ["pk"]

    def __str__(self):
        return self.text


class ExampleQuerySet(models.QuerySet):
    def shown(self):
        """Those that stand in their lessons: agreed to, chosen by an instructor, still shared."""
        return self.filter(
            state=Example.State.AGREED,
            shown_at__isnull=False,
            reflection__in=Reflection.objects.shared(),
        )

    def in_lesson(self, lesson_key):
        """{block id: examples}, the newest first; kept in memory, since all readers see them."""
        return published.kept(("examples", lesson_key), lambda: self._by_block(lesson_key))

    def _by_block(self, lesson_key):
        rows = self.shown().filter(reflection__lesson_key=lesson_key).order_by("-shown_at")
        found = {}
        for row in rows.select_related("version", "reflection__user"):
            found.setdefault(row.reflection.block_id, []).append(row)
        return found


class Example(models.Model):
    """An instructor asks to show what somebody wrote to the others; the writer decides.

    One row for each reflection: who said no is not asked again, and may change their mind.
    What is shown is the version that the writer agreed to.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    reflection = models.OneToOneField(Reflection, on_delete=models.CASCADE, related_name="example")
    version = models.ForeignKey(ReflectionVersion, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    state = models.CharField(_("answer"), max_length=10, choices=State, default=State.ASKED)
    credited = models.BooleanField(_("with the writer's name"), default=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    shown_at = models.DateTimeField(_("shown"), null=True, blank=True)

    objects = ExampleQuerySet.as_manager()

    class Meta:
        verbose_name = _("example")
        verbose_name_plural = _("examples")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shown_at=None) | models.Q(state="agreed"),
                name="an_example_is_shown_only_while_agreed",
            )
        ]

    def decide(self, decision, credited=False):
        """What the writer decides; False where that cannot be done now.

        Only what is shared can be agreed to, as it was saved last.
        """
        if decision == "agree":
            if not self.reflection.is_shared:
                return False
            self.version, self.credited = self.reflection.submitted, credited
            self._become(self.State.AGREED)
        elif decision == "withdraw" or self.state == self.State.AGREED:
            self.withdraw()
        else:
            self._become(self.State.DECLINED)
        return True

    def withdraw(self):
        """The writer takes it back: it is shown no more, and an open question is closed."""
        if self.state in (self.State.AGREED, self.State.ASKED):
            self._become(self.State.WITHDRAWN)

    def show(self, wanted=True):
        """Let it stand in the lesson, or not; only what was agreed to can."""
        if self.state == self.State.AGREED:
            self.shown_at = timezone.now() if wanted else None
            self.save(update_fields=["shown_at"])

    def _become(self, state):
        self.state, self.answered_at = state, timezone.now()
        self.shown_at = None  # another text may be meant now, or the name left out
        self.save()

    @property
    def byline(self):
        """Whose name stands with it; "" where the writer wants none."""
        return self.reflection.user.get_full_name() if self.credited else ""
