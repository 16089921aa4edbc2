"""The course: what it promises, who teaches it, when it is complete."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.models.pages import PageManager, PageQuerySet
from wagtail.search import index

from courses.previewing import PreviewedPage
from courses.schedule_panel import SchedulePanel

from .course_form import CourseForm
from .outlines import Outline, contact_hours, outline_of


class CourseQuerySet(PageQuerySet):
    def for_cards(self):
        """Courses with what a card shows, in three queries more however many there are."""
        return self.select_related("cover").prefetch_related(
            "topics", "course_instructors__instructor", "cover__renditions"
        )

    def written_by(self, user):
        """The courses in which this person has a part; for an administrator, all."""
        return self if user.is_superuser else self.filter(roles__user=user).distinct()


class CoursePage(PreviewedPage, Page):
    class Level(models.TextChoices):
        INTRODUCTORY = "introductory", _("Introductory")
        INTERMEDIATE = "intermediate", _("Intermediate")
        ADVANCED = "advanced", _("Advanced")

    promise = models.CharField(
        _("promise"), max_length=160, help_text=_("One line: what a learner can do afterwards.")
    )
    audience = models.TextField(_("who it is for"), max_length=600, blank=True)
    what_you_make = RichTextField(_("what you will make"), blank=True)
    level = models.CharField(_("level"), max_length=16, choices=Level, default=Level.INTRODUCTORY)
    topics = ParentalManyToManyField(
        "courses.Topic", verbose_name=_("topics"), blank=True, related_name="courses"
    )
    cover = models.ForeignKey(
        "courses.CourseImage",
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    accessibility_note = models.TextField(_("accessibility"), max_length=600, blank=True)
    hours_override = models.DecimalField(
        _("contact hours, if not the sum"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.1"))],
        help_text=_("Left empty: the minutes of the required lessons divided by 60."),
    )
    hours_override_reason = models.CharField(_("why the hours differ"), max_length=250, blank=True)
    version_label = models.CharField(_("version"), max_length=20, default="1")
    enrollment_open = models.BooleanField(_("open for enrollment"), default=True)
    in_order = models.BooleanField(
        _("lessons open one after another"),
        default=False,
        help_text=_("A lesson opens when the required ones before it are complete."),
    )
    checks_count = models.BooleanField(_("knowledge checks must be answered right"), default=True)
    reflections_count = models.BooleanField(_("reflections must be saved"), default=True)
    issues_certificate = models.BooleanField(_("issues a certificate"), default=True)
    certificate_valid_months = models.PositiveSmallIntegerField(
        _("months for which a certificate is valid"),
        null=True,
        blank=True,
        validators=[MinValueValidator(6), MaxValueValidator(120)],
        help_text=_(
            "Left empty: certificates do not expire. Otherwise 24 or 36, for instance: before the"
            " end the holder is told how to renew it by practice. What was issued keeps its date."
        ),
    )
    certificate_issuer = models.CharField(_("issuer"), max_length=120, blank=True)
    signatory_name = models.CharField(_("signed by"), max_length=80, blank=True)
    signatory_title = models.CharField(_("their title"), max_length=120, blank=True)
    ceu_authority = models.CharField(
        _("CEU provider authority"),
        max_length=160,
        blank=True,
        help_text=_("Left empty: certificates show no CEU. CEU = contact hours / 10."),
    )
    competency_area = models.CharField(_("competency area"), max_length=120, blank=True)
    activity_type = models.CharField(_("activity type"), max_length=120, blank=True)

    objects = PageManager.from_queryset(CourseQuerySet)()

    base_form_class = CourseForm
    parent_page_types = ["courses.CatalogPage"]
    subpage_types = ["courses.ModulePage"]

    content_panels = [
        *Page.content_panels,
        FieldPanel("promise"),
        FieldPanel("audience"),
        InlinePanel("outcomes", label=_("Outcome"), heading=_("Outcomes")),
        FieldPanel("what_you_make"),
        FieldPanel("cover"),
        FieldPanel("level"),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        MultipleChooserPanel(
            "course_instructors", chooser_field_name="instructor", label=_("Instructor"),
            heading=_("Instructors"),
        ),
        InlinePanel("prerequisites", label=_("Prerequisite"), heading=_("Prerequisites")),
        InlinePanel("related_courses", label=_("Related course"), heading=_("Related courses")),
        FieldPanel("accessibility_note"),
    ]  # fmt: skip
    completion_panels = [
        MultiFieldPanel(
            [
                HelpPanel(_("A course is complete when all its required lessons are.")),
                FieldPanel("checks_count"),
                FieldPanel("reflections_count"),
                FieldPanel("in_order"),
            ],
            heading=_("Completion rule"),
        ),
        MultiFieldPanel(
            [FieldPanel("hours_override"), FieldPanel("hours_override_reason")],
            heading=_("Contact hours"),
        ),
        FieldPanel("enrollment_open"),
        FieldPanel(
            "version_label",
            read_only=True,
            help_text=_("A new one is named, with what changed, in the course outline."),
        ),
    ]
    certificate_panels = [
        FieldPanel("issues_certificate"),
        FieldPanel("certificate_valid_months"),
        FieldPanel("certificate_issuer"),
        FieldPanel("signatory_name"),
        FieldPanel("signatory_title"),
        FieldPanel("competency_area"),
        FieldPanel("activity_type"),
        FieldPanel("ceu_authority"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(completion_panels, heading=_("Completion")),
            ObjectList(certificate_panels, heading=_("Certificate")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList([SchedulePanel(), *Page.settings_panels[1:]], heading=_("Settings")),
        ]
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("promise", boost=3),
        index.AutocompleteField("promise"),
        index.SearchField("audience"),
        index.RelatedFields("outcomes", [index.SearchField("text")]),
        index.RelatedFields("topics", [index.SearchField("name")]),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def clean(self):
        super().clean()
        if self.hours_override and not self.hours_override_reason:
            raise ValidationError(
                {"hours_override_reason": _("Say why the hours are not the sum of the minutes.")}
            )

    @property
    def key(self):
        """The course's identity, the same in every language."""
        return self.translation_key

    @cached_property
    def outline(self) -> Outline:
        return outline_of(self.path)

    @property
    def contact_hours(self):
        """Contact hours, to one hundredth: the override, or the sum of the outline."""
        return self.hours_override or contact_hours(self.outline.required_minutes)

    @property
    def ceu(self):
        """Continuing education units: hours / 10, to 0.1; None without an authority.

        One CEU is ten contact hours (ANSI/IACET 1).
        """
        return self.ceu_of(self.contact_hours)

    def ceu_of(self, hours):
        if not self.ceu_authority:
            return None
        return (hours / 10).quantize(Decimal("0.1"))

    def completion_rule(self):
        """The rule in words, the same wherever it is shown."""
        rule = self._rule()
        if self.outline.asks_for_posts:
            rule = _("%(rule)s Where a lesson asks for a post in its discussion, it says so.") % {
                "rule": rule
            }
        return rule

    def _rule(self):
        if self.checks_count and self.reflections_count:
            return _(
                "You complete the course when every required lesson is complete: its knowledge"
                " checks answered right and its reflections saved."
            )
        if self.checks_count:
            return _(
                "You complete the course when every required lesson is complete and its knowledge"
                " checks are answered right."
            )
        if self.reflections_count:
            return _(
                "You complete the course when every required lesson is complete and its"
                " reflections are saved."
            )
        return _("You complete the course when every required lesson is marked complete.")


class CourseOutcome(Orderable):
    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="outcomes")
    text = models.CharField(
        _("outcome"), max_length=200, help_text=_("Begins with a verb: “Map a community…”")
    )

    panels = [FieldPanel("text")]

    def __str__(self):
        return self.text


class CourseInstructor(Orderable):
    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="course_instructors")
    instructor = models.ForeignKey(
        "courses.Instructor", on_delete=models.CASCADE, related_name="courses"
    )

    panels = [FieldPanel("instructor")]


class CoursePrerequisite(Orderable):
    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="prerequisites")
    required_course = models.ForeignKey(
        CoursePage, verbose_name=_("course"), on_delete=models.CASCADE, related_name="+"
    )
    enforced = models.BooleanField(
        _("must be completed before enrolling"),
        default=False,
        help_text=_("Otherwise it is advice."),
    )

    panels = [PageChooserPanel("required_course"), FieldPanel("enforced")]


class RelatedCourse(Orderable):
    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="related_courses")
    related = models.ForeignKey(
        CoursePage, verbose_name=_("course"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("related")]
