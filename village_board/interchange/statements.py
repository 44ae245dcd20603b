"""A small file of what was said at a hearing: 序号, 身份, 意见, 内容, 发言人, 公开姓名; CSV or a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from village_board.base.errors import Refused
from village_board.base.finding import Finding
from village_board.base.message import N_, Message, say
from village_board.hearings.model import Stance, Statement
from village_board.interchange.cells.words import yes_no
from village_board.interchange.tables import open_tables
from village_board.text.clean import clean

HEADS = ("序号", "身份", "意见", "内容", "发言人", "公开姓名")
_NEEDED = ("意见", "内容")
_STANCES: Mapping[str, Stance] = {
    "赞成": Stance.FOR,
    "同意": Stance.FOR,
    "反对": Stance.AGAINST,
    "不同意": Stance.AGAINST,
    "修改": Stance.CHANGE,
    "要求修改": Stance.CHANGE,
    "建议修改": Stance.CHANGE,
}
_SEARCHED_ROWS = 10
_CONTENT_LIMIT = 2000


class StatementsUnfit(Refused):
    """A file of speeches with problems; nothing of it is taken."""

    sentence = N_("{file} has {n} problems, the first in row {row}: {why} Nothing was recorded.")

    def __init__(self, file: str, findings: Sequence[Finding]) -> None:
        first = findings[0]
        super().__init__(file=file, n=len(findings), row=first.row, why=first.message)
        self.findings = tuple(findings)


def read_statements(path: Path) -> tuple[Statement, ...]:
    """Return the speeches of a file, in its order; a speech without a number gets the next one.

    Raises:
        UnreadableFile: it is no table.
        StatementsUnfit: a column is missing, or a row cannot be read; with every problem.
    """
    findings: list[Finding] = []
    statements: list[Statement] = []
    with open_tables(path) as sheets:
        sheet = next(iter(sheets))
        columns: dict[str, int] = {}
        row = 0
        for row, cells in sheet.rows:
            if not columns:
                columns = _columns(cells)
                if not columns and row >= _SEARCHED_ROWS:
                    break
                continue
            values = {head: _cell(cells, at) for head, at in columns.items()}
            if any(str(value).strip() for value in values.values() if value is not None):
                problem = _read(values, len(statements) + 1, statements)
                if problem is not None:
                    findings.append(Finding(problem[1], file=path.name, row=row, column=problem[0]))
    if not columns:
        message = say("No row of headers was found. Give at least the columns {heads}.", heads="、".join(_NEEDED))
        findings.append(Finding(message, file=path.name, row=1))
    elif not statements and not findings:
        findings.append(Finding(say("No speech stands below the headers."), file=path.name, row=max(row, 1)))
    if findings:
        raise StatementsUnfit(path.name, findings)
    return tuple(statements)


def _columns(cells: Sequence[Any]) -> dict[str, int]:
    found = {clean(str(cell)): at for at, cell in enumerate(cells) if cell is not None}
    columns = {head: found[head] for head in HEADS if head in found}
    return columns if all(head in columns for head in _NEEDED) else {}


def _cell(cells: Sequence[Any], at: int) -> Any:
    return cells[at] if at < len(cells) and cells[at] is not None else ""


def _read(values: Mapping[str, Any], following: int, into: list[Statement]) -> tuple[str, Message] | None:
    """Read one row; return the column and what is wrong with it, None where nothing is."""
    number = clean(str(values.get("序号", ""))).removesuffix(".0")
    if number and not (number.isascii() and number.isdigit()):
        return "序号", say("'{cell}' is no number.", cell=number)
    stance = _STANCES.get(clean(str(values["意见"])))
    if stance is None:
        return "意见", say("'{cell}' is none of: {known}.", cell=clean(str(values["意见"])), known="赞成、反对、修改")
    content = clean(str(values["内容"]), limit=_CONTENT_LIMIT, multiline=True)
    if not content:
        return "内容", say("The words are missing.")
    named = yes_no(values.get("公开姓名", ""))
    if isinstance(named, Message):
        return "公开姓名", named
    into.append(
        Statement(
            slip=int(number) if number else following,
            standing=clean(str(values.get("身份", ""))),
            stance=stance,
            content=content,
            speaker=clean(str(values.get("发言人", ""))),
            named_in_public=bool(named),
        )
    )
    return None
