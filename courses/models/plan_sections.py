from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.snippets.models import register_snippet


@register_snippet
class PlanSection(index.Indexed, models.Model):
    """A section of the strategy plan that reflections feed."""

    code = models.SlugField(_("code"), max_length=12, unique=True)
    title = models.CharField(_("title"), max_length=120)
    guidance = models.TextField(_("guidance"), blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("code"), FieldPanel("title"), FieldPanel("guidance"), FieldPanel("sort_order"),
    ]  # fmt: skip
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("plan section")
        verbose_name_plural = _("plan sections")
        ordering = ["sort_order", "code"]

    def __str__(self):
        return self.title
