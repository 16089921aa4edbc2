"""A person taking a course: when they came, where they are, what they finished."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from courses.models import CourseRole
from courses.models.duties import knows_learners
from courses.models.outlines import contact_hours, outline_of
from learning.signals import course_completed, lesson_completed

from .certificates import Certificate
from .locks import locked
from .remembering import Remembering
from .requirements import open_requirements
from .rhythm import Nudge, StudyDay

LONGEST_PAUSE = 5 * 60  # seconds


class NotYet(Exception):
    """What was asked for is not due; ``left`` lists the open requirements."""

    def __init__(self, left):
        self.left = left
        super().__init__(f"{len(left)} requirements are open")


class PrerequisiteMissing(Exception):
    """Courses that must be completed before enrolling are not; ``courses`` lists them."""

    def __init__(self, courses):
        self.courses = courses
        super().__init__(", ".join(course.title for course in courses))


class EnrollmentClosed(Exception):
    """The course takes nobody in at present."""


class EnrollmentQuerySet(models.QuerySet):
    def active(self):
        return self.filter(left_at=None)

    def finished(self):
        return self.exclude(completed_at=None)

    def enrolled_between(self, since=None, until=None):
        """Those that began in these days, both included; without one, on that side all."""
        found = self.filter(enrolled_at__date__gte=since) if since else self
        return found.filter(enrolled_at__date__lte=until) if until else found

    def in_cohorts(self, cohorts):
        """Of the members of these cohorts, who left the course included."""
        members = self.model.cohort_memberships.rel.related_model.objects
        inside = members.filter(cohort__in=cohorts, left_at=None)
        return self.filter(pk__in=inside.order_by().values("enrollment"))

    def of(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def with_rhythm(self):
        """Each with ``remembers``, and whether it was ``nudged_in_vain`` until nudges stopped."""
        since = StudyDay.objects.filter(
            enrollment__user=models.OuterRef("user"), day__gte=models.OuterRef("week")
        )
        last = Nudge.objects.filter(user=models.OuterRef("user"), is_last=True)
        remembering = Remembering.objects.on().filter(enrollment=models.OuterRef("pk"))
        return self.annotate(
            remembers=models.Exists(remembering),
            nudged_in_vain=models.Exists(last.filter(~models.Exists(since))),
        )

    def takes_or_teaches(self, user, path="course_key"):
        """That the course named by ``path`` is one this person takes, by these rows, or teaches."""
        taken = self.of(user).values("course_key")
        taught = CourseRole.objects.course_keys_of(user)
        return Q(**{f"{path}__in": taken}) | Q(**{f"{path}__in": taught})

    def enroll(self, user, course, **fields):
        """The person's one enrollment in this course, made now or taken up again.

        Raises EnrollmentClosed or PrerequisiteMissing; nothing is written then.
        Enrolling twice changes nothing.
        """
        if enrollment := self.filter(user=user, course_key=course.key).first():
            enrollment.come_back()
            return enrollment
        if not course.enrollment_open:
            raise EnrollmentClosed
        missing = [
            prerequisite.required_course
            for prerequisite in unmet_prerequisites(user, course)
            if prerequisite.enforced
        ]
        if missing:
            raise PrerequisiteMissing(missing)
        with transaction.atomic():
            return self.get_or_create(
                user=user, course_key=course.key, defaults={"course": course, **fields}
            )[0]


def unmet_prerequisites(user, course, wanted=None):
    """The prerequisites of a course that this person has not completed, with ``.enforced``.

    ``wanted`` are the course's prerequisites, where they are at hand.
    """
    if wanted is None:
        wanted = list(course.prerequisites.select_related("required_course"))
    if not wanted:
        return []
    done = set(Enrollment.objects.of(user).finished().values_list("course_key", flat=True))
    return [row for row in wanted if row.required_course.key not in done]


class Enrollment(models.Model):
    """One row for each person and course, by the course's key, for ever.

    Progress is computed from dated rows. ``completed_at`` is set once, by the
    learner's own act or by a named override, and nothing takes it away.
    """

    class WeeklyGoal(models.IntegerChoices):
        OPEN = 0, _("Not sure yet")
        ONE = 1, _("1 session a week")
        TWO = 2, _("2 sessions a week")
        THREE = 3, _("3 sessions a week")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("learner"), on_delete=models.PROTECT,
        related_name="enrollments",
    )  # fmt: skip
    course_key = models.UUIDField(_("course key"), editable=False)
    course = models.ForeignKey(
        "courses.CoursePage", verbose_name=_("course"), on_delete=models.PROTECT,
        related_name="enrollments",
    )  # fmt: skip
    certificate_name = models.CharField(_("name on the certificate"), max_length=120, blank=True)
    weekly_goal = models.PositiveSmallIntegerField(
        _("weekly goal"), choices=WeeklyGoal, default=WeeklyGoal.OPEN
    )
    plan = models.TextField(_("what will help, what may get in the way"), blank=True)
    wants_reminders = models.BooleanField(_("remind me by e-mail"), default=False)
    enrolled_at = models.DateTimeField(_("enrolled"), default=timezone.now)
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("enrolled by"), on_delete=models.SET_NULL,
        null=True, blank=True, related_name="+",
    )  # fmt: skip
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrollment")
        verbose_name_plural = _("enrollments")
        ordering = ["-enrolled_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course_key"], name="one_enrollment_per_person_and_course"
            )
        ]
        indexes = [
            models.Index(fields=["course_key", "completed_at"]),
            models.Index(
                fields=["user"],
                condition=Q(wants_reminders=True, completed_at=None, left_at=None),
                name="enrollments_to_remind_of",
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.course}"

    @cached_property
    def outline(self):
        return self.course.outline

    @property
    def is_active(self):
        return self.left_at is None

    @property
    def wants_name(self):
        """Whether a coordinator enrolled them, and they have not said their name yet."""
        return self.enrolled_by_id is not None and not self.certificate_name

    def settle(self, **fields):
        """What a person says who was enrolled by a coordinator and comes for the first time."""
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))

    def leave(self):
        """Stop taking the course. What was done is kept, for coming back."""
        self.left_at = timezone.now()
        self.save(update_fields=["left_at"])

    def come_back(self):
        if self.left_at is not None:
            self.left_at = None
            self.save(update_fields=["left_at"])

    def reach(self, lesson, block_id=""):
        """Remember this lesson, and the block in it, as the place last reached.

        The time since the last mark counts as time spent (see ``LessonVisit.time_since``).
        """
        now = timezone.now()
        visit, made = LessonVisit.objects.get_or_create(
            enrollment=self,
            lesson_key=lesson.key,
            defaults={"lesson": lesson, "block_id": block_id, "first_at": now, "last_at": now},
        )
        if not made:
            # Of two marks at once the second finds the row changed: no second counts twice.
            LessonVisit.objects.filter(pk=visit.pk, last_at=visit.last_at).update(
                lesson=lesson,
                block_id=block_id,
                last_at=now,
                active_seconds=F("active_seconds") + visit.time_since(now),
            )
        StudyDay.objects.mark(self)

    def complete_lesson(self, lesson, at=None):
        """Mark a lesson complete; complete the course with the last required one.

        Doing it again changes nothing. Raises NotYet while requirements are open.
        ``at`` is for records that are entered after the fact; left out, it is now.
        """
        with locked(self) as enrollment:
            enrollment.outline = outline_of(lesson.course_path)
            done = enrollment.lessons_done()
            if lesson.key in done:
                return None
            entry = enrollment.outline.by_key.get(lesson.key)
            if entry is not None and (left := open_requirements(enrollment, entry)):
                raise NotYet(left)
            certificate = enrollment._complete(lesson, done, at=at)
        self.completed_at = enrollment.completed_at
        return certificate

    def finish(self):
        """Complete the course where nothing is left to do, as after an unpublished lesson.

        Returns the certificate, or None. Raises NotYet with the lessons that are left.
        """
        with locked(self, "course", "user") as enrollment:
            if enrollment.completed_at:
                return enrollment.certificates.first()
            if left := enrollment.lessons_left():
                raise NotYet(left)
            return enrollment._complete_course()

    def override(self, by, reason, lesson=None):
        """Complete a lesson, or the whole course, by a named person for a stated reason.

        Returns None, and writes nothing, where that is complete already.
        """
        with locked(self, "course", "user") as enrollment:
            done = enrollment.lessons_done()
            if enrollment.completed_at if lesson is None else lesson.key in done:
                return None
            override = Override.objects.create(enrollment=self, by=by, reason=reason, lesson=lesson)
            if lesson is None:
                enrollment._complete_course()
            else:
                enrollment._complete(lesson, done, override)
        self.refresh_from_db(fields=["completed_at"])
        return override

    def lessons_done(self):
        """The keys of the lessons that are complete."""
        return set(self.completions.values_list("lesson_key", flat=True))

    def lessons_left(self, done=None):
        """The lessons of today's outline that bind this person and are not complete."""
        done = self.lessons_done() if done is None else done
        return [lesson for lesson in self.outline.required_of(self) if lesson.key not in done]

    def contact_hours(self, done=None):
        """The course's, without what came later, does not bind this person and is not done."""
        later = [lesson for lesson in self.outline.required_lessons if not lesson.binds(self)]
        if self.course.hours_override or not later:
            return self.course.contact_hours
        done = self.lessons_done() if done is None else done
        spared = sum(lesson.minutes for lesson in later if lesson.key not in done)
        return contact_hours(self.outline.required_minutes - spared)

    def _complete(self, lesson, done, override=None, at=None):
        """Write down another lesson beside those that are ``done``."""
        at = at or timezone.now()
        LessonCompletion.objects.create(
            enrollment=self,
            lesson=lesson,
            lesson_key=lesson.key,
            override=override,
            completed_at=at,
        )
        transaction.on_commit(
            lambda: lesson_completed.send(Enrollment, enrollment=self, lesson=lesson)
        )
        if not self.completed_at and not self.lessons_left(done | {lesson.key}):
            return self._complete_course(at)
        return None

    def _complete_course(self, at=None):
        self.completed_at = at or timezone.now()
        self.save(update_fields=["completed_at"])
        certificate = Certificate.objects.issue(self) if self.course.issues_certificate else None
        transaction.on_commit(
            lambda: course_completed.send(Enrollment, enrollment=self, certificate=certificate)
        )
        return certificate


