"""The strategy plan: what a person makes of what they learned, section by section."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.reach import is_here
from courses.models import Activity, CourseRole, PlanSection
from courses.models.outlines import outline_of_course

from .drafts import Drafted
from .enrollments import Enrollment
from .locks import locked
from .looks import Look
from .requirements import counts


class PlanQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def begin(self, user):
        """The person's plan, empty if they have none yet."""
        return self.get_or_create(user=user, defaults={"center": _center_of(user)})[0]

    def of_or_new(self, user):
        """The person's plan to be read; an empty one, not stored, where they have none yet."""
        return self.of(user).first() or Plan(user=user, center=_center_of(user))

    def readable_by(self, user):
        """One's own, and what others let this person read: their saved words, never a draft.

        Nobody else reads that of a suspended person, until it is over.
        """
        if not user.is_authenticated:
            return self.none()
        shared = Q(sharing=Plan.Sharing.COMMUNITY)
        beyond_me = ~Q(sharing=Plan.Sharing.PRIVATE)
        looked_at = Look.objects.open_to(user).filter(plan=OuterRef("pk"))
        shared |= beyond_me & Q(Exists(looked_at))
        taught = Enrollment.objects.active().filter(
            user=OuterRef("user"), course_key__in=CourseRole.objects.taught_by(user)
        )
        shared |= Q(sharing=Plan.Sharing.INSTRUCTORS) & Q(Exists(taught))
        return self.filter(Q(user=user) | (shared & is_here("user")))

    def in_community(self):
        """Those that are shared with everybody who is signed in, by people who are here."""
        return self.filter(is_here("user"), sharing=Plan.Sharing.COMMUNITY)


def ones_own(sections, written):
    """Of sections with ``is_fed`` those of a plan in which these are written.

    Those that a course of the person's feeds, and those they wrote in; all there are where
    no course feeds any.
    """
    feeds_none = not any(row.is_fed for row in sections)
    return [row for row in sections if row.is_fed or row.pk in written or feeds_none]


def _center_of(user):
    return str(user.institution or "")[:120]


class Plan(models.Model):
    """One for each person. Its sections are the instructors'; the words are the person's.

    ``sharing`` is the owner's own act and says who else may read the saved words.
    """

    class Sharing(models.TextChoices):
        PRIVATE = "private", _("Only me")
        REVIEWERS = "reviewers", _("Me and the colleagues I ask for a look")
        INSTRUCTORS = "instructors", _("Also the instructors of my courses")
        COMMUNITY = "community", _("Everybody who is signed in")

    # What each level means, for its owner.
    MEANING = {
        Sharing.PRIVATE: _("Nobody but you can open your plan."),
        Sharing.REVIEWERS: _(
            "A colleague whom you ask for a look can read what you saved. Nobody else can."
        ),
        Sharing.INSTRUCTORS: _(
            "The instructors of the courses you take can read what you saved, and the colleagues"
            " whom you ask for a look."
        ),
        Sharing.COMMUNITY: _(
            "Every member of this site can read what you saved, and find it in the community."
        ),
    }

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="strategy_plan"
    )
    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    center = models.CharField(
        _("your center"), max_length=120, blank=True,
        help_text=_("Whose strategy it is. Printed on the first page."),
    )  # fmt: skip
    sharing = models.CharField(
        _("who can read it"), max_length=12, choices=Sharing, default=Sharing.PRIVATE
    )
    shared_at = models.DateTimeField(_("shared"), null=True, blank=True)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("strategy plan")
        verbose_name_plural = _("strategy plans")

    def get_absolute_url(self):
        """Where others read it; its owner writes at ``learning:plan``."""
        return reverse("learning:shared_plan", args=[self.public_id])

    @property
    def is_shared(self):
        return self.sharing != self.Sharing.PRIVATE

    @property
    def is_in_community(self):
        return self.sharing == self.Sharing.COMMUNITY

    @property
    def meaning(self):
        return self.MEANING[self.sharing]

    def owner_is_here(self):
        """Whether others could read it at all: its owner is active and not suspended."""
        return Plan.objects.filter(is_here("user"), pk=self.pk).exists()

    def name_center(self, center):
        self.center = center
        self.save(update_fields=["center"])

    def share(self, sharing):
        """Let others read the saved words, or nobody any more: that takes every request back.

        ``shared_at`` is since when it is shared as it is.
        """
        with locked(self) as row:
            if sharing == self.Sharing.PRIVATE:
                row.shared_at = None
                row.looks.standing().update(withdrawn_at=timezone.now())
            elif sharing != row.sharing:
                row.shared_at = timezone.now()
            row.sharing = sharing
            row.save(update_fields=["sharing", "shared_at"])
        self.sharing, self.shared_at = row.sharing, row.shared_at

    def sections(self):
        """The sections of this plan, each with ``.written``: its SectionText or None."""
        texts = SectionText.objects.filter(plan=self.pk)
        texts = texts.select_related("submitted").prefetch_related("sources")
        written = {row.section_id: row for row in texts}
        fed = Activity.objects.current().filter(
            plan_section=OuterRef("pk"), lesson_key__in=self._lesson_keys()
        )
        mine = ones_own(PlanSection.objects.annotate(is_fed=Exists(fed)), written)
        for row in mine:
            row.written = written.get(row.pk)
        return mine

    def _lesson_keys(self):
        """The lessons of the courses that the person takes or took."""
        taken = Enrollment.objects.filter(user=self.user_id).values_list("course_id", flat=True)
        return [lesson.key for pk in taken for lesson in outline_of_course(pk).lessons]

    def text_of(self, section):
        """The person's text in this section, empty if they have none yet."""
        return self.texts.get_or_create(section=section)[0]


