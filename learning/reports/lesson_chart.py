"""Two bars for each lesson, drawn on the server: how many opened it, how many completed it."""

from dataclasses import dataclass

ROW, BAR, LEFT, WIDTH = 34, 12, 36, 400  # in the drawing's own units


@dataclass(frozen=True)
class Bars:
    number: int
    top: int
    middle: int
    below: int
    opened: int
    completed: int
    row: object


class LessonChart:
    """Sizes only: the words stand in the table beside it, which says the same."""

    left, bar, width = LEFT, BAR, LEFT + WIDTH + 4
    half, end = LEFT + WIDTH // 2, LEFT + WIDTH

    def __init__(self, rows):
        self.rows = rows
        self.height = ROW * len(rows) + 4

    @property
    def bars(self):
        return [
            Bars(
                number,
                top := (number - 1) * ROW + 4,
                top + BAR + 4,
                top + BAR + 1,
                WIDTH * row.opened_percent // 100,
                WIDTH * row.completed_percent // 100,
                row,
            )
            for number, row in enumerate(self.rows, 1)
        ]
