"""When people here are at work: a calendar that hosts and moderators keep in the CMS."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from accounts.models.users import validate_time_zone
from community.answering.working_time import Calendar

WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
LONGEST_CLOSURE = timedelta(days=366)


def default_time_zone():
    return settings.TIME_ZONE


def _in_order(row):
    """Refuse dates that run backward, or for longer than a calendar can be trusted."""
    if row.starts_on and row.ends_on:
        if row.ends_on < row.starts_on:
            raise ValidationError({"ends_on": _("The last day comes before the first.")})
        if row.ends_on - row.starts_on > LONGEST_CLOSURE:
            raise ValidationError({"ends_on": _("A year at most. Enter what comes after it then.")})


@register_setting(icon="time")
class WorkingHours(ClusterableModel, BaseGenericSetting):
    """One row, or none while nobody has set anything: then Monday to Friday, 9 to 5."""

    time_zone = models.CharField(
        _("time zone"), max_length=64, default=default_time_zone, validators=[validate_time_zone],
        help_text=_("As “America/New_York”. The hours below are on clocks there."),
    )  # fmt: skip
    monday = models.BooleanField(_("Monday"), default=True)
    tuesday = models.BooleanField(_("Tuesday"), default=True)
    wednesday = models.BooleanField(_("Wednesday"), default=True)
    thursday = models.BooleanField(_("Thursday"), default=True)
    friday = models.BooleanField(_("Friday"), default=True)
    saturday = models.BooleanField(_("Saturday"), default=False)
    sunday = models.BooleanField(_("Sunday"), default=False)
    opens_at = models.TimeField(_("from"), default=time(9))
    closes_at = models.TimeField(_("to"), default=time(17))

    panels = [
        FieldPanel("time_zone"),
        MultiFieldPanel([FieldPanel(day) for day in WEEK], heading=_("Working days")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")])],
            heading=_("Working hours"),
        ),
        InlinePanel(
            "closures", label=_("Closed"), heading=_("Closures"),
            help_text=_("Holidays and breaks. No post waits for anybody on these days."),
        ),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("working hours")
        verbose_name_plural = _("working hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(*[(day, True) for day in WEEK], _connector=Q.OR),
                name="a_calendar_has_an_open_day",
                violation_error_message=_("Choose at least one working day."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="a_working_day_ends_after_it_begins",
                violation_error_message=_("The day has to end after it begins."),
            ),
        ]

    @classmethod
    def current(cls):
        """The site's calendar."""
        row = cls.objects.first()
        return row.calendar() if row else cls().calendar()

    def calendar(self):
        closures = self.closures.all() if self.pk else []
        return Calendar(
            zone=ZoneInfo(self.time_zone),
            days=frozenset(number for number, day in enumerate(WEEK) if getattr(self, day)),
            opens=self.opens_at,
            closes=self.closes_at,
            closures=tuple((row.starts_on, row.ends_on) for row in closures),
        )


class Closure(models.Model):
    """Days on which nobody is at work, both included."""

    hours = ParentalKey(WorkingHours, on_delete=models.CASCADE, related_name="closures")
    name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="a_closure_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        _in_order(self)


class AbsenceQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class Absence(models.Model):
    """Days on which a host is away, both included: what is theirs passes to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences"
    )
    starts_on = models.DateField(_("first day away"))
    ends_on = models.DateField(_("last day away"))

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="an_absence_ends_after_it_begins"
            )
        ]

    def clean(self):
        _in_order(self)
