"""A colleague's look at a plan."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.reach import is_here
from courses.models import CourseRole

from .answers import Prompt

LONGEST = 500  # characters of a strength, a question, a message or an answer

# A row stands while nothing ended the reader's access; it waits while nothing is given either.
STANDING = Q(declined_at=None, withdrawn_at=None, passed_at=None)
WAITING = STANDING & Q(given_at=None)


class LookQuerySet(models.QuerySet):
    def open_to(self, user):
        """Those this person was asked for, and may read the plan for.

        Who was asked as an instructor may while they teach the course.
        """
        if not user.is_authenticated:
            return self.none()
        taught = CourseRole.objects.taught_by(user)
        return self.filter(
            STANDING, Q(as_instructor=False) | Q(course_key__in=taught), reviewer=user
        )

    def readable_by(self, reviewer):
        """Those of them whose plan its owner lets be read at present."""
        return self.open_to(reviewer).filter(~Q(plan__sharing="private"), is_here("plan__user"))

    def standing(self):
        return self.filter(STANDING)

    def asked_by(self, user):
        return self.filter(plan__user=user) if user.is_authenticated else self.none()

    def waiting(self):
        return self.filter(WAITING)

    def given(self):
        return self.exclude(given_at=None)

    def at(self, lesson_key, block_id):
        return self.filter(lesson_key=lesson_key, block_id=block_id)


class Look(models.Model):
    """One colleague, asked by the plan's owner: asked, then given, declined or taken back.

    A request that goes on to somebody else is a new row with the same ``ask``. While a row
    stands its reviewer may read the plan's saved words; what was given stays the owner's
    when access ends.
    """

    plan = models.ForeignKey("learning.Plan", on_delete=models.CASCADE, related_name="looks")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("colleague"), on_delete=models.PROTECT,
        related_name="looks",
    )  # fmt: skip
    ask = models.UUIDField(_("request"), default=uuid.uuid4, editable=False)
    prompt = models.ForeignKey(
        Prompt, verbose_name=_("rubric"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    lesson_key = models.UUIDField(_("lesson key"), null=True)
    block_id = models.CharField(_("block"), max_length=36, blank=True)
    course_key = models.UUIDField(_("course key"), null=True)
    message = models.CharField(_("message"), max_length=LONGEST, blank=True)
    as_instructor = models.BooleanField(_("asked as an instructor"), default=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    given_at = models.DateTimeField(_("given"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True)
    passed_at = models.DateTimeField(_("passed on"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    marks = models.JSONField(_("marks"), default=dict)  # the level, by a row's id
    strengths = models.JSONField(_("strengths"), default=list)  # two texts
    question = models.CharField(_("question"), max_length=LONGEST, blank=True)
    answer = models.CharField(_("the owner's answer"), max_length=LONGEST, blank=True)
    answered_at = models.DateTimeField(_("thanked"), null=True, blank=True)

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look at a plan")
        verbose_name_plural = _("looks at plans")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "reviewer"],
                condition=STANDING,
                name="a_colleague_is_asked_once_for_a_look_at_a_plan",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=WAITING,
                name="a_plan_waits_for_one_look_at_a_time",
            ),
        ]

    @property
    def target(self):
        """Its name in notifications."""
        return f"look:{self.pk}"

    @property
    def is_waiting(self):
        return not (self.given_at or self.declined_at or self.withdrawn_at or self.passed_at)

    def give(self, marks, strengths, question):
        """What the colleague found; False where it does not wait any more."""
        return self._while_waiting(
            given_at=timezone.now(), marks=marks, strengths=strengths, question=question
        )

    def says(self, marks, strengths, question):
        """Whether this is what the colleague gave, word for word."""
        return (self.marks, self.strengths, self.question) == (marks, strengths, question)

    def decline(self):
        """Not this time: it goes on to the next. Returns whether it was still theirs."""
        return self._while_waiting(declined_at=timezone.now())

    def pass_on(self):
        """Nobody answered in time. Returns whether it still waited."""
        return self._while_waiting(passed_at=timezone.now())

    def remind(self):
        """Note that its colleague is reminded. Returns whether nobody did before."""
        return self._while_waiting("reminded_at", reminded_at=timezone.now())

    def withdraw(self):
        """End the colleague's access at once; what they gave stays."""
        Look.objects.filter(STANDING, pk=self.pk).update(withdrawn_at=timezone.now())
        self.refresh_from_db()

    def thank(self, answer):
        """Say thanks, once. Returns whether it was the first time."""
        thanked = Look.objects.filter(pk=self.pk, answered_at=None).exclude(given_at=None)
        done = thanked.update(answer=answer, answered_at=timezone.now()) == 1
        self.refresh_from_db()
        return done

    def _while_waiting(self, *unset, **values):
        """One UPDATE, so that of two at once only one is heard."""
        rows = Look.objects.filter(WAITING, pk=self.pk, **dict.fromkeys(unset))
        done = rows.update(**values) == 1
        self.refresh_from_db()
        return done
