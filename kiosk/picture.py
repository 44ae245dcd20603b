"""Which part of a picture is seen, and that part in cells: two dots above each other in one. Pure but for the decoder.

Own half blocks and no terminal's graphics: Debian's foot and xterm draw sixel each in its own way, a terminal must be
asked for it before Textual reads the keys, and the part that is seen is worked out anew at each step anyhow.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import ceil, log2
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from PIL.Image import Image

#: dots of the screen for one pixel, where it is largest.
_LARGEST = 2.0
#: by which part of what is seen one step moves.
_STEP = 0.5

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class View:
    """Where the middle of what is seen lies (0 to 1 of width and height), and how often it was made twice as large."""

    x: float = 0.5
    y: float = 0.5
    zoom: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What is seen: the part of the picture in pixels, and the dots that it takes; the view that it really is."""

    left: float
    top: float
    right: float
    bottom: float
    dots: tuple[int, int]
    view: View

    def beyond(self, size: tuple[int, int]) -> dict[str, bool]:
        """Return in which directions more of the picture lies."""
        return {
            "left": self.left > 0,
            "up": self.top > 0,
            "right": self.right < size[0],
            "down": self.bottom < size[1],
        }


def largest(size: tuple[int, int], room: tuple[int, int]) -> int:
    """Return how often a picture of `size` pixels can be made twice as large in a room of columns and rows."""
    return max(ceil(log2(_whole(size, room) * _LARGEST)), 0)


def part_of(size: tuple[int, int], room: tuple[int, int], view: View) -> Part:
    """Return what is seen of a picture of `size` pixels in a room of columns and rows: never beyond its edges."""
    zoom = min(max(view.zoom, 0), largest(size, room))
    scale = _whole(size, room) / 2**zoom
    spans, dots, middle = [], [], []
    for length, cells, at in ((size[0], room[0], view.x), (size[1], 2 * room[1], view.y)):
        seen = min(cells * scale, float(length))
        start = min(max(at * length - seen / 2, 0.0), length - seen)
        spans.append((start, min(start + seen, float(length))))
        dots.append(min(max(round(seen / scale), 1), cells))
        middle.append((start + seen / 2) / length)
    (left, right), (top, bottom) = spans
    return Part(left, top, right, bottom, (dots[0], dots[1]), View(middle[0], middle[1], zoom))


def moved(part: Part, size: tuple[int, int], direction: str) -> View:
    """Return the view after one step to the left, right, up or down."""
    across, along = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}[direction]
    x = part.view.x + across * _STEP * (part.right - part.left) / size[0]
    y = part.view.y + along * _STEP * (part.bottom - part.top) / size[1]
    return View(x, y, part.view.zoom)


def strips(picture: Image, part: Part) -> list[Strip]:
    """Return the part of `picture` in rows of cells; takes some hundredths of a second."""
    from PIL.Image import Resampling  # noqa: PLC0415 - only where a picture is opened

    wide, high = part.dots
    box = (part.left, part.top, part.right, part.bottom)
    dots = picture.resize((wide, high), Resampling.LANCZOS, box=box, reducing_gap=2.0).tobytes()
    rows = [_row(dots[start : start + 3 * wide]) for start in range(0, len(dots), 3 * wide)]
    below: list[Rgb | None] = [None] * wide
    return [
        _strip(list(zip(rows[at], rows[at + 1] if at + 1 < high else below, strict=True))) for at in range(0, high, 2)
    ]


def _whole(size: tuple[int, int], room: tuple[int, int]) -> float:
    """Return how many pixels one dot stands for where the whole picture is seen."""
    return max(size[0] / room[0], size[1] / (2 * room[1]))


def _row(dots: bytes) -> list[Rgb]:
    return list(zip(dots[0::3], dots[1::3], dots[2::3], strict=True))


def _strip(cells: list[tuple[Rgb, Rgb | None]]) -> Strip:
    return Strip([_segment(pair, len(list(run))) for pair, run in groupby(cells)], len(cells))


def _segment(pair: tuple[Rgb, Rgb | None], count: int) -> Segment:
    """Return cells that are alike; where both dots are, as background: some terminals leave a seam between glyphs."""
    upper, lower = pair
    if lower is None:
        return Segment("▀" * count, Style(color=Color.from_rgb(*upper)))
    if upper == lower:
        return Segment(" " * count, Style(bgcolor=Color.from_rgb(*upper)))
    return Segment("▀" * count, Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower)))
