"""A flow chart as text: boxes below each other, with arrows, for terminal and chat. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from village_board.text.lines import break_lines, cells

#: Narrower than this nobody reads a box.
NARROWEST = 24
_FRAME = 4


@dataclass(frozen=True)
class Box:
    """One box of a chart, in the reader's words.

    Attributes:
        lines: its number and name first, then who, papers and time.
        back: where it goes back, and when; stands beside the arrow.
        here: how many cases stand here; empty: none.
    """

    lines: tuple[str, ...]
    back: str = ""
    here: str = ""


def chart_lines(boxes: Sequence[Box], width: int) -> list[str]:
    """Return the chart in lines of at most `width` cells; a box with cases has a double frame and says how many."""
    width = max(width, NARROWEST)
    lines: list[str] = []
    for number, box in enumerate(boxes):
        if number:
            lines.append("  ↓")
        lines += _box(box, width)
        lines += [f"  {line}" for line in _broken(f"↑ {box.back}", width - 2)] if box.back else []
    return lines


def _box(box: Box, width: int) -> list[str]:
    left, line, right, side, low_left, low_right = "╔═╗║╚╝" if box.here else "┌─┐│└┘"
    inner = width - _FRAME
    texts = (*box.lines, f"● {box.here}") if box.here else box.lines
    rows = [row for text in texts for row in _broken(text, inner)]
    return [
        left + line * (width - 2) + right,
        *(f"{side} {row}{' ' * (inner - cells(row))} {side}" for row in rows),
        low_left + line * (width - 2) + low_right,
    ]


def _broken(text: str, width: int) -> list[str]:
    return list(break_lines(text, width))
