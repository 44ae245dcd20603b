"""A page of the site: its address, its title, its parts from top to bottom; still without a language. Pure.

Addresses are folders below the root of a language, each with an ``index.html``: ``""`` is the home, ``c/CODE/`` the
page of the record with that short code. They never change while the record is public.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from village_board.site.said import Said

Pairs = tuple[tuple[Said, Said], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names what follows."""

    text: Said


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; line ends stay. `tone` is ``strong`` or ``soft``."""

    text: Said
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values. A pair without a value is left out."""

    pairs: Pairs


@dataclass(frozen=True, slots=True)
class Table:
    """Columns: the first takes the room; those of figures stand right-aligned in tabular digits.

    Attributes:
        heads: of the columns.
        rows: cells, one for each column.
        name: what the table is, for whoever cannot see where it stands.
        total: whether the last row is a sum.
        figures: whether the columns behind the first hold figures.
    """

    heads: tuple[Said, ...]
    rows: tuple[tuple[Said, ...], ...]
    name: Said = None
    total: bool = False
    figures: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its value with the unit, how long it is of `of`; `soft` is a second texture."""

    label: Said
    value: int
    words: Said
    of: int
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars from nothing on; the numbers stand beside them as text."""

    name: Said
    rows: tuple[Bar, ...]
    note: Said = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that leads to a page of the site, or to none where `to` is None.

    Attributes:
        title: what it leads to.
        to: the address below the root of the language.
        note: what else there is to say.
        right: the amount, day or state that is read first.
        mark: a word that says what colour alone would say.
    """

    title: Said
    to: str | None
    note: Said = None
    right: Said = None
    mark: Said = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of rows."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One point of a way: what it is, how far in words, when and by whom; `how` is ``done``, ``next`` or ``open``."""

    what: Said
    state: Said
    note: Said = None
    how: str = "open"


@dataclass(frozen=True, slots=True)
class Steps:
    """The points of a way, in order."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A line that differs between two versions: what it said, and what it says; empty where there is none."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two versions."""

    lines: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class FileLink:
    """A public file: where it lies below the root of the site, what it is; a picture is shown on the page."""

    title: Said
    to: str
    note: Said
    picture: bool


@dataclass(frozen=True, slots=True)
class Files:
    """The public files of a record."""

    files: tuple[FileLink, ...]


Part = Heading | Words | Facts | Table | Bars | Rows | Steps | Changes | Files


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        address: the folder below the root of the language, with a slash at its end; ``""`` is the home.
        title: what it is about.
        parts: from top to bottom.
        section: which door of the navigation it stands behind.
        code: the short code of the record that it shows.
        kind: what it shows, in the list of all titles and in the search.
        day: by which the search orders.
        found_by: further words by which the search finds it.
        template: how it is laid out.
        dated: whether it says as of which day it is reckoned.
    """

    address: str
    title: Said
    parts: tuple[Part, ...]
    section: str = ""
    code: str = ""
    kind: Said = None
    day: date | None = None
    found_by: tuple[str, ...] = field(default=())
    template: str = "page"
    dated: bool = False


def address_of_record(code: str) -> str:
    """Return the address of the page of a record."""
    return f"c/{code}/"
