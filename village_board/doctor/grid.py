"""How large letters must be, and how many of them then fit on a screen (K16).

EN 301 549, 5.1.4: the height of a capital letter takes up at least 0.7 degrees of the reader's view. A terminal has
cells twice as high as wide. The capital of a usual font is 0.72 em high, and its line is 1.17 em.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

LEAST_ANGLE = 0.7
CAPITAL_EM, LINE_EM = 0.72, 1.17
CELL_RATIO = 2
#: centimetres between a reader in the hall and the screen
USUAL_DISTANCE = 50
#: what the kiosk needs at least
LEAST_COLUMNS, LEAST_LINES = 50, 20
_CM_AN_INCH = 2.54
_POINTS_AN_INCH = 72


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen: its diagonal in inches and the sides of its shape, as it hangs."""

    inches: float
    across: int = 16
    down: int = 9

    @property
    def width(self) -> float:
        """Centimetres from left to right."""
        return self._side(self.across)

    @property
    def height(self) -> float:
        """Centimetres from top to bottom."""
        return self._side(self.down)

    def _side(self, side: int) -> float:
        return self.inches * _CM_AN_INCH * side / math.hypot(self.across, self.down)


LANDSCAPE, PORTRAIT = Screen(21.5), Screen(21.5, 9, 16)
#: the screens and distances (cm) of the table that the doctor prints
TABLE: tuple[tuple[Screen, int], ...] = (
    (Screen(10, 16, 10), 50),
    (Screen(15.6), 50),
    (LANDSCAPE, 40),
    (LANDSCAPE, 50),
    (LANDSCAPE, 60),
    (PORTRAIT, 50),
    (Screen(32), 60),
)


def letter_height(distance: float) -> float:
    """Return the least height of a capital letter, in centimetres, read from `distance` centimetres."""
    return 2 * distance * math.tan(math.radians(LEAST_ANGLE / 2))


def line_height(distance: float) -> float:
    """Return the least height of a line of the terminal, in centimetres."""
    return letter_height(distance) / CAPITAL_EM * LINE_EM


def largest_grid(screen: Screen, distance: float) -> tuple[int, int]:
    """Return how many columns and lines `screen` may show at most to a reader at `distance` centimetres."""
    line = line_height(distance)
    return int(screen.width / (line / CELL_RATIO)), int(screen.height / line)


def farthest(screen: Screen, columns: int, lines: int) -> float:
    """Return from how many centimetres the letters of a terminal that fills `screen` are still large enough."""
    line = min(screen.height / lines, screen.width / columns * CELL_RATIO)
    return line / line_height(1)


def font_pixels(screen: Screen, pixels: int, distance: float) -> int:
    """Return how many pixels high the font must be (its em), on `screen` with `pixels` from top to bottom (K16)."""
    return math.ceil(letter_height(distance) / CAPITAL_EM / (screen.height / pixels))


def font_points(distance: float) -> int:
    """Return how many points the font must have, where the terminal knows the true size of its screen (K16)."""
    return math.ceil(letter_height(distance) / CAPITAL_EM / _CM_AN_INCH * _POINTS_AN_INCH)


def seen_angle(screen: Screen, pixels: int, line: int, distance: float) -> float:
    """Return under how many degrees a capital is seen where a line of the terminal has `line` pixels (K16)."""
    letter = line / pixels * screen.height / LINE_EM * CAPITAL_EM
    return math.degrees(2 * math.atan(letter / 2 / distance))


def hall_screen(columns: int, lines: int) -> Screen:
    """Return the reference screen, hung as a terminal of this shape would fill it."""
    return LANDSCAPE if columns >= lines * CELL_RATIO else PORTRAIT
