"""The lesson: what is read, done and asked in one sitting."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.models.pages import PageManager, PageQuerySet
from wagtail.search import index

from courses import published
from courses.blocks import LessonBody
from courses.previewing import SIGNED_OUT, PreviewedPage
from courses.schedule_panel import SchedulePanel
from courses.stream_fields import FreeStreamField

from .activities import Activity
from .duties import LessonDuty
from .lesson_form import LessonForm
from .modules import ModulePage
from .outlines import COURSE_DEPTH


class LessonQuerySet(PageQuerySet):
    def in_course(self, course_path):
        """The live lessons below a course, in reading order."""
        return self.live().filter(path__startswith=course_path).order_by("path")

    def with_duties(self):
        """Each with ``.required_from``, the day since when it is required."""
        duties = LessonDuty.objects.filter(lesson_key=OuterRef("translation_key"))
        return self.annotate(required_from=Subquery(duties.values("required_from")[:1]))

    def totals_by_course(self, course_paths=None):
        """{course path: {"minutes": required minutes, "lessons": live lessons}} in one query."""
        rows = self.live().annotate(
            course_path=Substr("path", 1, COURSE_DEPTH * self.model.steplen),
            module_path=Substr("path", 1, (COURSE_DEPTH + 1) * self.model.steplen),
        )
        rows = rows.filter(module_path__in=ModulePage.objects.live().values("path"))
        if course_paths is not None:
            rows = rows.filter(course_path__in=course_paths)
        rows = (
            rows.order_by()
            .values("course_path")
            .annotate(
                required_minutes=Sum("minutes", filter=Q(required=True), default=0),
                lessons=Count("pk"),
            )
        )
        return {
            row["course_path"]: {"minutes": row["required_minutes"], "lessons": row["lessons"]}
            for row in rows
        }

    def open_to_all(self):
        return self.filter(open_to_all=True)


class LessonPage(PreviewedPage, Page):
    objective = models.CharField(
        _("objective"),
        max_length=250,
        help_text=_("What the learner can do after this lesson. Begins with a verb."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("What is done in the lesson itself; these minutes make the contact hours."),
    )
    field_minutes = models.PositiveSmallIntegerField(
        _("minutes of field work"),
        default=0,
        help_text=_("Work away from the lesson, named apart and not counted in the hours."),
    )
    field_work = models.CharField(_("field work"), max_length=200, blank=True)
    required = models.BooleanField(
        _("required"), default=True, help_text=_("Optional lessons never hold up completion.")
    )
    open_to_all = models.BooleanField(
        _("open to all"), default=False, help_text=_("Anyone can read it without enrolling.")
    )
    outcomes = ParentalManyToManyField(
        "courses.CourseOutcome",
        verbose_name=_("outcomes"),
        blank=True,
        related_name="lessons",
        help_text=_("Which of the course's outcomes this lesson works on."),
    )
    body = FreeStreamField(LessonBody(), verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(LessonQuerySet)()

    base_form_class = LessonForm
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("objective"),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("required"), FieldPanel("open_to_all")]),
        FieldPanel("body"),
        FieldPanel("outcomes", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldPanel("field_minutes"), FieldPanel("field_work")],
            heading=_("Field work"),
            classname="collapsed",
        ),
    ]
    settings_panels = [SchedulePanel(), *Page.settings_panels[1:]]

    search_fields = [
        *Page.search_fields,
        index.SearchField("objective", boost=2),
        index.SearchField("body"),
        index.FilterField("open_to_all"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def get_preview_template(self, request, mode_name):
        if mode_name == SIGNED_OUT and not self.open_to_all:
            return "learning/lesson_closed.html"
        return super().get_preview_template(request, mode_name)

    @property
    def key(self):
        """The lesson's identity: the same after a move, a rename and in every language."""
        return self.translation_key

    @property
    def course_path(self):
        """The tree path of the course that this lesson stands in, without a query."""
        return self.path[: -2 * self.steplen]

    def block(self, block_id):
        """The block of this id, or None. Its value is ``.value``, its kind ``.block_type``."""
        return self._blocks.get(str(block_id))

    @property
    def _blocks(self):
        """The blocks by id: of a page fetched without its body, those that are kept."""
        if "body" in self.__dict__:
            return {child.id: child for child in self.body}
        return published.kept(
            ("blocks", self.pk, self.last_published_at),
            lambda: {child.id: child for child in self.body},
        )

    def save(self, *args, **kwargs):
        """Publishing synchronizes the indexes of what is asked in the same transaction."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            if self.live and kwargs.get("update_fields") is None:
                Activity.objects.synchronize(self)
                LessonDuty.objects.synchronize(self)
