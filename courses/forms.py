"""What a visitor may ask of the catalog."""

from django import forms
from django.db.models import Sum, Subquery, OuterRef, IntegerField
from django.utils.translation import gettext_lazy as _

from .models import CoursePage, Topic


class CatalogFilter(forms.Form):
    """Search and filters, read from the URL and never failing: what makes no sense is ignored."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    topic = forms.MultipleChoiceField(
        label=_("Topic"), required=False, widget=forms.CheckboxSelectMultiple
    )
    level = forms.MultipleChoiceField(
        label=_("Level"),
        required=False,
        choices=CoursePage.Level.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    length = forms.MultipleChoiceField(
        label=_("Length"),
        required=False,
        choices=[
            ("short", _("Under 2 hours")),
            ("medium", _("2 to 4 hours")),
            ("long", _("Over 4 hours")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    status = forms.MultipleChoiceField(
        label=_("My status"),
        required=False,
        choices=[
            ("new", _("Not started")),
            ("in_progress", _("In progress")),
            ("complete", _("Complete")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
