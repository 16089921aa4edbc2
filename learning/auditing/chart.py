"""A bar for each purpose, drawn on the server: the first count, and below it the repeat."""

from dataclasses import dataclass

from .tally import Tally, changes, sentence_of

BAR, GAP, LEFT, WIDTH, NUMBER = 16, 12, 88, 300, 44  # in the drawing's own units


@dataclass(frozen=True)
class Bar:
    """``text`` is where the middle of the letters stands; ``end`` is where the number begins."""

    top: int
    text: int
    width: int
    end: int
    percent: int


@dataclass(frozen=True)
class Group:
    label: str
    text: int
    before: Bar
    after: Bar = None


class AuditChart:
    """Outlined is the first count, filled the repeat: no color says it alone.

    The words stand in the table beside it, which says the same.
    """

    left, bar, width = LEFT, BAR, LEFT + WIDTH + NUMBER

    def __init__(self, baseline, repeat=None):
        self.before, self.after = Tally.of(baseline), Tally.of(repeat)
        self.purposes = changes(self.before, self.after, "purposes")
        self.contents = changes(self.before, self.after, "contents")
        self.sentence = sentence_of(baseline, repeat)
        bars = 2 if self.after else 1
        self.step = bars * (BAR + 3) + GAP
        self.height = self.step * len(self.purposes)

    @property
    def groups(self):
        for n, row in enumerate(self.purposes):
            top = n * self.step + GAP // 2
            before = self._bar(top, row.before_percent)
            after = self._bar(top + BAR + 3, row.after_percent) if self.after else None
            yield Group(row.label, before.text, before, after)

    @staticmethod
    def _bar(top, percent):
        width = max(WIDTH * percent // 100, 1)
        return Bar(top, top + BAR - 3, width, LEFT + width + 6, percent)