@knows_learners
def has_learners(course_key):
    return Enrollment.objects.filter(course_key=course_key).exists()


class LessonVisit(models.Model):
    """Where in a lesson a person was last, and since when they have been at it."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="visits")
    lesson_key = models.UUIDField(_("lesson key"))
    lesson = models.ForeignKey("courses.LessonPage", on_delete=models.PROTECT, related_name="+")
    block_id = models.CharField(_("block"), max_length=36, blank=True)
    first_at = models.DateTimeField(_("first"), default=timezone.now)
    last_at = models.DateTimeField(_("last"), default=timezone.now)
    active_seconds = models.PositiveIntegerField(_("seconds spent, pauses left out"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "lesson_key"], name="one_visit_per_enrollment_and_lesson"
            )
        ]

    def time_since(self, now):
        """The seconds since the last mark; none after a pause of more than five minutes.

        The page marks a block when it comes into view, and again every other minute while
        somebody reads on (see ``page.js``). A longer pause is an absence and counts nothing, not
        even its first five minutes: who comes back tomorrow has not read all night.
        """
        seconds = (now - self.last_at).total_seconds()
        return round(seconds) if 0 < seconds <= LONGEST_PAUSE else 0


class Override(models.Model):
    """Who completed a lesson or a course for somebody, when, and why; shown to the learner."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="overrides")
    lesson = models.ForeignKey(
        "courses.LessonPage", verbose_name=_("lesson"), on_delete=models.PROTECT, null=True,
        blank=True, related_name="+", help_text=_("Left empty: the whole course."),
    )  # fmt: skip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_override_has_a_reason")
        ]


class LessonCompletion(models.Model):
    """The fact that a person completed a lesson. Edits of the course never remove it."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="completions")
    lesson_key = models.UUIDField(_("lesson key"))
    lesson = models.ForeignKey("courses.LessonPage", on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(_("completed"), default=timezone.now)
    override = models.ForeignKey(
        Override, on_delete=models.PROTECT, null=True, blank=True, related_name="completions"
    )

    class Meta:
        verbose_name = _("completed lesson")
        verbose_name_plural = _("completed lessons")
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "lesson_key"],
                name="a_lesson_is_completed_once_per_enrollment",
            )
        ]
