"""Institutions in the CMS: who coordinates, and the seats they hold. For administrators."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from accounts.institution_admin import CoordinatorViewSet, InstitutionViewSet
from learning.models import SeatGrant


class SeatGrantViewSet(SnippetViewSet):
    model = SeatGrant
    icon = "tasks"
    menu_label = _("Seats")
    panels = [
        FieldPanel("institution"),
        PageChooserPanel("course"),
        FieldPanel("seats"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]
    list_display = [
        Column("institution", label=_("Institution")),
        Column("course", label=_("Course")),
        Column("seats", label=_("Seats")),
        Column("left", label=_("Left")),
        DateColumn("ends_on", label=_("Until")),
    ]
    list_filter = ["institution"]
    copy_view_enabled = False

    def get_queryset(self, request):
        return SeatGrant.objects.with_use().select_related("institution", "course")


class InstitutionGroup(SnippetViewSetGroup):
    menu_label = _("Institutions")
    menu_icon = "home"
    menu_order = 360
    items = (InstitutionViewSet, CoordinatorViewSet, SeatGrantViewSet)
