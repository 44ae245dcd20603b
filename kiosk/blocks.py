"""Headings in block letters: each Chinese character 16 cells wide and 8 rows high (K15).

The shapes come from the Chinese font of the machine and are drawn when somebody wants them. Where there is none, the
heading stays in ordinary letters: boxes would be worse.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from village_board.text.lines import break_lines, cells

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

#: dots of a letter, in each direction; two dots stand above each other in a cell.
DOTS = 16
ROWS = DOTS // 2
#: how dark a dot of the smooth shape is, of 255, to be painted.
_DARK = 100
_FACES = 16
_CELLS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def ready() -> bool:
    """Tell whether letters can be drawn now, without loading anything."""
    return _font.cache_info().currsize > 0 and _font() is not None


def warm() -> bool:
    """Load the font; takes up to a second the first time. Tell whether there is one."""
    return _font() is not None


def fits(text: str, width: int, rows: int) -> bool:
    """Tell whether `text` stands in `width` cells and `rows` rows of the terminal as block letters."""
    return bool(text) and width >= DOTS and len(_lines(text, width)) * ROWS <= rows and _within(text, width)


def block_rows(text: str, width: int) -> list[str]:
    """Return `text` in block letters: eight rows for each line of it; nothing before `warm` found a font."""
    if not ready():
        return []
    return [row for line in _lines(text, width) for row in _row_of(line)]


def _lines(text: str, width: int) -> list[str]:
    return break_lines(text, max(width // (DOTS // 2), 1))


def _within(text: str, width: int) -> bool:
    return all(cells(line) * (DOTS // 2) <= width for line in _lines(text, width))


def _row_of(line: str) -> list[str]:
    letters = [_letter(char) for char in line if cells(char)]
    return ["".join(letter[row] for letter in letters) for row in range(ROWS)]


@lru_cache(maxsize=512)
def _letter(char: str) -> tuple[str, ...]:
    """Return one character in eight rows: as wide as 8 cells for each cell that it takes."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only who wants large letters loads it

    font, wide = _font(), cells(char) * (DOTS // 2)
    picture = Image.new("L", (wide, DOTS))
    if font is not None:
        # The middle of the em square, so that strokes of all letters keep their height.
        ImageDraw.Draw(picture).text((wide / 2, DOTS * 0.86), char, fill=255, font=font, anchor="ms")
    dots = [value >= _DARK for value in picture.tobytes()]
    rows = [dots[start : start + wide] for start in range(0, len(dots), wide)]
    return tuple("".join(_CELLS[pair] for pair in zip(rows[at], rows[at + 1], strict=True)) for at in range(0, DOTS, 2))


@cache
def _font() -> FreeTypeFont | None:
    from PIL import ImageFont  # noqa: PLC0415 - only who wants large letters loads it

    from village_board.paper.fonts import ChineseFontMissing, chinese_font  # noqa: PLC0415

    try:
        found = chinese_font()
        for index in range(_FACES):
            font = ImageFont.truetype(str(found.path), DOTS, index=index)
            if font.getname()[0] == found.family:
                return font
    except (ChineseFontMissing, OSError):  # OSError: no further face, or a file that is none
        return None
    return None
