"""What an author looks for in the library, read from the address; nonsense is ignored."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import LibraryItem, Topic


class LibraryFilter(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[
            ("", _("Prompts and questions")),
            ("prompts", _("Prompts")),
            ("questions", _("Questions")),
        ],
    )
    topic = forms.ModelChoiceField(
        label=_("Topic"), required=False, queryset=Topic.objects.all(), empty_label=_("Any topic")
    )

    def __init__(self, data):
        super().__init__(data)
        self.full_clean()

    @property
    def is_used(self):
        return any(self.cleaned_data.values())

    def items(self):
        chosen = self.cleaned_data
        found = LibraryItem.objects.with_uses().prefetch_related("topics")
        if chosen.get("kind") == "prompts":
            found = found.prompts()
        elif chosen.get("kind") == "questions":
            found = found.questions()
        if chosen.get("topic"):
            found = found.filter(topics=chosen["topic"])
        return found.matching(chosen.get("q") or "").order_by("-added_at", "-pk")
