"""The table."""

from dataclasses import dataclass, field
from statistics import median, quantiles

HEADINGS = ("page", "clients", "req/s", "p50 ms", "p95 ms", "CPU ms", "queries", "x floor", "aim")


@dataclass
class Line:
    """A page at a number of clients: its bursts, each beside one of the floor."""

    title: str
    clients: int
    aim: float | None = None
    most_ms: float | None = None
    queries: int = 0
    bursts: list = field(default_factory=list)
    floors: list = field(default_factory=list)

    @property
    def times_ms(self):
        return [time * 1000 for burst in self.bursts for time in burst.times]

    @property
    def rate(self):
        return len(self.times_ms) / sum(burst.seconds for burst in self.bursts)

    @property
    def cpu_ms(self):
        return median(burst.cpu_ms_each for burst in self.bursts)

    @property
    def times_floor(self):
        """The median of the ratios: a page and the floor beside it met the same noise."""
        if not self.floors:
            return None
        pairs = zip(self.bursts, self.floors, strict=True)
        return median(page.cpu_ms_each / floor.cpu_ms_each for page, floor in pairs)

    @property
    def meets_aim(self):
        """None where there is none."""
        if self.most_ms:
            return self.cpu_ms < self.most_ms
        return self.times_floor <= self.aim if self.aim else None

    def cells(self):
        aim = f"{self.aim:g}" if self.aim else f"{self.most_ms} ms" if self.most_ms else ""
        times_floor = f"{self.times_floor:.2f}" if self.times_floor else "1"
        return [
            self.title,
            str(self.clients),
            f"{self.rate:.0f}",
            f"{median(self.times_ms):.1f}",
            f"{quantiles(self.times_ms, n=20)[-1]:.1f}",
            f"{self.cpu_ms:.1f}",
            str(self.queries),
            times_floor,
            aim + {True: "", False: " !", None: ""}[self.meets_aim],
        ]


def heading():
    return row(HEADINGS)


def row(cells):
    first, *others = cells
    return f"| {first:<20} | " + " | ".join(f"{cell:>8}" for cell in others) + " |"


def rule():
    return "|" + "-" * 22 + "|" + "|".join("-" * 9 + ":" for _ in HEADINGS[1:]) + "|"
