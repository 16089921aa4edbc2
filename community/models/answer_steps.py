"""How a post that waits climbs, set in the CMS beside the working hours."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

HOURS = [MinValueValidator(0), MaxValueValidator(200)]


@register_setting(icon="list-ol")
class AnswerSteps(BaseGenericSetting):
    """One row, or none while nobody has set anything."""

    asks_members = models.BooleanField(
        _("offer it to a member"), default=True,
        help_text=_("Somebody who finished the same module, each at most once a week."),
    )  # fmt: skip
    member_hours = models.PositiveSmallIntegerField(
        _("after so many working hours"), default=4, validators=HOURS
    )
    asks_mentors = models.BooleanField(_("offer it to a mentor on duty"), default=True)
    mentor_hours = models.PositiveSmallIntegerField(
        _("after so many working hours"), default=8, validators=HOURS,
        help_text=_("By the end of the next working day it is the host’s in any case."),
    )  # fmt: skip
    minimum_helpers = models.PositiveSmallIntegerField(
        _("helpers needed"), default=8,
        help_text=_("With fewer people willing to be asked, every post goes straight to the host."),
    )  # fmt: skip

    panels = [
        MultiFieldPanel(
            [FieldPanel("asks_members"), FieldPanel("member_hours")], heading=_("A member")
        ),
        MultiFieldPanel(
            [FieldPanel("asks_mentors"), FieldPanel("mentor_hours")], heading=_("A mentor")
        ),
        FieldPanel("minimum_helpers"),
    ]

    class Meta:
        verbose_name = _("steps to an answer")
        verbose_name_plural = _("steps to an answer")

    @classmethod
    def current(cls):
        return cls.objects.first() or cls()
