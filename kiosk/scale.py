"""Three sizes of what is read (K15).

A program cannot change a terminal's font, so a larger size is another composition: fewer things on a page, room
between them, amounts in digits of three rows, headings in letters of eight.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from village_board.base.message import N_


class Scale(Enum):
    """A size that a visitor chose; kept until nobody is there any more."""

    NORMAL = "normal"
    LARGE = "large"
    EXTRA = "extra"

    @property
    def next(self) -> Scale:
        """The size after this one; after the largest, the first."""
        every = list(Scale)
        return every[(every.index(self) + 1) % len(every)]


#: what a size is called.
SCALE_WORDS: dict[Scale, str] = {Scale.NORMAL: N_("Standard"), Scale.LARGE: N_("Large"), Scale.EXTRA: N_("Largest")}


@dataclass(frozen=True, slots=True)
class Spacing:
    """How a page is composed.

    Attributes:
        entry_rows: rows of the terminal that one entry takes: what a finger hits (K4).
        widest: cells of a line, 44 Chinese characters; a longer one is hard to read, however wide the screen.
        air: whether an empty line stands between paragraphs, facts and rows of a table.
        double: whether an empty line stands below every line.
        digits: whether an amount stands in digits of three rows.
        blocks: whether a heading stands in letters of eight rows, where it fits.
        tables: whether columns stand beside each other; else each row is a heading with its figures below.
        pairs: whether many short facts may stand in two columns.
    """

    entry_rows: int = 3
    widest: int = 88
    air: bool = False
    double: bool = False
    digits: bool = False
    blocks: bool = False
    tables: bool = True
    pairs: bool = True


SPACINGS: dict[Scale, Spacing] = {
    Scale.NORMAL: Spacing(),
    Scale.LARGE: Spacing(entry_rows=5, widest=88, air=True, digits=True),
    Scale.EXTRA: Spacing(entry_rows=7, widest=76, air=True, double=True, digits=True, blocks=True, tables=False),
}
NORMAL = SPACINGS[Scale.NORMAL]
#: the standard size where there is room for everything: rows as high as those of the large one.
ROOMY = Spacing(entry_rows=5, air=True)
#: columns and rows of a screen that has it.
VAST_WIDTH, VAST_HEIGHT = 160, 55


def is_vast(width: int, height: int) -> bool:
    """Tell whether a terminal of this size has more room than a page needs."""
    return width >= VAST_WIDTH and height >= VAST_HEIGHT


def spacing_at(scale: Scale, width: int, height: int) -> Spacing:
    """Return how a page is composed at `scale` in a terminal of `width` columns and `height` rows."""
    return ROOMY if scale is Scale.NORMAL and is_vast(width, height) else SPACINGS[scale]
