"""What people thought of a course, kept apart from who said it."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SCALE = [MinValueValidator(1), MaxValueValidator(5)]
AGREEMENT = [
    (5, _("I agree fully")),
    (4, _("I agree")),
    (3, _("Partly")),
    (2, _("I disagree")),
    (1, _("I disagree fully")),
]
RATED = ("promise", "time", "recommend")


def this_month():
    return timezone.localdate().replace(day=1)


class EvaluationAnswerQuerySet(models.QuerySet):
    def hand_in(self, enrollment, **answers):
        """Keep the answers, and apart from them that this person has answered.

        Returns whether they counted: a second time changes nothing.
        """
        try:
            with transaction.atomic():
                EvaluationGiven.objects.create(enrollment=enrollment)
                course = enrollment.course
                self.create(
                    course_key=enrollment.course_key, version=course.version_label, **answers
                )
        except IntegrityError:
            return False
        return True


class EvaluationAnswer(models.Model):
    """The answers of nobody in particular.

    No person, no enrollment, no day, no institution: the month only. The key is random,
    so that its order says nothing about who came when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course_key = models.UUIDField(_("course key"), db_index=True)
    version = models.CharField(_("version"), max_length=20, blank=True)
    month = models.DateField(_("month"), default=this_month)
    promise = models.PositiveSmallIntegerField(
        _("I can now do what the course promised."), choices=AGREEMENT, validators=SCALE
    )
    time = models.PositiveSmallIntegerField(
        _("What I learned was worth the time it took."), choices=AGREEMENT, validators=SCALE
    )
    recommend = models.PositiveSmallIntegerField(
        _("I would recommend the course to a colleague."), choices=AGREEMENT, validators=SCALE
    )
    comment = models.TextField(
        _("What should change, and what should stay?"), max_length=2000, blank=True
    )

    objects = EvaluationAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("course evaluation")
        verbose_name_plural = _("course evaluations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__range": (1, 5) for name in RATED}),
                name="an_evaluation_rates_from_one_to_five",
            )
        ]


class EvaluationGiven(models.Model):
    """That somebody has evaluated the course they took; not what they said, and not when."""

    enrollment = models.OneToOneField(
        "learning.Enrollment", on_delete=models.CASCADE, related_name="evaluation_given"
    )
