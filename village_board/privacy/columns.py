"""Headers of tables: which column holds what, so that a value is judged by its column even where it is odd."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from village_board.privacy.document import Text
from village_board.privacy.flat import Flat
from village_board.privacy.lexicon import beginnings_of, header_words
from village_board.privacy.names import is_name, is_name_in_column
from village_board.text.plain import BLOCK, CELL, ROW


class Column(Enum):
    """What a column holds, as far as the gate asks."""

    NAME = "name"
    CHILD = "child"
    OFFICER = "officer"
    IDENTITY = "identity"
    PHONE = "phone"
    HOME_PHONE = "home_phone"
    OFFICE_PHONE = "office_phone"
    CARD = "card"
    PLATE = "plate"
    ADDRESS = "address"
    PLACE = "place"
    COORDINATES = "coordinates"
    BIRTH = "birth"
    AGE = "age"
    SCHOOL = "school"
    HEALTH = "health"
    REASON = "reason"
    PAPER = "paper"


_LEAST_HEADERS = 2
_BORDER = f"{CELL}{ROW}{BLOCK}"


def _spaced(words: str) -> str:
    """Return a pattern that finds `words` also where their letters stand apart."""
    apart = "[ \n]{0,4}"
    return re.sub(r"([\u4e00-\u9fffA-Za-z]\??)(?=[\u4e00-\u9fffA-Za-z])", rf"\1{apart}", words)


_BEGINNINGS = beginnings_of(word for words in header_words().values() for word in words.split("|"))
_WORDS = (
    f"[ \n*]{{0,4}}(?=[{_BEGINNINGS}])(?:"
    + "|".join(f"(?P<{column}>{_spaced(words)})" for column, words in header_words().items())
    + f")[ \n]{{0,4}}[:*]?(?:[(（\\[/及、][^{_BORDER}]{{0,20}})?[ \n]{{0,4}}(?=[{_BORDER}]|$)"
)
# The first cell of all has no border before it.
_FIRST_HEADER = re.compile(_WORDS, re.IGNORECASE)
_HEADER = re.compile(f"[{_BORDER}]{_WORDS}", re.IGNORECASE)
_DIGITS = re.compile(r"\d{4}")


@dataclass(slots=True)
class Section:
    """The rows of a table below one header, up to the next one.

    Attributes:
        block: which block the table is.
        header: the row of the header.
        columns: what each known column holds.
        end: the row behind the last one.
    """

    block: int
    header: int
    columns: dict[int, Column]
    end: int = 0

    def of(self, *kinds: Column) -> list[int]:
        """Return the columns that hold one of `kinds`."""
        return [cell for cell, kind in self.columns.items() if kind in kinds]


@dataclass(slots=True)
class Columns:
    """The columns of all tables of a document.

    Attributes:
        sections: the parts of tables that have a header.
        fields: cells beside a label in the same row, as forms have them: segment -> what it holds.
    """

    flat: Flat
    sections: list[Section] = field(default_factory=list)
    fields: dict[int, Column] = field(default_factory=dict)
    _starts: list[tuple[int, int]] = field(default_factory=list)

    def section_at(self, block: int, row: int) -> Section | None:
        """Return the section to which a row belongs; the row of a header belongs to none."""
        at = bisect_right(self._starts, (block, row)) - 1
        if at < 0:
            return None
        section = self.sections[at]
        return section if section.block == block and section.header < row < section.end else None

    def kind(self, segment: int) -> Column | None:
        """Return what a cell holds by its header or by the label before it."""
        if segment in self.fields:
            return self.fields[segment]
        block, row, cell = self.flat.where(segment)
        section = self.section_at(block, row) if row >= 0 else None
        return None if section is None else section.columns.get(cell)

    def cells(self, *kinds: Column) -> Iterator[int]:
        """Yield the segments that hold one of `kinds`."""
        for section in self.sections:
            rows = self.flat.table(section.block).rows
            columns = section.of(*kinds)
            for row in range(section.header + 1, section.end) if columns else ():
                first = self.flat.segment(section.block, row, 0)
                yield from (first + cell for cell in columns if cell < len(rows[row]))
        yield from (segment for segment, kind in self.fields.items() if kind in kinds)

    def header(self, segment: int) -> str:
        """Return the header above a cell as it was written; empty where there is none."""
        block, row, cell = self.flat.where(segment)
        section = self.section_at(block, row) if row >= 0 else None
        if section is None:
            return ""
        cells = self.flat.table(block).rows[section.header]
        return " ".join(cells[cell].split()) if cell < len(cells) else ""

    def title(self, section: Section) -> str:
        """Return what stands above a header: titles within the table, or the line before it, and its source."""
        flat = self.flat
        table = flat.table(section.block)
        above = [cell for row in table.rows[max(0, section.header - _TITLE_ROWS) : section.header] for cell in row]
        words = "".join(above)[-_TITLE:] if len("".join(above)) <= _TITLE * 2 else ""
        before = flat.document.blocks[section.block - 1] if section.block else None
        if isinstance(before, Text):
            line = before.text.rstrip().rpartition("\n")[2]
            words = line + words if len(line) <= _TITLE else words
        return f"{table.source}\n{words}"

    def lists_persons(self, block: int, row: int) -> bool:
        """Tell whether a row belongs to a table with a column of names."""
        section = self.section_at(block, row)
        return section is not None and bool(section.of(Column.NAME, Column.CHILD))

    def names(self, block: int, row: int) -> list[int]:
        """Return the segments of a row that hold names of private persons."""
        cells = self.flat.table(block).rows[row]
        section = self.section_at(block, row)
        first = self.flat.segment(block, row, 0)
        if section is not None and (named := section.of(Column.NAME, Column.CHILD)):
            return [
                first + cell for cell in named if cell < len(cells) and is_name_in_column(self.flat.words(first + cell))
            ]
        officers = set() if section is None else set(section.of(Column.OFFICER))
        return [
            first + cell
            for cell in range(len(cells))
            if cell not in officers and len(cells[cell]) <= _NAME and is_name(self.flat.words(first + cell))
        ]


# Rows above a header that may be titles, and characters of a title.
_TITLE_ROWS, _TITLE = 4, 60
# Characters of the longest cell that is looked at for a name.
_NAME = 12


def columns_of(flat: Flat) -> Columns:
    """Return what the columns of all tables of a document hold."""
    rows: dict[tuple[int, int], dict[int, Column]] = {}
    for match in _headers(flat):
        block, row, cell = flat.where(flat.segment_at(match.start(match.lastgroup or 0)))
        if row >= 0 and match.lastgroup:
            rows.setdefault((block, row), {})[cell] = Column(match.lastgroup)
    found = Columns(flat)
    for (block, row), cells in rows.items():
        if _is_header(flat, block, row, cells, followed=(block, row + 1) in rows):
            _begin(found, block, row, cells)
        else:
            _label(found, block, row, cells)
    for section, following in zip(found.sections, [*found.sections[1:], None], strict=False):
        rows_in_all = len(flat.table(section.block).rows)
        same = following is not None and following.block == section.block
        section.end = following.header if same and following is not None else rows_in_all
    found._starts = [(section.block, section.header) for section in found.sections]  # noqa: SLF001
    return found


def _headers(flat: Flat) -> Iterator[re.Match[str]]:
    first = _FIRST_HEADER.match(flat.text)
    if first is not None:
        yield first
    yield from _HEADER.finditer(flat.text)


def _is_header(flat: Flat, block: int, row: int, cells: Mapping[int, Column], *, followed: bool) -> bool:
    """Tell whether a row is a header and not a row of a form, where the value stands right of its label."""
    written = flat.table(block).rows[row]
    first = flat.segment(block, row, 0)
    others = {cell: flat.words(first + cell) for cell in range(len(written)) if cell not in cells}
    if any(_DIGITS.search(words) for words in others.values()):
        return False
    if any(kind in _NAMED and is_name(others.get(cell + 1, "")) for cell, kind in cells.items()):
        return False
    # A label with one value: the next row of a form begins with a label too.
    two = len([words for words in written if words.strip()]) == _LEAST_HEADERS
    return len(cells) >= _LEAST_HEADERS or not (two and (followed or any(map(is_name, others.values()))))


_NAMED = (Column.NAME, Column.CHILD, Column.OFFICER)


def _begin(found: Columns, block: int, row: int, cells: Mapping[int, Column]) -> None:
    """Begin a section; a header of two rows is one, and an empty cell beside a header belongs to it."""
    columns = dict(cells)
    before = found.sections[-1] if found.sections else None
    if before is not None and (before.block, before.header) == (block, row - 1):
        columns = {**before.columns, **columns}
        found.sections.pop()
    written = found.flat.table(block).rows[row]
    for cell, kind in cells.items():
        for beside in range(cell + 1, len(written)):
            if written[beside].strip() or kind in (Column.NAME, Column.OFFICER):
                break
            columns.setdefault(beside, kind)
    found.sections.append(Section(block, row, columns))


def _label(found: Columns, block: int, row: int, cells: Mapping[int, Column]) -> None:
    """Note the cells right of labels in a row of a form."""
    written = found.flat.table(block).rows[row]
    for cell, kind in cells.items():
        beside = cell + 1
        if beside < len(written) and beside not in cells and written[beside].strip():
            found.fields[found.flat.segment(block, row, beside)] = kind
