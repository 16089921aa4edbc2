from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.snippets.models import register_snippet


@register_snippet
class Instructor(index.Indexed, models.Model):
    """A person whom course pages show as a teacher.

    It gives nobody a right: who may edit a course is a ``CourseRole``.
    """

    name = models.CharField(_("name"), max_length=80)
    role = models.CharField(_("role"), max_length=160, blank=True)
    bio = models.TextField(_("about"), max_length=1200, blank=True)
    photo = models.ForeignKey(
        "courses.CourseImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [FieldPanel("name"), FieldPanel("role"), FieldPanel("bio"), FieldPanel("photo")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("instructor")
        verbose_name_plural = _("instructors")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def initials(self):
        words = [word for word in self.name.split() if word[0].isalnum() and word[-1] != "."]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