class SectionTextQuerySet(models.QuerySet):
    def asked_in(self, lesson_key, user):
        """{section's id: the person's text}, of the sections that a lesson's blocks build."""
        rows = self.filter(plan__user=user, section__in=_built_in(lesson_key))
        return {row.section_id: row for row in rows.select_related("plan", "submitted")}


def _built_in(lesson_key):
    built = Activity.objects.current().filter(lesson_key=lesson_key, kind="plan_builder")
    return built.values("plan_section")


@counts("plan_builder")
def built_sections(enrollment, lesson_key):
    """The blocks of a lesson whose section of this person's plan has saved words."""
    saved = SectionVersion.objects.saved_by(enrollment.user_id).filter(
        written__section=OuterRef("plan_section")
    )
    built = Activity.objects.current().filter(
        Exists(saved), lesson_key=lesson_key, kind="plan_builder"
    )
    return built.values_list("block_id", flat=True)


class SectionText(Drafted):
    """What a plan says in one section: a draft, and what was saved of it.

    Empty while no words are saved; Draft then; Ready when its writer says so.
    """

    class Status(models.TextChoices):
        EMPTY = "empty", _("Empty")
        DRAFT = "draft", _("Draft")
        READY = "ready", _("Ready")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="texts")
    section = models.ForeignKey(PlanSection, on_delete=models.PROTECT, related_name="texts")
    submitted = models.ForeignKey(
        "learning.SectionVersion", verbose_name=_("saved version"), on_delete=models.SET_NULL,
        null=True, blank=True, related_name="+",
    )  # fmt: skip
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)

    objects = SectionTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a section")
        verbose_name_plural = _("texts of sections")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "section"], name="one_text_per_plan_and_section"
            )
        ]

    @property
    def status(self):
        if not self.saved_text.strip():
            return self.Status.EMPTY
        return self.Status.READY if self.ready_at else self.Status.DRAFT

    def submit(self, text, revision, ready=None):
        """Save the text as a version; raises Conflict when the revision is not the newest.

        ``ready`` says whether its writer calls it done; left out, that stays as it is. Without
        words no section is ready.
        """
        with locked(self, "submitted") as row:
            row._write(text, revision)
            row._keep_version(text)
            if ready is not None:
                row.ready_at = (row.ready_at or timezone.now()) if ready else None
            if not text.strip():
                row.ready_at = None
            row.save()
        self.refresh_from_db()
        return self.submitted

    def bring_in(self, source_kind, text, *, label, dated, lesson_key=None, block_id=""):
        """Add words from elsewhere to the draft, and remember where they are from.

        Nothing is saved by it: the writer reads it over and presses the button. The source may
        be deleted later; the words stay.
        """
        with locked(self) as row:
            joined = f"{row.draft.rstrip()}\n\n{text.strip()}" if row.draft.strip() else text
            row._write(joined.strip(), row.revision)
            row.save(update_fields=["draft", "draft_saved_at", "revision"])
            source = row.sources.create(
                kind=source_kind, label=label, dated=dated, lesson_key=lesson_key,
                block_id=block_id,
            )  # fmt: skip
        self.refresh_from_db()
        return source


class SectionVersionQuerySet(models.QuerySet):
    def saved_by(self, user_id):
        """What the sections of this person's plan say now; none of an empty one."""
        current = self.filter(pk=models.F("written__submitted"), written__plan__user=user_id)
        return current.exclude(text="")


class SectionVersion(models.Model):
    """The text of a section as it was at one press of the button."""

    written = models.ForeignKey(SectionText, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    objects = SectionVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["written", "number"], name="versions_of_a_section_are_numbered"
            )
        ]


class Source(models.Model):
    """Where words of a section were brought in from, and of what day they were."""

    class Kind(models.TextChoices):
        REFLECTION = "reflection", _("Reflection")
        CHECKLIST = "checklist", _("Checklist")
        ANSWER = "answer", _("Answer")
        AUDIT = "audit", _("Broadcast audit")

    written = models.ForeignKey(SectionText, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    label = models.CharField(_("what it was"), max_length=250)
    dated = models.DateTimeField(_("of"))
    lesson_key = models.UUIDField(_("lesson key"), null=True, blank=True)
    block_id = models.CharField(_("block"), max_length=36, blank=True)
    brought_at = models.DateTimeField(_("brought in"), default=timezone.now)

    class Meta:
        ordering = ["brought_at", "pk"]
