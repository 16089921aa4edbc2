"""The pages around the courses: front page, catalog, and the pages of every footer."""

import math

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from courses.blocks.base import word_count

WORDS_A_MINUTE = 220


class FrontPage(Page):
    """The address ``/``: says within five seconds what this is and for whom."""

    headline = models.CharField(_("headline"), max_length=120)
    lead = models.TextField(_("lead"), max_length=400)
    featured_course = models.ForeignKey(
        "courses.CoursePage",
        verbose_name=_("course to show"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    featured_article = models.ForeignKey(
        Page,
        verbose_name=_("article to show"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its search description is shown below its title."),
    )
    body = RichTextField(_("more"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1  # its children name it as their parent, those of the community too

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("featured_course"),
        FieldPanel("featured_article"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("front page")

    @property
    def article(self):
        """The chosen article as the page that it is; None while it is not live."""
        chosen = self.featured_article
        return chosen.specific if chosen and chosen.live else None


class CatalogPage(Page):
    """The address ``/courses/``: every course, with search and filters in the URL."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    parent_page_types = ["courses.FrontPage"]
    subpage_types = ["courses.CoursePage"]
    max_count = 1

    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("catalog")


class InfoPage(Page):
    """A page of plain text: terms, privacy, contact, help, or an article."""

    body = RichTextField(_("text"), blank=True)
    in_footer = models.BooleanField(_("show in the footer"), default=True)

    parent_page_types = ["courses.FrontPage"]
    subpage_types = []

    content_panels = [*Page.content_panels, FieldPanel("body")]
    promote_panels = [*Page.promote_panels, FieldPanel("in_footer")]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("information page")

    @property
    def reading_minutes(self):
        return math.ceil(word_count(self.body) / WORDS_A_MINUTE)
