"""A page for the printer in the words of one language: blocks, one below the other. Pure; the press makes it a PDF."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from village_board.text.lines import cells

#: a column up to this wide takes the room that it needs; a wider one shares what is left with the other wide ones.
_NARROW = 14
_WIDEST = 60


class Format(StrEnum):
    """Size of the paper."""

    A4 = "a4"
    A3 = "a3"


class Design(StrEnum):
    """Which template sets it; the file has this name."""

    NOTICE = "notice"  # for the wall: large, a frame, the code and the root at its foot
    PAPER = "paper"  # minutes, lists, reports: plain
    LEDGER = "ledger"  # wide tables, across
    SLIPS = "slips"  # strips that are cut apart


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values."""

    rows: tuple[tuple[str, str], ...]

    def document(self) -> dict[str, Any]:
        """Return what the template reads."""
        return {"is": "facts", "rows": [list(row) for row in self.rows]}


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs below a heading; no heading where it is empty. `strong` stands out."""

    paragraphs: tuple[str, ...]
    heading: str = ""
    strong: bool = False
    level: int = 2

    def document(self) -> dict[str, Any]:
        """Return what the template reads."""
        lines = [line for paragraph in self.paragraphs for line in paragraph.split("\n") if line.strip()]
        return {"is": "words", "heading": self.heading, "lines": lines, "strong": self.strong, "level": self.level}


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heads stand again on each page; the last row is a sum where `total`.

    Attributes:
        heading: above it; empty: none.
        heads: of its columns.
        rows: the cells.
        right: the columns whose cells stand to the right.
        total: whether the last row is a sum.
        tall: rows with room for a signature.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    heading: str = ""
    right: tuple[int, ...] = ()
    total: bool = False
    tall: bool = False

    def document(self) -> dict[str, Any]:
        """Return what the template reads."""
        return {
            "is": "table",
            "heading": self.heading,
            "heads": list(self.heads),
            "rows": [list(row) for row in self.rows],
            "right": list(self.right),
            "total": self.total,
            "tall": self.tall,
            "widths": widths([self.heads, *self.rows], self.right),
        }


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from nothing on, each with its number; the texts alone say the same."""

    title: str
    unit: str
    rows: tuple[tuple[str, int, str], ...]

    def document(self) -> dict[str, Any]:
        """Return what the template reads: each bar as thousandths of the longest."""
        longest = max((value for _, value, _ in self.rows), default=0) or 1
        rows = [[label, max(value, 0) * 1000 // longest, said] for label, value, said in self.rows]
        return {"is": "bars", "title": self.title, "unit": self.unit, "rows": rows}


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes for signatures: one for each name, and `spaces` numbered ones for those who take part."""

    heading: str
    names: tuple[str, ...]
    date: str
    spaces: int = 0

    def document(self) -> dict[str, Any]:
        """Return what the template reads."""
        numbers = [str(number) for number in range(1, self.spaces + 1)]
        return {
            "is": "boxes", "heading": self.heading, "names": list(self.names), "date": self.date, "numbers": numbers,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slips:
    """Strips of one page, cut along the lines between them: a large code and what to do with it."""

    rows: tuple[tuple[str, str, str], ...]  # heading, code, words

    def document(self) -> dict[str, Any]:
        """Return what the template reads."""
        return {"is": "slips", "rows": [list(row) for row in self.rows]}


@dataclass(frozen=True, slots=True)
class Chart:
    """A flow chart: boxes below each other with arrows.

    Attributes:
        heading: above it; empty: none.
        rows: for each box what is done, the lines below it, how many cases stand there, where it goes back.
    """

    heading: str
    rows: tuple[tuple[str, str, str, str], ...]

    def document(self) -> dict[str, Any]:
        """Return what the template reads."""
        return {"is": "chart", "heading": self.heading, "rows": [list(row) for row in self.rows]}


Block = Facts | Words | Table | Bars | Boxes | Slips | Chart


@dataclass(frozen=True, slots=True)
class Proof:
    """What binds the paper to the record and to the log of that day.

    Attributes:
        lines: sentences: how to compare.
        root: the first sixteen digits of the root, in groups of four; empty: an empty log.
        code: the record's short code, its label before it.
        modules: rows of the QR code, 1 is dark; none where no link is painted.
        beside: what stands beside the code.
    """

    lines: tuple[str, ...]
    root: str = ""
    root_label: str = ""
    code: str = ""
    code_label: str = ""
    modules: tuple[str, ...] = ()
    beside: str = ""

    def document(self) -> dict[str, Any]:
        """Return what the template reads."""
        return {
            "lines": list(self.lines), "root": self.root, "root_label": self.root_label, "code": self.code,
            "code_label": self.code_label, "modules": list(self.modules), "beside": self.beside,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printout:
    """What goes to the press.

    Attributes:
        title: its first line.
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
        pages: how a page is numbered, with ``{page}`` and ``{pages}`` in it.
        under: a line below the title.
        foot: at the foot of every page.
        proof: at the end; None: the paper stands for itself.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str
    pages: str
    design: Design = Design.PAPER
    format: Format = Format.A4
    under: str = ""
    foot: str = ""
    proof: Proof | None = None

    def document(self) -> dict[str, Any]:
        """Return what the template reads."""
        language, _, script = self.language.partition("-")
        return {
            "title": self.title,
            "under": self.under,
            "blocks": [block.document() for block in self.blocks],
            "lang": language,
            "region": {"Hans": "CN", "Hant": "TW"}.get(script, ""),
            "pages": self.pages,
            "paper": self.format.value,
            "foot": self.foot,
            "proof": None if self.proof is None else self.proof.document(),
        }


def widths(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> list[int]:
    """Return the width of each column: 0 as wide as it needs, else its share of what is left."""
    columns = zip(*rows, strict=True)
    found = [max((cells(line) for cell in column for line in cell.split("\n")), default=0) for column in columns]
    shares = [0 if width <= _NARROW else min(width, _WIDEST) for width in found]
    if found and not any(shares):
        # One column of words takes the rest, so that the table fills the line.
        of_words = [at for at in range(len(found)) if at not in right] or [0]
        shares[max(of_words, key=lambda at: found[at])] = _NARROW
    return shares
