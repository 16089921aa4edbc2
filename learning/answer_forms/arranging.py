"""Answers that bring things into order, or find pairs."""

from django import forms

from .base import AnswerForm

MOST_ITEMS = 10
UP, DOWN = "up", "down"


class OrderForm(AnswerForm):
    """The ids of the items from first to last; a button moves one of them by one place."""

    order = forms.Field(required=False)

    def clean(self):
        super().clean()
        if sorted(self.chosen) != sorted(self.value.right_answer()):
            raise forms.ValidationError("The items are others by now.")

    @property
    def chosen(self):
        return self.data.getlist("order")

    @classmethod
    def typed(cls, data):
        return {"order": [item_id[:36] for item_id in data.getlist("order")[:MOST_ITEMS]]}

    @classmethod
    def rearranged(cls, value, data):
        if "move" not in data:
            return None
        item_id, _colon, way = data["move"].partition(":")
        kept = cls.kept(data)
        order = kept["order"]
        if item_id in order:
            at = order.index(item_id)
            to = at + {UP: -1, DOWN: 1}.get(way, 0)
            if 0 <= to < len(order):
                order[at], order[to] = order[to], order[at]
        return kept | {"moved": item_id[:36]}


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
