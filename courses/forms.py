"""What a visitor may ask of the catalog."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import CoursePage, LessonPage, Topic
from .models.outlines import contact_hours

# Contact hours, from (inclusive) and to (exclusive).
LENGTHS = {"short": (0, 2), "medium": (2, 4), "long": (4, 1000)}
WORDS = re.compile(r"[\w'’]+")


class CatalogFilter(forms.Form):
    """Search and filters, read from the URL and never failing: nonsense is ignored.

    ``states`` maps a course key to "in_progress" or "complete" for the visitor;
    ``topics`` are [(slug, name)], read from the database unless given.
    """

    q = forms.CharField(label=_("Search courses"), required=False, max_length=100)
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
            ("long", _("4 hours or more")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    status = forms.MultipleChoiceField(
        label=_("My status"),
        required=False,
        choices=[
            ("new", _("Not enrolled")),
            ("in_progress", _("In progress")),
            ("complete", _("Complete")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )

    filters = ["topic", "level", "length", "status"]

    def __init__(self, data, *, states=None, signed_in=False, topics=None):
        super().__init__(data)
        self.states = states or {}
        if topics is None:
            topics = Topic.objects.values_list("slug", "name")
        self.fields["topic"].choices = list(topics)
        if not signed_in:
            del self.fields["status"]
        self.full_clean()

    def chosen(self, name):
        """The valid values of one filter."""
        if name not in self.fields:
            return []
        return [
            value
            for value in self.data.getlist(name)
            if any(value == choice for choice, _label in self.fields[name].choices)
        ]

    def active_filters(self):
        return [(name, value) for name in self.filters for value in self.chosen(name)]

    @property
    def query(self):
        return " ".join(self.data.get("q", "").split())[:100]

    def courses(self):
        """The live courses that match, newest last published first."""
        found = CoursePage.objects.live().public()
        if levels := self.chosen("level"):
            found = found.filter(level__in=levels)
        if topics := self.chosen("topic"):
            found = found.filter(topics__slug__in=topics).distinct()
        if lengths := self.chosen("length"):
            found = found.filter(pk__in=list(self._as_long_as(lengths)))
        if statuses := self.chosen("status"):
            found = self._with_status(found, statuses)
        if self.query:
            found = found.filter(pk__in=self._matching())
        return found.order_by("-first_published_at", "title")

    def _matching(self):
        """Keys of the courses that the search finds, by whole words and by their beginnings."""
        live = CoursePage.objects.live()
        # A quotation mark or a null would end SQLite's search string early.
        words = " ".join(WORDS.findall(self.query))
        if not words:
            return set()
        whole = live.search(words, operator="and")
        begun = live.autocomplete(words, operator="and")
        return {course.pk for results in (whole, begun) for course in results}

    def _as_long_as(self, lengths):
        totals = LessonPage.objects.totals_by_course()
        for pk, path, override in CoursePage.objects.live().values_list(
            "pk", "path", "hours_override"
        ):
            hours = override or contact_hours(totals.get(path, {"minutes": 0})["minutes"])
            if any(LENGTHS[name][0] <= hours < LENGTHS[name][1] for name in lengths):
                yield pk

    def _with_status(self, found, statuses):
        keys = {key for key, state in self.states.items() if state in statuses}
        if "new" not in statuses:
            return found.filter(translation_key__in=keys)
        hidden = {key for key, state in self.states.items() if state not in statuses}
        return found.exclude(translation_key__in=hidden)
