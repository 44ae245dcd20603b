"""The text around the figures: the clerk's words with ``{{names}}`` in them, filled in from what was gathered. Pure.

A line that begins with ``#`` is a heading. ``{{table money}}`` and ``{{picture uses}}`` stand on lines of their own.
A name is put in its place once, and what it brings is never read again: no word of a record can name a figure.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.reports.model import Gathered

_NAME = re.compile(r"\{\{([^{}]*)\}\}")
_BLOCK = re.compile(r"\{\{\s*(table|picture)\s+([^{}]*?)\s*\}\}")
#: names that are no figures.
VILLAGE, TOWNSHIP, PERIOD, TODAY = "village", "township", "period", "today"
PLAIN = (VILLAGE, TOWNSHIP, PERIOD, TODAY)


class NoSuchFigure(Refused):
    """The text names a figure, a table or a picture that the report does not have."""

    sentence = N_("Line {line} names '{name}', which this report does not have. The nearest is '{near}'.")

    def __init__(self, line: int, name: str, near: str) -> None:
        super().__init__(line=line, name=name, near=near)


class BracketsUnfit(Refused):
    """Brackets of a name that do not close, or close what was never opened."""

    sentence = N_("Line {line}: a name stands between two opening and two closing brackets, as in {sample}.")

    def __init__(self, line: int) -> None:
        super().__init__(line=line, sample="{{hearings_held}}")


class TextEmpty(Refused):
    """A report without a word."""

    sentence = N_("The text is empty. To have the text of the program again, use --default.")

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its level counts the signs before it."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table or a picture stands."""

    what: str
    name: str


Piece = Heading | Paragraph | Place


def check_text(text: str, known: Gathered) -> None:
    """Refuse a text that names what the report does not have.

    Raises:
        TextEmpty, NoSuchFigure, BracketsUnfit: with the line.
    """
    if not text.strip():
        raise TextEmpty
    for _ in pieces(text, known, lambda name: name):
        pass


def pieces(text: str, known: Gathered, value: Callable[[str], str]) -> Iterator[Piece]:
    """Yield the parts of the text in their order, filled in.

    Args:
        text: the clerk's text.
        known: what can be named.
        value: what stands for the name of a figure, or one of `PLAIN`.

    Raises:
        NoSuchFigure, BracketsUnfit: with the line.
    """
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped:
            continue
        block = _BLOCK.fullmatch(stripped)
        if block is not None:
            places = known.grids if block[1] == "table" else known.pictures
            yield Place(block[1], _known(number, block[2], places))
            continue
        filled = _filled(number, stripped, known, value)
        marks = len(stripped) - len(stripped.lstrip("#"))
        yield Heading(marks, filled.lstrip("#").strip()) if marks else Paragraph(filled)


def _filled(number: int, line: str, known: Gathered, value: Callable[[str], str]) -> str:
    rest = _NAME.sub("", line)
    if "{{" in rest or "}}" in rest:
        raise BracketsUnfit(number)
    names = (*known.figures, *PLAIN)
    return _NAME.sub(lambda found: value(_known(number, found[1].strip(), names)), line)


def _known(number: int, name: str, names: Collection[str]) -> str:
    if name in names:
        return name
    near = difflib.get_close_matches(name, list(names), 1, 0)
    raise NoSuchFigure(number, name, near[0] if near else "")
