from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class PlanSection(index.Indexed, models.Model):
    """A section of the strategy plan, fed by what lessons ask for.

    The code stands in addresses, where words without a figure have a meaning of their own.
    """

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

    def clean(self):
        super().clean()
        if not any(letter.isdigit() for letter in self.code):
            raise ValidationError({"code": _("Put a figure into the code, as in P1.")})
