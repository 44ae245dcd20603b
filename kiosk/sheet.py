"""What a page says, before it has a size: parts in the reader's language, still without colour or line breaks.

Strings of a part may hold anything a person typed; they are cleaned where they are painted
(`kiosk.widgets.ink`), whatever came before.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

from kiosk.shelf import Reading, Shelf

__all__ = [
    "Bar",
    "Bars",
    "Entry",
    "Facts",
    "Heading",
    "Nowhere",
    "Page",
    "Part",
    "Reading",
    "Sheet",
    "Shelf",
    "Table",
    "Words",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names what follows.

    Attributes:
        text: the name.
        spare: whether a low screen leaves it out: its rows say what they are without it.
    """

    text: str
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. `tone` is a style of `kiosk.widgets.ink`."""

    text: str
    tone: str = "ink"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, one below the other. A pair without a value is left out.

    Attributes:
        pairs: each label with its value.
        imprint: whether these tell where the page comes from (`kiosk.pages.imprint`): they run on in a line or two.
    """

    pairs: tuple[tuple[str, str], ...]
    imprint: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of figures, right-aligned under each other, beside one column of words that takes the room.

    Attributes:
        heads: the name of each column.
        rows: the cells. A column without any is left out.
        total: whether the last row is a sum.
        words: the columns that hold words and stand left-aligned, beside the first.
        wide: the column that takes the room, and more lines than one where it must.
        strong: the rows that stand out, such as the step that comes next.
        beside: whether short rows without heads may stand beside each other, where there is room: a list of names.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False
    words: tuple[int, ...] = ()
    wide: int = 0
    strong: tuple[int, ...] = ()
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its word, its value in words with the unit, how long it is, and which texture it has.

    `texture` is a key of `kiosk.bars.TEXTURES`: bars that mean different things differ in colour, in texture and in
    their word (K2). `of` is the value at which this bar is full; 0: the largest of the group.
    """

    label: str
    value: int
    words: str
    texture: str = "full"
    of: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars from nothing on, in groups that stay together: a title, then its bars."""

    groups: tuple[tuple[str, tuple[Bar, ...]], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that opens a page: at a tap, at its number, at Enter."""

    title: str
    goto: Page
    note: str = ""
    right: str = ""
    mark: str = ""  # a word that says what colour alone would say (K2)


Part = Heading | Words | Facts | Table | Bars | Entry


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page.

    Attributes:
        title: what it is about.
        parts: from top to bottom.
        subject: id of the record that it shows; its QR code opens this.
        before: the page with the entries before these.
        after: the page with the entries after these.
        counted: which entries of how many these are; the first, and the whole number.
        as_of: as of which day a list holds, beside the title; empty: the page says it below, or leads on alone.
    """

    title: str
    parts: tuple[Part, ...]
    subject: str = ""
    before: Page | None = None
    after: Page | None = None
    counted: tuple[int, int] = field(default=(0, 0))
    as_of: str = ""


class Page(ABC):
    """A place in the kiosk: small, comparable, and read anew whenever the board changes."""

    #: whether it answers nothing itself, and only leads on or says how to go about something: it holds as of no day.
    LEADS_ON: ClassVar[bool] = False

    @abstractmethod
    def read(self, shelf: Shelf) -> Sheet:
        """Return what the page says now; runs in the reading thread.

        Raises:
            BoardError: its record is gone, or the store cannot be read.
        """


@dataclass(frozen=True, slots=True)
class Nowhere(Page):
    """The page of a screen on which nobody reads."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return nothing."""
        del shelf
        return Sheet("", ())
