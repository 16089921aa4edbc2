"""Answers that bring things into order, or find pairs."""

from django import forms

from .base import AnswerForm

MOST_ITEMS = 10


class OrderForm(AnswerForm):
    """The ids of the items as they stand on the page, and beside each the place chosen for it.

    A script moves the items themselves, and their places with them; without one, all places
    are chosen and sent at once, so that nothing typed elsewhere on the page is lost by it.
    """

    order = forms.Field(required=False)

    def clean(self):
        super().clean()
        if sorted(self.chosen) != sorted(self.value.right_answer()):
            raise forms.ValidationError("The items are others by now.")
        if "places" in self.typed(self.data):
            raise forms.ValidationError("Two items have the same place.")

    @property
    def chosen(self):
        return self.typed(self.data)["order"]

    @classmethod
    def typed(cls, data):
        """The order that was chosen; where two have one place, as they stand and their places."""
        order = [item_id[:36] for item_id in data.getlist("order")[:MOST_ITEMS]]
        places = [place[:2] for place in data.getlist("place")[:MOST_ITEMS]]
        if not places:
            return {"order": order}
        by_place = dict(zip(places, order, strict=False))
        sought = [str(place) for place in range(1, len(order) + 1)]
        if sorted(places) != sorted(sought):
            return {"order": order, "places": places}
        return {"order": [by_place[place] for place in sought]}


class MatchForm(AnswerForm):
    """A field for each left side, ``pair-<id>``, with the text of the right side chosen."""

    PREFIX = "pair-"

    def __init__(self, value, data, **kwargs):
        super().__init__(value, data, **kwargs)
        offered = [(text, text) for text in value.offered("")]
        for pair_id, _left, _right in value.pairs():
            self.fields[f"{self.PREFIX}{pair_id}"] = forms.ChoiceField(choices=offered)

    @property
    def chosen(self):
        return [
            f"{name.removeprefix(self.PREFIX)}={text}"
            for name, text in self.cleaned_data.items()
            if name.startswith(self.PREFIX)
        ]

    @classmethod
    def typed(cls, data):
        names = [name for name in data if name.startswith(cls.PREFIX)][:MOST_ITEMS]
        return {"pairs": {name.removeprefix(cls.PREFIX)[:36]: data[name][:160] for name in names}}
