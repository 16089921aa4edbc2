"""Things to bring into order, and pairs to find."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from .base import OF_EVERY_CHECK, AnswerPanel, Choice


@dataclass(frozen=True)
class Row:
    """An item where it stands now, and the place chosen for it, counted from 1."""

    id: str
    text: str
    place: str
    is_first: bool
    is_last: bool


class OrderingPanel(AnswerPanel):
    lists_parts = True
    in_card = (*OF_EVERY_CHECK, "rows", "places")
    left_blank = ("token", "writer")

    @property
    def complaint(self):
        if self._places:
            return _("Two items have the same place. Give each a place of its own.")
        return _("The items have changed since. Put them in order again.")

    @property
    def hint(self):
        return _("Look again at what is not in its place yet.")

    @cached_property
    def rows(self):
        texts = dict(self.value.entries())
        order = self._order(texts)
        chosen = dict(zip(self.typed.get("order", ()), self._places, strict=False))
        return [
            Row(item_id, texts[item_id], chosen.get(item_id, str(at)), at == 1, at == len(order))
            for at, item_id in enumerate(order, 1)
        ]

    @property
    def places(self):
        return [str(place) for place in range(1, len(self.rows) + 1)]

    @property
    def _places(self):
        """The places that were chosen, where two of them were the same."""
        return self.typed.get("places", ())

    def _order(self, texts):
        for order in (self.typed.get("order"), self.attempt and self.attempt.chosen):
            if order and sorted(order) == sorted(texts):
                return order
        return self.value.start_for(self.seed)


@dataclass(frozen=True)
class Left:
    """A left side, with what can be chosen for it."""

    id: str
    text: str
    choices: tuple


class MatchingPanel(AnswerPanel):
    lists_parts = True
    in_card = (*OF_EVERY_CHECK, "offered", "lefts")
    left_blank = ("token", "writer")

    @property
    def complaint(self):
        return _("Choose a match for each.")

    @property
    def hint(self):
        return _("Look again at the pairs that do not match yet.")

    @cached_property
    def offered(self):
        return self.value.offered(self.seed)

    @property
    def lefts(self):
        made = self._made
        return [
            Left(
                pair_id,
                left,
                tuple(Choice(text, text, made.get(pair_id) == text) for text in self.offered),
            )
            for pair_id, left, _right in self.value.pairs()
        ]

    @property
    def _made(self):
        if pairs := self.typed.get("pairs"):
            return pairs
        chosen = self.attempt.chosen if self.attempt else ()
        return dict(pair.split("=", 1) for pair in chosen)

    @property
    def kept(self):
        return any(self.typed.get("pairs", {}).values())
