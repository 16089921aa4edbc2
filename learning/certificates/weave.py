"""The three-strand plait around a certificate, drawn as SVG.

One closed rounded rectangle is the middle line. Strand ``k`` swings across it
as ``sin(a + k * 120 degrees)`` while it rises and sinks as ``sin(2a)``: that is
a flat plait, where each strand goes over and under in turn. Sides and corners
hold whole turns, so that the four corners look alike. Lengths are millimeters.
"""

from itertools import pairwise
from math import cos, pi, sin

# Spruce, marigold and mulberry: dark, light and middle in greyscale.
COLORS = ("#14594B", "#F3B229", "#8A2350")
INSET = 9
SWING = 2
STROKE = 0.8
HALO = 1.35
CORNER = 15
TURN = 10.5
CORNER_TURNS = 2
QUARTER = pi / 2  # of a turn, in one cubic: within 0.04 mm of the sine


def weave_svg(width, height):
    """The border of a page of this size; its outer edge lies 9 mm inside."""
    line = _MiddleLine(width, height)
    strands = [_strand(line, 2 * pi * k / 3) for k in range(3)]
    whole = "".join(_path(_closed(s), color) for s, color in zip(strands, COLORS, strict=True))
    tops = [_tops(strand) for strand in strands]
    halo = _path("".join(tops), "#FFFFFF", HALO)
    # Round ends hide the seam between a strand and its own upper quarter.
    over = "".join(_path(top, color, cap="round") for top, color in zip(tops, COLORS, strict=True))
    return _svg(width, height, f"{whole}{halo}{over}")


def place_svg(width, height):
    """As large, and one point of a strand: what stands for the weave until it is put in."""
    return _svg(width, height, _path("M0 0", COLORS[0]))


def _svg(width, height, paths):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"'
        f' viewBox="0 0 {width} {height}" fill="none" aria-hidden="true">{paths}</svg>'
    )


class _MiddleLine:
    """A rounded rectangle, walked clockwise from the left end of its top side."""

    def __init__(self, width, height):
        edge = INSET + SWING + STROKE / 2 + CORNER
        self.centers = [
            (edge, edge),
            (width - edge, edge),
            (width - edge, height - edge),
            (edge, height - edge),
        ]
        self.sides = [width - 2 * edge, height - 2 * edge] * 2
        self.side_turns = [round(side / TURN) for side in self.sides]
        self.turns = sum(self.side_turns) + 4 * CORNER_TURNS

    def at(self, angle):
        """Point, heading, millimeters per radian and curvature at ``angle``."""
        turn = (angle / (2 * pi)) % self.turns
        for quarter, (side, turns) in enumerate(zip(self.sides, self.side_turns, strict=True)):
            heading = quarter * pi / 2
            if turn < turns:
                along = side * turn / turns
                x, y = self._on_arc(quarter, heading)
                point = (x + along * cos(heading), y + along * sin(heading))
                return point, heading, side / turns / (2 * pi), 0
            turn -= turns
            if turn < CORNER_TURNS:
                heading += pi / 2 * turn / CORNER_TURNS
                point = self._on_arc((quarter + 1) % 4, heading)
                return point, heading, CORNER / CORNER_TURNS / 4, 1 / CORNER
            turn -= CORNER_TURNS
        raise ValueError(angle)

    def _on_arc(self, corner, heading):
        x, y = self.centers[corner]
        return x + CORNER * sin(heading), y - CORNER * cos(heading)


def _strand(line, phase):
    """Cubic pieces, a quarter turn each, the first beginning on its way over."""
    knots = [_knot(line, i * QUARTER - phase, phase) for i in range(line.turns * 4 + 1)]
    return [
        (
            p,
            (p[0] + t[0] * QUARTER / 3, p[1] + t[1] * QUARTER / 3),
            (q[0] - u[0] * QUARTER / 3, q[1] - u[1] * QUARTER / 3),
            q,
        )
        for (p, t), (q, u) in pairwise(knots)
    ]


def _knot(line, angle, phase):
    """Where the strand is at ``angle``, and its derivative by the angle."""
    (x, y), heading, speed, curvature = line.at(angle)
    swing = SWING * sin(angle + phase)
    outward_speed = SWING * cos(angle + phase)
    forward_speed = speed * (1 + swing * curvature)
    along, outward = (cos(heading), sin(heading)), (sin(heading), -cos(heading))
    return (
        (x + swing * outward[0], y + swing * outward[1]),
        (
            forward_speed * along[0] + outward_speed * outward[0],
            forward_speed * along[1] + outward_speed * outward[1],
        ),
    )


def _closed(pieces):
    return _move(pieces[0]) + "".join(_curve(piece) for piece in pieces) + "Z"


def _tops(pieces):
    """Every second quarter turn: those where ``sin(2a)`` is positive."""
    return "".join(_move(piece) + _curve(piece) for piece in pieces[::2])


def _move(piece):
    return "M{:.2f} {:.2f}".format(*piece[0])


def _curve(piece):
    return "C" + " ".join(f"{x:.2f} {y:.2f}" for x, y in piece[1:])


def _path(d, color, stroke=STROKE, cap="butt"):
    return f'<path d="{d}" stroke="{color}" stroke-width="{stroke}" stroke-linecap="{cap}"/>'
