from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from courses.schedule_panel import SchedulePanel


class ModulePage(Page):
    """A part of a course: a title, a summary and its lessons in order."""

    summary = models.TextField(_("summary"), max_length=400, blank=True)

    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    settings_panels = [SchedulePanel(), *Page.settings_panels[1:]]
    preview_modes = []  # it is a place in the course's outline, see serve()

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def serve(self, request, *args, **kwargs):
        """A module has no page of its own: it is a place in the course's outline."""
        return redirect(f"{self.get_parent().get_url(request)}#module-{self.pk}")
