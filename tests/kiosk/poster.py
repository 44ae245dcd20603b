"""The README's picture of the kiosk: its first screen on the demo village, as a drawing with its text in it.

``python -m tests.kiosk.poster`` writes ``docs/kiosk.svg`` anew.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from rich.segment import Segment

from tests.kiosk.hall import hall
from village_board.base.clock import DayClock
from village_board.board import Board
from village_board.demo import make_demo
from village_board.text.lines import cells

PLACE = Path(__file__).parents[2] / "docs" / "kiosk.svg"
SIZE = (100, 30)
DAY = date(2026, 11, 22)
#: units of the drawing that a cell takes, and how far below its top the letters stand.
WIDE, HIGH, FOOT = 10, 21, 16
_TITLE = "The first screen of the kiosk, showing the invented demo village"
_FONTS = "'Noto Sans Mono CJK SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','DejaVu Sans Mono',monospace"


async def painted(board: Board) -> list[list[Segment]]:
    """Return the home as it is painted, row by row."""
    async with hall(board, SIZE) as there:
        return [list(strip) for strip in there.app.screen._compositor.render_strips()]


def drawing(rows: list[list[Segment]]) -> str:
    """Return the rows as an SVG file: areas first, the words above them."""
    size = f"0 0 {SIZE[0] * WIDE} {SIZE[1] * HIGH}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" role="img" aria-label="{_TITLE}"'
    areas, words = [], []
    for y, row in enumerate(rows):
        x = 0
        for segment in row:
            width = cells(segment.text)
            if width and segment.style is not None:
                areas.append(_area(x, y, width, segment))
                words += _words(x, y, segment)
            x += width
    lines = [f'{head} font-size="16.6" font-family="{_FONTS}">', f"<title>{_TITLE}</title>", *areas, *words, "</svg>"]
    return "\n".join(lines) + "\n"


def _colour(segment: Segment, *, paper: bool) -> str:
    style = segment.style
    found = (style.bgcolor if paper else style.color) if style is not None else None
    assert found is not None
    return found.get_truecolor().hex


def _area(x: int, y: int, width: int, segment: Segment) -> str:
    paper = _colour(segment, paper=True)
    return f'<rect x="{x * WIDE}" y="{y * HIGH}" width="{width * WIDE}" height="{HIGH}" fill="{paper}"/>'


def _words(x: int, y: int, segment: Segment) -> Iterator[str]:
    """Yield each word in its cells; Chinese and other letters apart, because their fonts differ in width."""
    bold = ' font-weight="700"' if segment.style is not None and segment.style.bold else ""
    for word in re.finditer(r"\S+", segment.text):
        at = x + cells(segment.text[: word.start()])
        for is_wide, letters in groupby(word.group(), key=lambda char: cells(char) > 1):
            said = "".join(letters)
            size = ' font-size="19"' if is_wide else ""
            place = f'x="{at * WIDE + is_wide}" y="{y * HIGH + FOOT}" fill="{_colour(segment, paper=False)}"'
            yield f'<text {place}{bold}{size} textLength="{cells(said) * WIDE - 2 * is_wide}">{escape(said)}</text>'
            at += cells(said)


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        board = make_demo(Path(folder) / "home", DayClock(DAY), sys.stderr.write)
        try:
            PLACE.write_text(drawing(asyncio.run(painted(board))), encoding="utf-8")
        finally:
            board.close()


if __name__ == "__main__":
    main()
