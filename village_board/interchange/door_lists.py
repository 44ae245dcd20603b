"""Door lists as tables: written to be carried from door to door, read back with what came of it (N26)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from village_board.base.errors import Refused
from village_board.base.finding import Finding
from village_board.base.message import N_, Message, say
from village_board.interchange.cells.amounts import count
from village_board.interchange.cells.days import day
from village_board.interchange.rows import Cell
from village_board.interchange.tables import Sheet, open_tables
from village_board.interchange.writing import write_table
from village_board.notices.doors import Door, Tick
from village_board.notices.reach_model import DoorHow
from village_board.text.clean import clean

#: The table is in Chinese, whatever the reader's language: it is read at the doors.
NUMBER, GROUP, HOUSEHOLD, NAMES, DAY, HOW, SIGNATURE = "行号", "小组", "户号", "姓名", "日期", "方式", "签名"
HEADS = (NUMBER, GROUP, HOUSEHOLD, NAMES, DAY, HOW, SIGNATURE)
_NEEDED = (NUMBER, HOW)
_WORDS: Mapping[DoorHow, tuple[str, ...]] = {
    DoorHow.SIGNED: ("签收", "已签", "签字", "签名", "√", "signed"),
    DoorHow.READ_OUT: ("宣读", "读给本人", "口头告知", "read out", "read_out"),
    DoorHow.LEFT: ("留置", "放在门口", "投递", "left"),
    DoorHow.ABSENT: ("无人", "不在家", "没人", "absent"),
}


class TicksUnfit(Refused):
    """A file of ticks with problems; nothing of it is taken."""

    sentence = N_("{file} has {n} problems, the first in row {row}: {why} Nothing was ticked.")

    def __init__(self, file: str, findings: Sequence[Finding]) -> None:
        first = findings[0]
        super().__init__(file=file, n=len(findings), row=first.row, why=first.message)
        self.findings = tuple(findings)


def rows_of_doors(doors: Sequence[Door]) -> list[tuple[Cell, ...]]:
    """Return the rows of a list: what is known already, and an empty place to sign."""
    return [
        (
            door.line.number,
            door.line.group or None,
            door.line.household or None,
            "、".join(door.names),
            door.line.on,
            _WORDS[door.line.how][0] if door.line.how is not None else None,
            None,
        )
        for door in doors
    ]


def write_doors(path: Path, doors: Sequence[Door]) -> None:
    """Write a door list as CSV or XLSX, by the end of the file's name.

    Raises:
        UnknownFormat: the name ends otherwise.
        CannotWrite: the file cannot be written.
    """
    write_table(path, HEADS, rows_of_doors(doors), sheet="上门告知")


def read_ticks(path: Path, today: date) -> tuple[Tick, ...]:
    """Return what came back of a list; a line without a way is still open, one without a day was done today.

    Raises:
        UnreadableFile: it is no table.
        TicksUnfit: a column is missing, a row cannot be read, or a line stands twice; with every problem.
    """
    with open_tables(path) as sheets:
        ticks, findings = _read(path.name, next(iter(sheets)), today)
    if not ticks and not findings:
        message = say("No line is ticked. Write {words} into the column {column}.", words="签收", column=HOW)
        findings = [Finding(message, file=path.name, row=1)]
    if findings:
        raise TicksUnfit(path.name, findings)
    return tuple(ticks.values())


def _read(file: str, sheet: Sheet, today: date) -> tuple[dict[int, Tick], list[Finding]]:
    columns: dict[str, int] = {}
    ticks: dict[int, Tick] = {}
    findings: list[Finding] = []
    for row, cells in sheet.rows:
        if not columns:
            columns = _columns(cells)
            continue
        values = {head: cells[at] if at < len(cells) else None for head, at in columns.items()}
        found = _tick(values, today, sheet)
        if isinstance(found, Message):
            findings.append(Finding(found, file=file, row=row))
        elif found is not None and found.line in ticks:
            findings.append(Finding(say("Line {line} stands twice.", line=found.line), file=file, row=row))
        elif found is not None:
            ticks[found.line] = found
    if not columns:
        message = say("No row of headers was found. Give at least the columns {heads}.", heads="、".join(_NEEDED))
        findings.append(Finding(message, file=file, row=1))
    return ticks, findings


def _is_empty(cell: Any) -> bool:
    return cell is None or not clean(str(cell))


def _columns(cells: Sequence[Any]) -> dict[str, int]:
    found = {clean(str(cell)): at for at, cell in enumerate(cells) if cell is not None}
    columns = {head: found[head] for head in HEADS if head in found}
    return columns if all(head in columns for head in _NEEDED) else {}


def _tick(values: Mapping[str, Any], today: date, sheet: Sheet) -> Tick | Message | None:
    said = clean(str(values.get(HOW) or ""))
    if not said:
        return None
    how = next((how for how, words in _WORDS.items() if said.casefold() in words), None)
    if how is None:
        allowed = "、".join(words[0] for words in _WORDS.values())
        return say("'{said}' is no way to be told. Write one of: {allowed}.", said=said, allowed=allowed)
    line = None if _is_empty(values.get(NUMBER)) else count(values[NUMBER])
    on = None if _is_empty(values.get(DAY)) else day(values[DAY], year=today.year, day_zero=sheet.day_zero)
    if line is None:
        return say("The number of the line is missing.")
    wrong = next((found for found in (line, on) if isinstance(found, Message)), None)
    return wrong or Tick(cast("int", line), cast("date | None", on) or today, how)
